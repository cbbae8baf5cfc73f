package dev.sage.testing.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.spi.ErrorCode;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every queue does whose executions may be done elsewhere.
public abstract class BurstQueueContract {
  private static final Decision THERE =
      new Decision(Place.FUNCTION, List.of(Reason.QUEUE_LONG, Reason.CPU_HIGH));
  private static final Decision HERE = new Decision(Place.HERE, List.of(Reason.ROOM_HERE));

  private static final Money CENT = Money.parse("0.01");
  private static final Duration LIMIT = Duration.ofSeconds(70);

  private ControlPath path;
  private Arrivals arrivals;
  private BurstQueue queue;
  private UUID inbox;

  /// New and empty.
  protected abstract ControlPath path();

  @BeforeEach
  final void prepare() {
    path = path();
    arrivals = new Arrivals(path);
    queue = path.burst();
    inbox = path.inbox();
  }

  @Test
  public void whatWaitsIsShownInTheOrderOfItsClaims() {
    List<UUID> ids = IntStream.of(0, 5, 0).mapToObj(p -> arrivals.waiting(inbox, p)).toList();

    BurstQueue.Waiting waiting = queue.waiting(2);

    assertThat(waiting.total()).isEqualTo(3);
    assertThat(waiting.elsewhere()).isZero();
    assertThat(waiting.first())
        .extracting(Candidate::execution)
        .containsExactly(ids.get(1), ids.get(0));
    Candidate first = waiting.first().getFirst();
    assertThat(first.bytes()).isEqualTo(12);
    assertThat(first.priority()).isEqualTo(5);
    assertThat(first.wasTooSlowThere()).isFalse();
    path.pass(Duration.ofMinutes(2));
    assertThat(queue.waiting(1).first().getFirst().waited())
        .isBetween(Duration.ofMinutes(2), Duration.ofMinutes(5));
  }

  @Test
  public void onlyWhatWasChosenIsClaimedAndOnce() {
    UUID one = arrivals.waiting(inbox, 0);
    UUID two = arrivals.waiting(inbox, 0);
    UUID three = arrivals.waiting(inbox, 0);

    List<Execution> claimed = queue.claim("daemon-1", Map.of(three, HERE, one, THERE));

    assertThat(claimed).extracting(Execution::id).containsExactly(one, three);
    assertThat(claimed).extracting(Execution::attempt).containsOnly(1L);
    assertThat(path.state(one)).isEqualTo(ExecutionState.RUNNING);
    assertThat(path.state(two)).isEqualTo(ExecutionState.PENDING);
    assertThat(queue.claim("daemon-2", Map.of(one, HERE, three, HERE))).isEmpty();
    assertThat(queue.waiting(10).elsewhere()).isEqualTo(1);
  }

  @Test
  public void whatFunctionsHaveIsKnownAndNoOrphan() {
    UUID one = arrivals.waiting(inbox, 0);
    UUID two = arrivals.waiting(inbox, 0);
    Map<UUID, Execution> claimed =
        queue.claim("daemon-1", Map.of(one, THERE, two, HERE)).stream()
            .collect(java.util.stream.Collectors.toMap(Execution::id, e -> e));

    path.pass(Duration.ofMinutes(3));

    Delegated delegated = queue.delegated().getFirst();
    assertThat(queue.delegated()).hasSize(1);
    assertThat(delegated.execution()).isEqualTo(claimed.get(one));
    assertThat(delegated.place()).isEqualTo(Place.FUNCTION);
    assertThat(delegated.age()).isBetween(Duration.ofMinutes(3), Duration.ofMinutes(6));
    assertThat(delegated.stopRequested()).isFalse();
    assertThat(delegated.reported()).isEmpty();
    assertThat(path.queue().orphans(Duration.ofMinutes(1)))
        .extracting(Execution::id)
        .containsExactly(two);

    path.askToStop(one);
    assertThat(queue.delegated().getFirst().stopRequested()).isTrue();
    path.queue().apply(one, 1, Arrivals.done());
    assertThat(queue.delegated()).isEmpty();
  }

  @Test
  public void whatWasTooSlowThereIsRemembered() {
    UUID one = arrivals.waiting(inbox, 0);
    queue.claim("daemon-1", Map.of(one, THERE));
    Failure slow = new Failure(ErrorCode.FUNCTION_TIME, "Out of time.");

    path.queue().apply(one, 1, new Transition.Postpone(slow, Duration.ZERO));

    assertThat(queue.waiting(1).first().getFirst().wasTooSlowThere()).isTrue();
    assertThat(queue.claim("daemon-1", Map.of(one, HERE))).hasSize(1);
    assertThat(queue.delegated()).isEmpty();
  }

  @Test
  public void whatIsReservedIsSpentUntilItIsSettled() {
    UUID one = arrivals.waiting(inbox, 0);
    arrivals.waiting(inbox, 0);
    assertThat(queue.waiting(1).spent()).isEqualTo(Spent.NOTHING);

    queue.claim("daemon-1", Map.of(one, costing(CENT)), Budget.NONE);

    assertThat(queue.waiting(1).spent()).isEqualTo(new Spent(CENT, CENT));
    assertThat(queue.delegated().getFirst().limit()).contains(LIMIT);
    Settled known = new Settled.Used(Usage.NONE, cost(new Money(7)), Optional.empty());
    queue.settle(one, 1, known);
    queue.settle(one, 1, known);
    assertThat(queue.waiting(1).spent().day()).isEqualTo(new Money(7));
    queue.settle(one, 2, known);
    assertThat(queue.waiting(1).spent().day()).as("no such attempt").isEqualTo(new Money(7));
  }

  @Test
  public void aShareOfWhatWasReservedIsSettledOnce() {
    UUID one = arrivals.waiting(inbox, 0);
    arrivals.waiting(inbox, 0);
    queue.claim("daemon-1", Map.of(one, costing(CENT)), Budget.NONE);

    queue.settle(one, 1, new Settled.AsReserved(3));
    queue.settle(one, 1, new Settled.AsReserved(3));

    assertThat(queue.waiting(1).spent().month()).isEqualTo(CENT.dividedBy(3));
  }

  @Test
  public void whatTheBudgetDoesNotSufficeForStaysInTheQueue() {
    UUID one = arrivals.waiting(inbox, 0);
    UUID two = arrivals.waiting(inbox, 0);
    UUID here = arrivals.waiting(inbox, 0);
    Map<UUID, Decision> all = new LinkedHashMap<>();
    all.put(one, costing(CENT));
    all.put(two, costing(CENT));
    all.put(here, HERE);
    Budget budget = new Budget(Optional.empty(), Optional.of(CENT.times(2).minus(new Money(1))));

    assertThat(queue.claim("daemon-1", all, budget))
        .extracting(Execution::id)
        .containsExactly(one, here);
    assertThat(path.state(two)).isEqualTo(ExecutionState.PENDING);
  }

  @Test
  public void twoDaemonsTogetherDoNotPassTheBudget() {
    List<UUID> ids = IntStream.range(0, 60).mapToObj(_ -> arrivals.waiting(inbox, 0)).toList();
    Budget budget = new Budget(Optional.of(CENT.times(20)), Optional.empty());

    List<List<Execution>> claimed =
        Together.run(
            2,
            number -> {
              Map<UUID, Decision> half = new LinkedHashMap<>();
              ids.subList(30 * number, 30 * number + 30).forEach(id -> half.put(id, costing(CENT)));
              return queue.claim("daemon-" + number, half, budget);
            });

    assertThat(claimed.stream().flatMap(List::stream)).hasSize(20);
    assertThat(queue.waiting(1).spent().day()).isEqualTo(CENT.times(20));
  }

  private static Decision costing(Money most) {
    Reservation reservation =
        new Reservation(Cost.NONE, Usage.NONE, cost(most), Optional.of(LIMIT));
    return new Decision(Place.FUNCTION, List.of(Reason.QUEUE_LONG), Optional.of(reservation));
  }

  private static Cost cost(Money compute) {
    return new Cost(compute, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO);
  }

  @Test
  public void twoDaemonsNeverGetTheSame() {
    Map<UUID, Decision> all = new java.util.HashMap<>();
    IntStream.range(0, 100).forEach(_ -> all.put(arrivals.waiting(inbox, 0), THERE));

    List<List<Execution>> claimed = Together.run(2, number -> queue.claim("daemon-" + number, all));

    assertThat(claimed.stream().flatMap(List::stream).map(Execution::id).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all.keySet());
  }
}
