package dev.sage.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.aws.AwsAccess;
import dev.sage.connector.aws.LambdaLauncher;
import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.placement.BurstLimits;
import dev.sage.orchestrator.placement.Placement;
import dev.sage.spi.Language;
import dev.sage.spi.burst.Launcher;
import dev.sage.testing.lambda.Faults;
import dev.sage.testing.lambda.HeldFunctions;
import dev.sage.testing.orchestrator.ManualDaemon;
import dev.sage.testing.orchestrator.MemoryBurstQueue;
import dev.sage.testing.orchestrator.MemoryLedger;
import dev.sage.testing.orchestrator.MemoryMetadata;
import dev.sage.testing.orchestrator.MemoryOutbox;
import dev.sage.testing.orchestrator.MemoryQueue;
import dev.sage.testing.orchestrator.SettableClock;
import dev.sage.testing.simulation.MemoryStore;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.message.MessageJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A queue, a daemon and the launcher as they are, with Amazon's client, against a service whose
/// invocations last for as long as the test wants.
final class InFlightIT {
  private static final UUID INBOX = new UUID(1, 1);
  private static final Duration LEASE = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /// As the server has it.
  private static final int CALLERS = 32;

  @TempDir private Path directory;
  private final SettableClock clock = new SettableClock(Instant.parse("2026-01-05T08:00:00Z"));
  private final MemoryMetadata metadata = new MemoryMetadata(clock, _ -> false);
  private final MemoryLedger ledger = new MemoryLedger(metadata);
  private final MemoryStore store = new MemoryStore(true);
  private final ExecutorService callers =
      Executors.newFixedThreadPool(CALLERS, Thread.ofVirtual().name("function-", 0).factory());

  @AfterEach
  void close() {
    callers.shutdownNow();
  }

  @Test
  @Timeout(60)
  void a_thousand_are_in_flight_at_once_and_each_is_done_once() {
    Faults faults = new Faults(5, 0.02, 0.02, 0, 0, Duration.ofSeconds(1));
    try (HeldFunctions service = HeldFunctions.start("procesador", 1_200, faults);
        Launcher launcher = launcher(service)) {
      deliver(1_500);
      ManualDaemon daemon = daemon(launcher, 1_000);

      fill(daemon, service, 1_000);

      assertThat(executions(service.taken())).as("in flight at once").hasSize(1_000);
      assertThat(service.running()).isEqualTo(1_000 + service.duplicates());
      assertThat(running()).isEqualTo(1_000);

      drain(daemon, service, 1_500);

      assertThat(executions(service.taken())).hasSize(1_500);
      assertThat(service.taken()).hasSize(1_500 + service.duplicates());
      assertThat(service.duplicates()).isPositive();
      assertThat(metadata.executions())
          .allMatch(row -> row.state() == ExecutionState.COMPLETED && row.attempt() == 1);
      assertThat(service.connections()).as("connections of the launcher").isLessThan(1_500);
    }
  }

  @Test
  @Timeout(60)
  void what_the_service_refuses_is_taken_when_there_is_room_and_nothing_is_lost() {
    try (HeldFunctions service = HeldFunctions.start("procesador", 100, Faults.NONE);
        Launcher launcher = launcher(service)) {
      deliver(150);
      ManualDaemon daemon = daemon(launcher, 150);

      daemon.ticks().dispatch();
      assertThat(service.await(() -> service.refused() > 0, PATIENCE)).isTrue();
      assertThat(service.most()).isEqualTo(100);
      drain(daemon, service, 150);

      assertThat(executions(service.taken())).hasSize(150);
      assertThat(service.most()).isEqualTo(100);
    }
  }

  private static Launcher launcher(HeldFunctions service) {
    return LambdaLauncher.open(
        new AwsAccess(
            "us-east-1",
            Optional.of(service.endpoint()),
            Optional.of(new AwsAccess.Keys("llave", "secreto"))),
        LambdaLauncher.Names.of("procesador"),
        Optional.empty());
  }

  private ManualDaemon daemon(Launcher launcher, int functions) {
    BurstParts burst =
        new BurstParts(
            new MemoryBurstQueue(metadata),
            new Placement(limits(functions)),
            launcher,
            new MemoryLeases(clock::nanoTime),
            store,
            () -> 0.1,
            callers,
            LEASE,
            Duration.ofMillis(1));
    return new ManualDaemon(
        new DaemonSettings("uno", 0, Duration.ofSeconds(1), LEASE, RetryPolicy.DEFAULT),
        new ManualDaemon.Shared(
            clock,
            metadata,
            new MemoryQueue(metadata),
            new MemoryLeases(clock::nanoTime),
            store,
            new MemoryOutbox(metadata, clock),
            List.of(),
            directory,
            UUID::randomUUID,
            DaemonEvents.NONE,
            Optional.of(burst)),
        (_, _) -> new WorkOutcome.Busy());
  }

  /// Nothing is done here, and nothing waits to be.
  private static BurstLimits limits(int functions) {
    BurstLimits usual = Platform.functions(functions, Duration.ofMinutes(15));
    return new BurstLimits(
        0,
        usual.cpuOver(),
        usual.patience(),
        usual.functions(),
        usual.time(),
        usual.bytesPerSecond(),
        usual.largest(),
        usual.part(),
        usual.functionMemory(),
        usual.memoryNeeded());
  }

  private void deliver(int files) {
    for (int i = 0; i < files; i++) {
      UUID id = new UUID(2, i);
      String sha256 = "%064x".formatted(i);
      Delivery delivery =
          new Delivery(
              id,
              INBOX,
              Optional.empty(),
              Optional.empty(),
              i + ".csv",
              12,
              sha256,
              clock.instant());
      WorkOrder order =
          new WorkOrder(
              id,
              1,
              "ventas",
              sha256,
              new WorkOrder.Input(id, delivery.filename()),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              Language.ES,
              Optional.empty(),
              WorkOrder.Origin.NONE);
      ledger.receive(
          delivery,
          new NewExecution(order, new UUID(3, 1), 0, Duration.ofHours(1), Optional.empty()));
    }
  }

  /// Claims until so many are in flight.
  private static void fill(ManualDaemon daemon, HeldFunctions service, int number) {
    for (int claims = 0; claims < number; claims += 200) {
      daemon.ticks().dispatch();
    }
    assertThat(service.await(() -> service.running() - service.duplicates() == number, PATIENCE))
        .as("%d run of %d", service.running(), number)
        .isTrue();
  }

  /// Ends what runs, has the daemon see it and claim more, until all is done.
  private void drain(ManualDaemon daemon, HeldFunctions service, int files) {
    long end = System.nanoTime() + PATIENCE.toNanos() * 2;
    while (completed() < files && System.nanoTime() < end) {
      service.await(() -> service.running() > 0, Duration.ofMillis(200));
      for (byte[] message : service.end(200)) {
        WorkOrder order = MessageJson.read(message).order();
        store.putIfAbsent(order.execution(), order.attempt(), "result.json", Store.result());
      }
      clock.pass(Duration.ofSeconds(1));
      daemon.ticks().watch();
      daemon.ticks().dispatch();
    }
    assertThat(completed()).isEqualTo(files);
  }

  private long completed() {
    return count(ExecutionState.COMPLETED);
  }

  private long running() {
    return count(ExecutionState.RUNNING);
  }

  private long count(ExecutionState state) {
    return metadata.executions().stream().filter(row -> row.state() == state).count();
  }

  private static Set<UUID> executions(List<byte[]> messages) {
    Set<UUID> executions = new HashSet<>();
    messages.forEach(message -> executions.add(MessageJson.read(message).order().execution()));
    return executions;
  }
}
