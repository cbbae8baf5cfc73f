package dev.sage.testing.orchestrator;

import java.util.UUID;

/// Executions for tests outside of the suites.
public final class BurstArrivals {
  private BurstArrivals() {}

  /// A new execution that waits, in an inbox of its own.
  public static UUID waiting(ControlPath path) {
    return new Arrivals(path).waiting(path.inbox(), 0);
  }
}
