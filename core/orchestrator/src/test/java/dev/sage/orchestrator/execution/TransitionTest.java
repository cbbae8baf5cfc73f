package dev.sage.orchestrator.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.ErrorCode;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every change of state is in the table, and the table is a life.
class TransitionTest {
  private static final Failure FAILURE = new Failure(ErrorCode.INTERNAL, "…");

  @Test
  void every_transition_leads_where_its_row_says() {
    assertThat(everyKind()).allSatisfy(t -> assertThat(t.change().to()).contains(t.to()));
    assertThat(everyKind().map(Transition::change).distinct())
        .containsExactlyInAnyOrder(Change.values());
    assertThat(everyKind().map(Object::getClass).distinct().count())
        .isEqualTo(Transition.class.getPermittedSubclasses().length);
  }

  @Test
  void an_ended_execution_goes_on_only_when_it_failed_or_was_cancelled() {
    assertThat(ExecutionState.values())
        .filteredOn(state -> state.isEnd() && leadsAway(state))
        .containsExactly(ExecutionState.FAILED, ExecutionState.CANCELLED);
  }

  @Test
  void every_state_can_be_reached_from_the_first_one() {
    assertThat(ExecutionState.values())
        .filteredOn(state -> state != ExecutionState.PENDING)
        .allSatisfy(state ->
            assertThat(Arrays.stream(ExecutionState.values()))
                .anyMatch(from -> Change.leads(from, state)));
  }

  @Test
  void the_outcome_decides_how_it_ended() {
    assertThat(ended("done", "Éxito").to()).isEqualTo(ExecutionState.COMPLETED);
    assertThat(ended("done", "Parcial").to()).isEqualTo(ExecutionState.PARTIAL);
    assertThat(ended("refused", "Fallido").to()).isEqualTo(ExecutionState.REFUSED);
  }

  @Test
  void only_bad_ends_are_announced() {
    assertThat(everyKind().filter(t -> t.announces().isPresent()).map(Transition::to).distinct())
        .containsExactlyInAnyOrder(ExecutionState.REFUSED, ExecutionState.FAILED);
  }

  private static boolean leadsAway(ExecutionState state) {
    return Arrays.stream(Change.values()).anyMatch(change -> change.from().contains(state));
  }

  private static Stream<Transition> everyKind() {
    return Stream.of(
        new Transition.Claim("uno"),
        ended("done", "Éxito"),
        ended("done", "Parcial"),
        ended("refused", "Fallido"),
        new Transition.Postpone(FAILURE, Duration.ZERO),
        new Transition.Recover(Duration.ZERO),
        new Transition.HandBack(Duration.ZERO),
        new Transition.Fail(FAILURE),
        new Transition.Cancel("ana"),
        new Transition.Stop(FAILURE),
        new Transition.Retry("ana"));
  }

  private static Transition.End ended(String outcome, String status) {
    return new Transition.End(
        new WorkOutcome.Ended(
            1, outcome, 0, status, 1, 1, 0, 0, 0, 0, 0, List.of(), Instant.EPOCH));
  }
}
