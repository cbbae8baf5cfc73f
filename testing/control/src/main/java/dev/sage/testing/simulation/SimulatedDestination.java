package dev.sage.testing.simulation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A table that rows are landed in, and its ledger: the first commit of an execution wins. What a
/// real destination does is tested with real ones; this one shows whether it is asked rightly.
final class SimulatedDestination implements Commits {
  private final Map<UUID, Long> tokens = new LinkedHashMap<>();

  @Override
  public synchronized boolean commit(UUID execution, long token) {
    return tokens.putIfAbsent(execution, token) == null;
  }

  Optional<Long> committedBy(UUID execution) {
    return Optional.ofNullable(tokens.get(execution));
  }

  int committed() {
    return tokens.size();
  }
}
