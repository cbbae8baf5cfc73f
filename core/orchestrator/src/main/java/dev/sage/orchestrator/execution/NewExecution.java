package dev.sage.orchestrator.execution;

import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/// An execution to be queued, together with the delivery that it processes.
///
/// @param order with attempt 1; every claim sets it
/// @param contractVersion the exact version that it uses, whatever becomes of the contract later
/// @param priority larger first; 0 is usual
/// @param replays the execution of the same delivery that this one does again; empty: the first
public record NewExecution(
    WorkOrder order,
    UUID contractVersion,
    int priority,
    Duration deadline,
    Optional<UUID> replays) {
  public UUID id() {
    return order.execution();
  }
}
