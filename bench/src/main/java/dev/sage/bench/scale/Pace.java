package dev.sage.bench.scale;

import java.util.random.RandomGenerator;

/// How fast work goes where it is done: by its own measure, a little more or less each time.
final class Pace {
  private static final double LEAST = 0.8;
  private static final double SPREAD = 0.4;

  private final Platform platform;
  private final RandomGenerator random;
  private int here;

  Pace(Platform platform, RandomGenerator random) {
    this.platform = platform;
    this.random = random;
  }

  Times.Work here(int rows) {
    here++;
    return platform.times().here(rows).times(some());
  }

  void done() {
    here--;
  }

  Times.Work there(int rows, boolean first) {
    return platform.times().there(rows, first).times(some());
  }

  private double some() {
    return LEAST + SPREAD * random.nextDouble();
  }

  /// Load of the server's machine, from 0 to 1. A worker waits for services half of its time.
  double load() {
    return platform.load() >= 0 ? platform.load() : Math.min(1, here * 0.5 / platform.processors());
  }
}
