package dev.sage.worker.message;

import dev.sage.worker.WorkOrder;
import java.time.Duration;
import java.util.Optional;

/// A [WorkOrder] on its way to a function. See [MessageJson] for how it looks.
///
/// @param task what is to be done of it
/// @param yaml the contract itself, where it is not in the store yet
/// @param traceparent the trace that this belongs to, as W3C writes it
/// @param limit how long the function may work on it: what is paid for; empty: as long as it can
public record WorkMessage(
    WorkOrder order,
    Task task,
    Optional<String> yaml,
    Optional<String> traceparent,
    Optional<Duration> limit) {
  public WorkMessage(
      WorkOrder order, Task task, Optional<String> yaml, Optional<String> traceparent) {
    this(order, task, yaml, traceparent, Optional.empty());
  }

  public static WorkMessage of(WorkOrder order) {
    return of(order, new Task.Whole());
  }

  public static WorkMessage of(WorkOrder order, Task task) {
    return of(order, task, Optional.empty());
  }

  public static WorkMessage of(WorkOrder order, Task task, Optional<Duration> limit) {
    return new WorkMessage(order, task, Optional.empty(), Optional.empty(), limit);
  }
}
