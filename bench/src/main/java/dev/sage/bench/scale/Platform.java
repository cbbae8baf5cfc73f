package dev.sage.bench.scale;

import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.testing.lambda.Faults;
import java.time.Duration;

/// What a run takes place on.
///
/// @param slots executions that the server does at a time
/// @param processors of the server
/// @param load of the server's machine, from 0 to 1; negative: what its executions make of it
/// @param callers threads that call services for the daemon
/// @param countTo waiting executions that are counted, at most
/// @param burst from when on work goes out, and how much
/// @param service the service of functions
/// @param lease how long a lock is
/// @param store requests a second and partition
/// @param locks units a second of the table
/// @param metadata the database of the queue
/// @param destination the database that deliveries land in
/// @param delays until services have answered
record Platform(
    int slots,
    double processors,
    double load,
    int callers,
    int countTo,
    BurstLimits burst,
    Service service,
    Duration lease,
    Share store,
    Share locks,
    Database metadata,
    Database destination,
    Delays delays,
    Times times) {
  /// @param concurrency environments at a time
  /// @param scaling new ones within ten seconds
  /// @param start of an environment, until it asks for its first event
  /// @param retryDelay before the first retry; the second waits twice as long
  /// @param timeout of an invocation
  record Service(
      int concurrency,
      int scaling,
      Duration start,
      int retries,
      Duration retryDelay,
      Duration timeout,
      double memoryGib,
      Faults faults) {}

  /// @param read reads a second
  /// @param write writes a second
  record Share(double read, double write) {}

  /// @param processors that answer statements
  /// @param connections of clients, at most
  /// @param borrow how long one waits for a connection
  record Database(double processors, int connections, Duration borrow) {}

  /// In seconds.
  record Delays(
      double invoke, double get, double put, double lock, double statement, double letters) {}

  /// As the server has it.
  private static final int CALLERS = 32;

  private static final int FUNCTIONS_MEMORY_GIB = 2;

  /// A server of two processors beside an account as Amazon gives it, with functions of 2 GiB, and
  /// an RDS instance of four processors and 16 GiB for metadata and another for what is landed,
  /// behind RDS Proxy.
  ///
  /// @param concurrency of the account; the server is set to use all of it
  static Platform amazon(int concurrency, long seed) {
    Limits limits = Limits.published();
    Duration borrow = Duration.ofSeconds((long) limits.of("rds_proxy.borrow"));
    int connections = limits.connections(16);
    Delays delays = new Delays(0.04, 0.02, 0.035, 0.006, 0.001, 0.02);
    return new Platform(
        3,
        2,
        -1,
        CALLERS,
        BurstLimits.DEFAULT.queueOver() + 1,
        functions(concurrency, Duration.ofMinutes(15)),
        new Service(
            concurrency,
            (int) limits.of("lambda.scaling"),
            Duration.ofMillis(261),
            (int) limits.of("lambda.retries"),
            Duration.ofSeconds((long) limits.of("lambda.retry_delay")),
            Duration.ofMinutes(15),
            FUNCTIONS_MEMORY_GIB,
            new Faults(seed, 0.001, 0.001, 0.001, 0.000_1, Duration.ofSeconds(1))),
        Duration.ofSeconds(60),
        new Share(limits.of("s3.get"), limits.of("s3.put")),
        new Share(limits.of("dynamodb.table_read"), limits.of("dynamodb.table_write")),
        new Database(4, 100, borrow),
        new Database(4, connections, borrow),
        delays,
        new Times.Composed(
            0.1, 3.7e-6, 0.4, 1.16, delays.get(), delays.put(), delays.lock(), 0.001));
  }

  /// The same with another destination, server and queue.
  ///
  /// @param landing processors of the database that deliveries land in
  /// @param by threads that call services
  /// @param most executions that are counted
  Platform with(double landing, int by, int most) {
    Database other = new Database(landing, destination.connections(), destination.borrow());
    return new Platform(
        slots,
        processors,
        load,
        by,
        most,
        burst,
        service,
        lease,
        store,
        locks,
        metadata,
        other,
        delays,
        times);
  }

  static BurstLimits functions(int most, Duration time) {
    BurstLimits usual = BurstLimits.DEFAULT;
    return new BurstLimits(
        usual.queueOver(),
        usual.cpuOver(),
        usual.patience(),
        most,
        time,
        usual.bytesPerSecond(),
        usual.largest(),
        usual.part(),
        usual.functionMemory(),
        usual.memoryNeeded());
  }
}
