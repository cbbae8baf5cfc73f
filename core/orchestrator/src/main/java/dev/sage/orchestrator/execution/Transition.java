package dev.sage.orchestrator.execution;

import static dev.sage.orchestrator.execution.ExecutionState.CANCELLED;
import static dev.sage.orchestrator.execution.ExecutionState.COMPLETED;
import static dev.sage.orchestrator.execution.ExecutionState.FAILED;
import static dev.sage.orchestrator.execution.ExecutionState.PARTIAL;
import static dev.sage.orchestrator.execution.ExecutionState.PENDING;
import static dev.sage.orchestrator.execution.ExecutionState.REFUSED;
import static dev.sage.orchestrator.execution.ExecutionState.RUNNING;

import dev.sage.orchestrator.notify.Notification;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A change of state. There is no other way to change one: [ExecutionQueue] takes nothing else, and
/// the database refuses what is not in this table.
public sealed interface Transition {
  /// The states from which it leads away.
  Set<ExecutionState> from();

  ExecutionState to();

  /// What people are told about it. The queue puts it into the outbox together with the change.
  default Optional<Notification.Kind> announces() {
    return Optional.empty();
  }

  /// Every state that transitions of this kind can lead to.
  static Set<ExecutionState> targets(Class<? extends Transition> kind) {
    return kind == End.class ? Set.of(COMPLETED, PARTIAL, REFUSED) : Set.of(target(kind));
  }

  private static ExecutionState target(Class<? extends Transition> kind) {
    if (kind == Claim.class) {
      return RUNNING;
    }
    if (kind == Fail.class) {
      return FAILED;
    }
    return kind == Cancel.class || kind == Stop.class ? CANCELLED : PENDING;
  }

  /// A daemon takes it: one attempt more.
  record Claim(String daemon) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(PENDING);
    }

    @Override
    public ExecutionState to() {
      return RUNNING;
    }
  }

  /// The worker has ended it.
  record End(WorkOutcome.Ended outcome) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      boolean landed = outcome.outcome().equals("done");
      if (!landed) {
        return REFUSED;
      }
      return outcome.status().equals("Éxito") ? COMPLETED : PARTIAL;
    }

    @Override
    public Optional<Notification.Kind> announces() {
      return to() == REFUSED ? Optional.of(Notification.Kind.DELIVERY_REFUSED) : Optional.empty();
    }
  }

  /// The attempt failed by something that passes: again, later.
  record Postpone(Failure failure, Duration delay) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      return PENDING;
    }
  }

  /// Nobody works on it any more: its daemon died, or was away for longer than its lease.
  record Recover(Duration delay) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      return PENDING;
    }
  }

  /// The daemon gives back what it has not ended: it stops in good order, or another worker still
  /// holds the lease. Neither a failure nor a loss.
  record HandBack(Duration delay) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      return PENDING;
    }
  }

  /// It failed for good.
  record Fail(Failure failure) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      return FAILED;
    }

    @Override
    public Optional<Notification.Kind> announces() {
      return Optional.of(Notification.Kind.EXECUTION_FAILED);
    }
  }

  /// Somebody does not want it any more, before it began.
  record Cancel(String by) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(PENDING);
    }

    @Override
    public ExecutionState to() {
      return CANCELLED;
    }
  }

  /// It was stopped while it ran, by somebody or by its time limit.
  record Stop(Failure failure) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(RUNNING);
    }

    @Override
    public ExecutionState to() {
      return CANCELLED;
    }
  }

  /// Somebody wants it tried again, from the first retry on.
  record Retry(String by) implements Transition {
    @Override
    public Set<ExecutionState> from() {
      return Set.of(FAILED, CANCELLED);
    }

    @Override
    public ExecutionState to() {
      return PENDING;
    }
  }
}
