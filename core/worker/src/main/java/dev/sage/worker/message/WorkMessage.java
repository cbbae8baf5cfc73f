package dev.sage.worker.message;

import dev.sage.worker.WorkOrder;
import java.util.Optional;

/// A [WorkOrder] on its way to a function. See [MessageJson] for how it looks.
///
/// @param task what is to be done of it
/// @param yaml the contract itself, where it is not in the store yet
/// @param traceparent the trace that this belongs to, as W3C writes it
public record WorkMessage(
    WorkOrder order, Task task, Optional<String> yaml, Optional<String> traceparent) {
  public static WorkMessage of(WorkOrder order) {
    return of(order, new Task.Whole());
  }

  public static WorkMessage of(WorkOrder order, Task task) {
    return new WorkMessage(order, task, Optional.empty(), Optional.empty());
  }
}
