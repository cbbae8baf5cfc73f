package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Finds executions that nobody works on any more, because their daemon died or was away for longer
/// than its lease, and puts them back.
final class Janitor {
  private final ExecutionQueue queue;
  private final ExecutionWork work;
  private final Duration grace;
  private final RetryPolicy retries;
  private final DaemonEvents events;
  private final RandomGenerator random;
  private final @Nullable Leases leases;
  private final String name;

  Janitor(DaemonParts parts, DaemonSettings settings) {
    this.queue = parts.queue();
    this.work = parts.work();
    this.grace = settings.lease();
    this.retries = settings.retries();
    this.events = parts.events();
    this.random = parts.random();
    this.leases = parts.burst().map(BurstParts::leases).orElse(null);
    this.name = settings.name();
  }

  /// What attempts left on this machine goes when their executions are over.
  void tidy() {
    work.tidy(queue::isOpen);
  }

  /// The database knows its own leases. Of others, whoever gets it knows that nobody has it.
  private boolean isHeld(Execution execution) {
    if (leases == null) {
      return false;
    }
    Optional<Lease> lease = leases.acquire(execution.id(), name, grace, execution.attempt());
    lease.ifPresent(Lease::release);
    return lease.isEmpty();
  }

  void recover() {
    for (Execution lost : queue.orphans(grace)) {
      if (isHeld(lost)) {
        continue;
      }
      Transition transition = retries.afterLoss(lost, random);
      if (queue.apply(lost.id(), lost.attempt(), transition)) {
        events.changed(lost, transition);
      }
    }
  }
}
