package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Finds executions that nobody works on any more, because their daemon died or was away for longer
/// than its lease, and puts them back.
final class Janitor {
  private final ExecutionQueue queue;
  private final ExecutionWork work;
  private final Duration grace;
  private final RetryPolicy retries;
  private final DaemonEvents events;
  private final RandomGenerator random;

  Janitor(DaemonParts parts, DaemonSettings settings) {
    this.queue = parts.queue();
    this.work = parts.work();
    this.grace = settings.lease();
    this.retries = settings.retries();
    this.events = parts.events();
    this.random = parts.random();
  }

  /// What attempts left on this machine goes when their executions are over.
  void tidy() {
    work.tidy(queue::isOpen);
  }

  void recover() {
    for (Execution lost : queue.orphans(grace)) {
      Transition transition = retries.afterLoss(lost, random);
      if (queue.apply(lost.id(), lost.attempt(), transition)) {
        events.changed(lost, transition);
      }
    }
  }
}
