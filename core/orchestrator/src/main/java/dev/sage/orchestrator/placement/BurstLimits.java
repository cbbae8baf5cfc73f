package dev.sage.orchestrator.placement;

import java.time.Duration;

/// From when on work goes to functions, and what these can do.
///
/// @param queueOver with more than so many waiting, work goes out
/// @param cpuOver with more load than that, from 0 to 1, it does even where there is room here
/// @param patience what has waited for longer goes out, too
/// @param functions so many at a time, at most
/// @param time how long a function may run
/// @param bytesPerSecond what a function reads, checks and lands in a second, at the least
/// @param largest the largest delivery that functions can do, in parts or not: what fits their disk
/// @param part how large the parts of what goes in parts are, about
/// @param functionMemory of one function, in bytes
/// @param memoryNeeded of one execution, in bytes
public record BurstLimits(
    int queueOver,
    double cpuOver,
    Duration patience,
    int functions,
    Duration time,
    long bytesPerSecond,
    long largest,
    long part,
    long functionMemory,
    long memoryNeeded) {
  private static final long MIB = 1L << 20;

  /// More than 3 waiting or a CPU over 80%; 50 functions of 2,048 MB for 15 minutes.
  public static final BurstLimits DEFAULT =
      new BurstLimits(
          3,
          0.8,
          Duration.ofMinutes(1),
          50,
          Duration.ofMinutes(15),
          5 * MIB,
          3 * 1024 * MIB,
          64 * MIB,
          2_048 * MIB,
          1_536 * MIB);

  public BurstLimits {
    if (queueOver < 0 || functions < 0 || bytesPerSecond < 1 || part < 1 || !time.isPositive()) {
      throw new IllegalArgumentException("Limits count from 0, and functions take their time.");
    }
  }

  /// What one function finishes in two thirds of its time.
  long wholeBytes() {
    return time.toSeconds() * bytesPerSecond * 2 / 3;
  }
}
