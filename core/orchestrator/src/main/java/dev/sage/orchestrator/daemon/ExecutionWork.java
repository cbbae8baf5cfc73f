package dev.sage.orchestrator.daemon;

import dev.sage.engine.Cancellation;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;

/// Does one execution, here or elsewhere, and returns when it has ended.
@FunctionalInterface
public interface ExecutionWork {
  /// @throws dev.sage.spi.SageException when it failed
  WorkOutcome process(WorkOrder order, Cancellation cancellation);
}
