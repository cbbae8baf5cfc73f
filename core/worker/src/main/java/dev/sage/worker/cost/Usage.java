package dev.sage.worker.cost;

import java.math.BigDecimal;

/// What was used of the services that are paid for. Sums are exact.
///
/// @param invocations of functions
/// @param memory of functions: MiB for a millisecond
/// @param disk of functions beyond what is free: the same
/// @param puts requests to the store that write or list
/// @param gets requests to the store that read
/// @param lockWrites of at most 1 KB
/// @param lockReads of at most 4 KB
/// @param logs in bytes
/// @param out bytes that leave the region
public record Usage(
    long invocations,
    long memory,
    long disk,
    long puts,
    long gets,
    long lockWrites,
    long lockReads,
    long logs,
    long out) {
  private static final BigDecimal MIB_MILLIS = BigDecimal.valueOf(1_024_000);

  public static final Usage NONE = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

  public Usage plus(Usage other) {
    return new Usage(
        Math.addExact(invocations, other.invocations),
        Math.addExact(memory, other.memory),
        Math.addExact(disk, other.disk),
        Math.addExact(puts, other.puts),
        Math.addExact(gets, other.gets),
        Math.addExact(lockWrites, other.lockWrites),
        Math.addExact(lockReads, other.lockReads),
        Math.addExact(logs, other.logs),
        Math.addExact(out, other.out));
  }

  public Usage times(long times) {
    return new Usage(
        Math.multiplyExact(invocations, times),
        Math.multiplyExact(memory, times),
        Math.multiplyExact(disk, times),
        Math.multiplyExact(puts, times),
        Math.multiplyExact(gets, times),
        Math.multiplyExact(lockWrites, times),
        Math.multiplyExact(lockReads, times),
        Math.multiplyExact(logs, times),
        Math.multiplyExact(out, times));
  }

  /// The memory of functions by their time; a GB is 2^30 bytes.
  public BigDecimal gbSeconds() {
    return gbSeconds(memory);
  }

  BigDecimal diskGbSeconds() {
    return gbSeconds(disk);
  }

  /// Exact: 1,024,000 has no other divisors than 2 and 5.
  private static BigDecimal gbSeconds(long mibMillis) {
    return BigDecimal.valueOf(mibMillis).divide(MIB_MILLIS);
  }
}
