package dev.sage.orchestrator.execution;

import static dev.sage.orchestrator.execution.ExecutionState.CANCELLED;
import static dev.sage.orchestrator.execution.ExecutionState.COMPLETED;
import static dev.sage.orchestrator.execution.ExecutionState.FAILED;
import static dev.sage.orchestrator.execution.ExecutionState.PARTIAL;
import static dev.sage.orchestrator.execution.ExecutionState.PENDING;
import static dev.sage.orchestrator.execution.ExecutionState.REFUSED;
import static dev.sage.orchestrator.execution.ExecutionState.RUNNING;

import java.util.Arrays;
import java.util.Set;

/// The table of all changes of state that there are: each kind of [Transition] with where it leads
/// from and to. The database has the same table and refuses everything else.
@SuppressWarnings("ImmutableEnumChecker") // what Set.of makes is immutable
public enum Change {
  CLAIM(Set.of(PENDING), Set.of(RUNNING)),
  END(Set.of(RUNNING), Set.of(COMPLETED, PARTIAL, REFUSED)),
  POSTPONE(Set.of(RUNNING), Set.of(PENDING)),
  RECOVER(Set.of(RUNNING), Set.of(PENDING)),
  HAND_BACK(Set.of(RUNNING), Set.of(PENDING)),
  FAIL(Set.of(RUNNING), Set.of(FAILED)),
  STOP(Set.of(RUNNING), Set.of(CANCELLED)),
  CANCEL(Set.of(PENDING), Set.of(CANCELLED)),
  RETRY(Set.of(FAILED, CANCELLED), Set.of(PENDING));

  private final Set<ExecutionState> from;
  private final Set<ExecutionState> to;

  Change(Set<ExecutionState> from, Set<ExecutionState> to) {
    this.from = from;
    this.to = to;
  }

  public Set<ExecutionState> from() {
    return from;
  }

  public Set<ExecutionState> to() {
    return to;
  }

  /// Whether some change leads from one state to another.
  public static boolean leads(ExecutionState from, ExecutionState to) {
    return Arrays.stream(values()).anyMatch(c -> c.from.contains(from) && c.to.contains(to));
  }
}
