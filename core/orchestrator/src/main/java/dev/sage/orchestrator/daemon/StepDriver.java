package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.burst.Delegated;
import java.util.function.LongSupplier;

/// Has the next steps of a delivery done that is too large for one function.
final class StepDriver {
  /// What a function stages within a minute, and hundreds of which make a large file.
  static final long PART_BYTES = 64L << 20;

  StepDriver(BurstParts parts, Burst burst, LongSupplier nanoTime) {}

  void next(Delegated one) {}

  boolean isUnderWay(Delegated one) {
    return false;
  }
}
