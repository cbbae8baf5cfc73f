package dev.sage.lambda;

import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome.Ended;

/// Tells the metadata how executions ended, where a function can reach them. `result.json` is the
/// truth, and the server makes the same of it later: a report that fails harms nothing.
@FunctionalInterface
interface Reports {
  /// Tells nobody.
  Reports NONE = (_, _) -> {};

  void ended(WorkOrder order, Ended how);
}
