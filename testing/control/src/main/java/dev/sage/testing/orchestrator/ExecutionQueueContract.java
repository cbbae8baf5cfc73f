package dev.sage.testing.orchestrator;

import static dev.sage.testing.orchestrator.Arrivals.FAILURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.spi.notify.Notification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [ExecutionQueue] promises.
@Timeout(120)
public abstract class ExecutionQueueContract {
  private static final Duration GRACE = Duration.ofMinutes(1);

  private ControlPath path;
  private Arrivals arrivals;
  private ExecutionQueue queue;
  private UUID inbox;

  /// New and empty.
  protected abstract ControlPath path();

  @BeforeEach
  final void prepare() {
    path = path();
    arrivals = new Arrivals(path);
    queue = path.queue();
    inbox = path.inbox();
  }

  @Test
  public void aDeliveryIsClaimedOnceAndAsItWasOrdered() {
    Delivery delivery =
        arrivals.file(inbox, Optional.of(path.sender(inbox, "norte")), "a.csv", Arrivals.content());
    NewExecution queued = arrivals.execution(delivery, 3);
    path.ledger().receive(delivery, queued);

    List<Execution> claimed = queue.claim("daemon-1", 10);

    assertThat(claimed)
        .containsExactly(
            new Execution(
                queued.id(),
                inbox,
                delivery.id(),
                queued.order(),
                3,
                1,
                0,
                0,
                queued.deadline(),
                delivery.arrived()));
    assertThat(path.state(queued.id())).isEqualTo(ExecutionState.RUNNING);
    assertThat(queue.claim("daemon-2", 10)).isEmpty();
  }

  @Test
  public void largerPrioritiesComeFirstThenTheOldest() {
    List<UUID> ids =
        IntStream.of(0, 5, 0, -1, 5).mapToObj(p -> arrivals.waiting(inbox, p)).toList();

    List<UUID> claimed =
        Stream.concat(queue.claim("d", 2).stream(), queue.claim("d", 10).stream())
            .map(Execution::id)
            .toList();

    assertThat(claimed).containsExactly(ids.get(1), ids.get(4), ids.get(0), ids.get(2), ids.get(3));
  }

  @Test
  public void noMoreAreClaimedThanAskedFor() {
    IntStream.range(0, 5).forEach(_ -> arrivals.waiting(inbox, 0));

    assertThat(queue.claim("d", 3)).hasSize(3);
    assertThat(queue.claim("d", 3)).hasSize(2);
  }

  @Test
  public void twoClaimersNeverGetTheSame() {
    Set<UUID> all = new HashSet<>();
    IntStream.range(0, 500).forEach(_ -> all.add(arrivals.waiting(inbox, 0)));

    List<List<UUID>> claimed = Together.run(2, number -> claimAll("daemon-" + number));

    List<UUID> together = claimed.stream().flatMap(List::stream).toList();
    assertThat(together).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
  }

  private List<UUID> claimAll(String daemon) {
    List<UUID> ids = new ArrayList<>();
    for (List<Execution> some = queue.claim(daemon, 7);
        !some.isEmpty();
        some = queue.claim(daemon, 7)) {
      some.forEach(execution -> ids.add(execution.id()));
    }
    return ids;
  }

  @Test
  public void everyTransitionLeadsFromItsStatesAndFromNoOther() {
    for (ExecutionState state : ExecutionState.values()) {
      for (Transition transition : Arrivals.transitions()) {
        Execution execution = in(state);

        boolean applied = queue.apply(execution.id(), execution.attempt(), transition);

        assertThat(applied)
            .as("%s from %s", transition, state)
            .isEqualTo(transition.from().contains(state));
        assertThat(path.state(execution.id()))
            .as("%s from %s", transition, state)
            .isEqualTo(applied ? transition.to() : state);
        queue.claim("to-empty-the-queue", 10);
      }
    }
  }

  @Test
  public void aWorkerOfAnEarlierAttemptDecidesNothing() {
    Execution first = arrivals.running(inbox);
    queue.apply(first.id(), 1, new Transition.Recover(Duration.ZERO));
    Execution second = queue.claim("daemon-2", 1).getFirst();

    assertThat(second.attempt()).isEqualTo(2);
    assertThat(second.order().attempt()).isEqualTo(2);
    for (Transition transition : Arrivals.transitions()) {
      assertThat(queue.apply(first.id(), 1, transition)).as("%s", transition).isFalse();
    }
    assertThat(path.state(first.id())).isEqualTo(ExecutionState.RUNNING);
    assertThat(queue.apply(first.id(), 2, Arrivals.done())).isTrue();
  }

  @Test
  public void ofTwoThatDecideAtOnceOneDoes() {
    Execution execution = arrivals.running(inbox);

    List<Boolean> applied =
        Together.run(
            4,
            number ->
                queue.apply(
                    execution.id(),
                    1,
                    number % 2 == 0 ? Arrivals.done() : new Transition.Recover(Duration.ZERO)));

    assertThat(applied).containsOnlyOnce(true);
  }

  @Test
  public void aPostponedOneWaitsForItsTime() {
    Execution execution = arrivals.running(inbox);
    queue.apply(execution.id(), 1, new Transition.Postpone(FAILURE, Duration.ofMinutes(10)));

    assertThat(queue.claim("d", 1)).isEmpty();
    assertThat(queue.untilDue()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10));
    path.pass(Duration.ofMinutes(10));

    assertThat(queue.untilDue()).isZero();
    Execution again = queue.claim("d", 1).getFirst();
    assertThat(again.attempt()).isEqualTo(2);
    assertThat(again.failures()).isEqualTo(1);
    assertThat(again.losses()).isZero();
  }

  @Test
  public void lossesAndFailuresAreCountedApartAndWhatIsHandedBackIsNeither() {
    Execution execution = arrivals.running(inbox);
    List<Transition> backs =
        List.of(
            new Transition.Recover(Duration.ZERO),
            new Transition.HandBack(Duration.ZERO),
            new Transition.Postpone(FAILURE, Duration.ZERO),
            new Transition.Recover(Duration.ZERO));
    for (Transition back : backs) {
      queue.apply(execution.id(), execution.attempt(), back);
      execution = queue.claim("d", 1).getFirst();
    }

    assertThat(execution.failures()).isEqualTo(1);
    assertThat(execution.losses()).isEqualTo(2);
    assertThat(execution.attempt()).isEqualTo(5);
  }

  @Test
  public void aRetryBeginsCountingAnewButNotItsAttempts() {
    Execution execution = arrivals.running(inbox);
    queue.apply(execution.id(), 1, new Transition.Postpone(FAILURE, Duration.ZERO));
    queue.claim("d", 1);
    queue.apply(execution.id(), 2, new Transition.Fail(FAILURE));

    assertThat(queue.apply(execution.id(), 2, new Transition.Retry("ana"))).isTrue();

    Execution again = queue.claim("d", 1).getFirst();
    assertThat(again.failures()).isZero();
    assertThat(again.attempt()).isEqualTo(3);
  }

  @Test
  public void anOrphanIsRunningLongEnoughAndHeldByNobody() {
    Execution execution = arrivals.running(inbox);
    path.hold(execution.id());
    assertThat(queue.orphans(GRACE)).isEmpty();
    path.release(execution.id());
    assertThat(queue.orphans(GRACE)).isEmpty();

    path.pass(GRACE.plusSeconds(1));

    assertThat(queue.orphans(GRACE)).containsExactly(execution);
    path.hold(execution.id());
    assertThat(queue.orphans(GRACE)).isEmpty();
    path.pass(Duration.ofHours(2));
    assertThat(queue.orphans(GRACE)).as("its lease has expired").containsExactly(execution);
  }

  @Test
  public void anExecutionIsOpenUntilItHasEnded() {
    Execution execution = arrivals.running(inbox);
    UUID waiting = arrivals.waiting(inbox, 0);
    assertThat(queue.isOpen(execution.id())).isTrue();
    assertThat(queue.isOpen(waiting)).isTrue();

    queue.apply(execution.id(), 1, Arrivals.done());

    assertThat(queue.isOpen(execution.id())).isFalse();
    assertThat(queue.isOpen(new UUID(0, 0))).isFalse();
  }

  @Test
  public void whatWaitsOrHasEndedIsNoOrphan() {
    arrivals.waiting(inbox, 0);
    Execution ended = queue.claim("d", 1).getFirst();
    queue.apply(ended.id(), 1, Arrivals.done());
    arrivals.waiting(inbox, 0);

    path.pass(Duration.ofDays(1));

    assertThat(queue.orphans(GRACE)).isEmpty();
  }

  @Test
  public void onlyItsDaemonIsToldToStopAnExecution() {
    Execution execution = arrivals.running(inbox);
    arrivals.waiting(inbox, 0);
    queue.claim("daemon-1", 1);
    assertThat(queue.toStop("daemon-1")).isEmpty();

    path.askToStop(execution.id());

    assertThat(queue.toStop("daemon-1")).containsExactly(execution.id());
    assertThat(queue.toStop("daemon-2")).isEmpty();
    queue.apply(execution.id(), 1, new Transition.Stop(FAILURE));
    assertThat(queue.toStop("daemon-1")).isEmpty();
  }

  @Test
  public void whatIsToBeStoppedAndComesBackIsCancelled() {
    Execution execution = arrivals.running(inbox);
    path.askToStop(execution.id());

    queue.apply(execution.id(), 1, new Transition.HandBack(Duration.ZERO));

    assertThat(path.state(execution.id())).isEqualTo(ExecutionState.CANCELLED);
    assertThat(queue.claim("d", 1)).isEmpty();
    assertThat(queue.apply(execution.id(), 1, new Transition.Retry("ana"))).isTrue();
    assertThat(queue.claim("d", 1)).hasSize(1);
    assertThat(queue.toStop("d")).isEmpty();
  }

  @Test
  public void nothingIsDueForMoreThanADayWhereNothingWaits() {
    arrivals.running(inbox);

    assertThat(queue.untilDue()).isGreaterThan(Duration.ofDays(1));
  }

  @Test
  public void aWaitEndsWhereThereIsSomethingToDo() throws InterruptedException {
    arrivals.waiting(inbox, 0);

    queue.await(Duration.ofMinutes(5));

    assertThat(queue.claim("d", 1)).hasSize(1);
  }

  @Test
  public void aFailureAndARefusalAreAnnouncedWithTheChangeAndNothingElseIs() {
    Map<ExecutionState, Integer> announced = new EnumMap<>(ExecutionState.class);
    for (Transition transition : Arrivals.transitions()) {
      Execution execution = in(transition.from().iterator().next());
      drain();
      queue.apply(execution.id(), execution.attempt() + 1, transition);
      assertThat(drain()).as("not applied").isEmpty();

      queue.apply(execution.id(), execution.attempt(), transition);

      List<Notification> told = drain();
      assertThat(told.stream().map(Notification::kind).toList())
          .isEqualTo(transition.announces().stream().toList());
      told.forEach(one ->
          assertThat(one.facts())
              .containsEntry("execution", execution.id().toString())
              .containsEntry("state", transition.to().published()));
      announced.merge(transition.to(), told.size(), Integer::sum);
      queue.claim("to-empty-the-queue", 10);
    }
    assertThat(announced).containsEntry(ExecutionState.FAILED, 1);
    assertThat(announced).containsEntry(ExecutionState.REFUSED, 1);
  }

  private List<Notification> drain() {
    List<Notification> taken = path.outbox().take("email", 100, Duration.ofMinutes(5));
    taken.forEach(one -> path.outbox().told("email", one.id()));
    return taken;
  }

  private Execution in(ExecutionState state) {
    if (state == ExecutionState.PENDING) {
      Execution execution = arrivals.running(inbox);
      queue.apply(execution.id(), 1, new Transition.HandBack(Duration.ZERO));
      return execution;
    }
    Execution execution = arrivals.running(inbox);
    Transition there =
        Arrivals.transitions().stream()
            .filter(t -> t.to() == state && t.from().contains(ExecutionState.RUNNING))
            .findFirst()
            .orElse(Arrivals.done());
    if (state != ExecutionState.RUNNING) {
      queue.apply(execution.id(), 1, there);
    }
    return execution;
  }
}
