package dev.sage.orchestrator.execution;

import dev.sage.spi.notify.Notification;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A change of state, with what is to be remembered of it. There is no other way to change a state:
/// [ExecutionQueue] takes nothing else, and the database refuses what is not in [Change].
public sealed interface Transition {
  /// Its row in the table.
  Change change();

  /// The states from which it leads away.
  default Set<ExecutionState> from() {
    return change().from();
  }

  /// The state that it leads to.
  default ExecutionState to() {
    return change().to().iterator().next();
  }

  /// What people are told about it. The queue puts it into the outbox together with the change.
  default Optional<Notification.Kind> announces() {
    return Optional.empty();
  }

  /// A daemon takes it: one attempt more.
  record Claim(String daemon) implements Transition {
    @Override
    public Change change() {
      return Change.CLAIM;
    }
  }

  /// The worker has ended it.
  record End(WorkOutcome.Ended outcome) implements Transition {
    @Override
    public Change change() {
      return Change.END;
    }

    @Override
    public ExecutionState to() {
      if (!outcome.outcome().equals("done")) {
        return ExecutionState.REFUSED;
      }
      return outcome.status().equals("Éxito") ? ExecutionState.COMPLETED : ExecutionState.PARTIAL;
    }

    @Override
    public Optional<Notification.Kind> announces() {
      return to() == ExecutionState.REFUSED
          ? Optional.of(Notification.Kind.DELIVERY_REFUSED)
          : Optional.empty();
    }
  }

  /// The attempt failed by something that passes: again, later.
  record Postpone(Failure failure, Duration delay) implements Transition {
    @Override
    public Change change() {
      return Change.POSTPONE;
    }
  }

  /// Nobody works on it any more: its daemon died, or was away for longer than its lease.
  record Recover(Duration delay) implements Transition {
    @Override
    public Change change() {
      return Change.RECOVER;
    }
  }

  /// The daemon gives back what it has not ended: it stops in good order, or another worker still
  /// holds the lease. Neither a failure nor a loss.
  record HandBack(Duration delay) implements Transition {
    @Override
    public Change change() {
      return Change.HAND_BACK;
    }
  }

  /// It failed for good.
  record Fail(Failure failure) implements Transition {
    @Override
    public Change change() {
      return Change.FAIL;
    }

    @Override
    public Optional<Notification.Kind> announces() {
      return Optional.of(Notification.Kind.EXECUTION_FAILED);
    }
  }

  /// Somebody does not want it any more, before it began.
  record Cancel(String by) implements Transition {
    @Override
    public Change change() {
      return Change.CANCEL;
    }
  }

  /// It was stopped while it ran, by somebody or by its time limit.
  record Stop(Failure failure) implements Transition {
    @Override
    public Change change() {
      return Change.STOP;
    }
  }

  /// Somebody wants it tried again, with all its retries.
  record Retry(String by) implements Transition {
    @Override
    public Change change() {
      return Change.RETRY;
    }
  }
}
