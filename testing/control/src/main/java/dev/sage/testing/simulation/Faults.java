package dev.sage.testing.simulation;

/// How much goes wrong. What goes wrong is over at some time, so that it can be seen what is left.
final class Faults {
  private final int lostOfThousand;
  private boolean on = true;

  /// @param lostOfThousand how many calls of a thousand are lost, there or back
  Faults(int lostOfThousand) {
    this.lostOfThousand = lostOfThousand;
  }

  boolean on() {
    return on;
  }

  int lostOfThousand() {
    return lostOfThousand;
  }

  void end() {
    on = false;
  }
}
