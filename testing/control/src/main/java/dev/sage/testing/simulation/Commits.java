package dev.sage.testing.simulation;

import java.util.UUID;

/// The ledger of a destination.
interface Commits {
  /// Lands an execution's rows.
  ///
  /// @return whether this call did; false: an earlier one had
  boolean commit(UUID execution, long token);
}
