package dev.sage.worker.cost;

import java.time.Duration;

/// What a function is given, and billed for as long as it runs.
///
/// @param memory in bytes
/// @param disk of `/tmp`, in bytes
public record FunctionSize(long memory, long disk) {
  private static final long MIB = 1L << 20;
  private static final long FREE_DISK = 512;

  /// The most disk that Amazon gives a function.
  public static final long LARGEST_DISK = 10L << 30;

  public FunctionSize {
    if (memory < 1 || disk < 0) {
      throw new IllegalArgumentException("A function has memory.");
    }
  }

  /// A MiB for a millisecond; so the disk that is not free.
  long memoryFor(Duration billed) {
    return Math.multiplyExact(Math.ceilDiv(memory, MIB), millis(billed));
  }

  long diskFor(Duration billed) {
    return Math.multiplyExact(Math.max(0, Math.ceilDiv(disk, MIB) - FREE_DISK), millis(billed));
  }

  /// By the millisecond that was begun.
  private static long millis(Duration billed) {
    return Math.ceilDiv(billed.toNanos(), 1_000_000L);
  }
}
