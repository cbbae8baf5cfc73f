package dev.sage.bench.scale;

import java.util.random.RandomGenerator;

/// How fast work goes where it is done: by its own measure, a little more or less each time.
final class Pace {
  private static final double LEAST = 0.8;
  private static final double SPREAD = 0.4;

  private final Platform platform;
  private final RandomGenerator random;
  private int here;
  private int there;

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
    there++;
    return platform.times().there(rows, first).times(some());
  }

  void left() {
    there--;
  }

  private double some() {
    return LEAST + SPREAD * random.nextDouble();
  }

  /// Load of the server's machine, from 0 to 1. A worker waits for services half of its time.
  double load() {
    double busy = platform.shared() ? here + there : here * 0.5;
    return Math.min(1, busy / platform.processors());
  }
}
