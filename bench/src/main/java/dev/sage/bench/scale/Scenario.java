package dev.sage.bench.scale;

import java.time.Duration;

/// What arrives, on what.
///
/// @param taken how long taking all of them in takes; zero: all are in the queue at once
/// @param first when the first one is in the queue
record Scenario(
    String name, int files, Duration first, Duration taken, long seed, Platform platform) {
  private static final Duration DAY = Duration.ofDays(1);

  Scenario {
    if (files < 1) {
      throw new IllegalArgumentException("There is at least one file.");
    }
  }

  static Scenario steady(int files, long seed, Platform platform) {
    return new Scenario("steady", files, Duration.ZERO, DAY, seed, platform);
  }

  static Scenario burst(int files, long seed, Platform platform) {
    return new Scenario("burst", files, Duration.ZERO, Duration.ZERO, seed, platform);
  }

  boolean isBurst() {
    return taken.isZero();
  }

  /// When a file of a number is in the queue.
  long arrival(int number) {
    return first.toNanos() + (long) ((double) taken.toNanos() / files * number);
  }
}
