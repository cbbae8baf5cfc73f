package dev.sage.orchestrator.cost;

import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Usage;
import java.util.Optional;

/// What an attempt in functions has cost, when it is over.
public sealed interface Settled {
  /// @param measured by the function itself; empty: it was judged from outside
  record Used(Usage usage, Cost cost, Optional<Measured> measured) implements Settled {}

  /// Nobody knows: one of so many equal parts of what was reserved.
  record AsReserved(int parts) implements Settled {
    public AsReserved {
      if (parts < 1) {
        throw new IllegalArgumentException("It is no more than what was reserved.");
      }
    }
  }
}
