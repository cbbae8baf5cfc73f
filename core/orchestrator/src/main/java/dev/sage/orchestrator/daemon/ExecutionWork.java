package dev.sage.orchestrator.daemon;

import dev.sage.engine.Cancellation;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import java.util.UUID;
import java.util.function.Predicate;

/// Does one execution, here or elsewhere, and returns when it has ended.
@FunctionalInterface
public interface ExecutionWork {
  /// @throws dev.sage.spi.SageException when it failed
  WorkOutcome process(WorkOrder order, Cancellation cancellation);

  /// Deletes what attempts left that nobody goes on with.
  ///
  /// @param isOpen whether an execution waits or runs
  default void tidy(Predicate<UUID> isOpen) {}
}
