package dev.sage.orchestrator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class PlacementTest {
  private static final BurstLimits LIMITS = BurstLimits.DEFAULT;
  private static final Placement PLACEMENT = new Placement(LIMITS);
  private static final Situation QUIET = new Situation(1, 0, 3, 0.1, 0, true);
  private static final Situation FULL = new Situation(4, 3, 3, 0.1, 0, true);

  private static Candidate small() {
    return new Candidate(new UUID(0, 1), 1_000, 0, Duration.ZERO, false);
  }

  private static Candidate of(long bytes) {
    return new Candidate(new UUID(0, 1), bytes, 0, Duration.ZERO, false);
  }

  @Test
  void whatThereIsRoomForIsDoneHere() {
    assertThat(PLACEMENT.decide(QUIET, small()))
        .isEqualTo(Decision.of(Place.HERE, Reason.ROOM_HERE));
  }

  @Test
  void alsoWhileTheQueueIsLongTheRoomHereIsUsed() {
    assertThat(PLACEMENT.decide(new Situation(400, 2, 3, 0.1, 0, true), small()).place())
        .isEqualTo(Place.HERE);
  }

  @Test
  void theFourthThatWaitsGoesOutAndTheThirdWaits() {
    assertThat(PLACEMENT.decide(FULL, small()))
        .isEqualTo(Decision.of(Place.FUNCTION, Reason.QUEUE_LONG));
    assertThat(PLACEMENT.decide(new Situation(3, 3, 3, 0.1, 0, true), small()))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.QUEUE_SHORT));
  }

  @Test
  void aBusyProcessorSendsOutWhatThereWouldBeRoomFor() {
    Situation busy = new Situation(1, 0, 3, 0.81, 0, true);
    assertThat(PLACEMENT.decide(busy, small()))
        .isEqualTo(Decision.of(Place.FUNCTION, Reason.CPU_HIGH));
    assertThat(PLACEMENT.decide(new Situation(1, 0, 3, 0.80, 0, true), small()).place())
        .isEqualTo(Place.HERE);
    assertThat(PLACEMENT.decide(new Situation(1, 0, 3, -1, 0, true), small()).place())
        .as("nobody knows the load")
        .isEqualTo(Place.HERE);
  }

  @Test
  void aBusyProcessorStillDoesWhatFunctionsCannot() {
    Situation busy = new Situation(1, 0, 3, 0.9, 0, true);

    assertThat(PLACEMENT.decide(busy, of(LIMITS.largest() + 1)))
        .isEqualTo(Decision.of(Place.HERE, Reason.ROOM_HERE, Reason.TOO_LARGE));
  }

  @Test
  void whatIsUrgentOrHasWaitedForLongGoesOutOfAShortQueue() {
    Situation shortQueue = new Situation(1, 3, 3, 0.1, 0, true);
    Candidate urgent = new Candidate(new UUID(0, 1), 1, 5, Duration.ZERO, false);
    Candidate old = new Candidate(new UUID(0, 1), 1, 0, Duration.ofSeconds(61), false);

    assertThat(PLACEMENT.decide(shortQueue, urgent))
        .isEqualTo(Decision.of(Place.FUNCTION, Reason.URGENT));
    assertThat(PLACEMENT.decide(shortQueue, old))
        .isEqualTo(Decision.of(Place.FUNCTION, Reason.WAITED_LONG));
  }

  @Test
  void whatOneFunctionDoesNotFinishInTimeGoesInParts() {
    assertThat(PLACEMENT.decide(FULL, of(LIMITS.wholeBytes())).place()).isEqualTo(Place.FUNCTION);
    assertThat(PLACEMENT.decide(FULL, of(LIMITS.wholeBytes() + 1)))
        .isEqualTo(Decision.of(Place.FUNCTION_IN_PARTS, Reason.QUEUE_LONG, Reason.LARGE));
  }

  @Test
  void whatAFunctionDidNotFinishInTimeIsDoneHere() {
    Candidate slow = new Candidate(new UUID(0, 1), 1_000, 0, Duration.ZERO, true);

    assertThat(PLACEMENT.decide(FULL, slow))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.TOO_SLOW_THERE));
    assertThat(PLACEMENT.decide(QUIET, slow).place()).isEqualTo(Place.HERE);
    Candidate large =
        new Candidate(new UUID(0, 1), LIMITS.wholeBytes() + 1, 0, Duration.ZERO, true);
    assertThat(PLACEMENT.decide(FULL, large).reasons())
        .as("it went in parts")
        .contains(Reason.TOO_SLOW_THERE);
  }

  @Test
  void noMoreFunctionsAreStartedThanAreAllowedOrAnswer() {
    assertThat(PLACEMENT.decide(new Situation(9, 3, 3, 0.1, 50, true), small()))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.FUNCTIONS_FULL));
    assertThat(PLACEMENT.decide(new Situation(9, 3, 3, 0.1, 0, false), small()))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.FUNCTIONS_AWAY));
    assertThat(PLACEMENT.decide(new Situation(9, 0, 3, 0.9, 0, false), small()).place())
        .as("it is done here then, however busy")
        .isEqualTo(Place.HERE);
  }

  @Test
  void whatNeedsMoreMemoryThanAFunctionHasStays() {
    BurstLimits tight =
        new BurstLimits(3, 0.8, Duration.ofMinutes(1), 50, Duration.ofMinutes(15), 1, 100, 9, 1, 2);

    assertThat(new Placement(tight).decide(FULL, of(1)).reasons())
        .containsExactly(Reason.NO_ROOM_HERE, Reason.TOO_MUCH_MEMORY);
  }

  @Test
  void threeStayAndTheOthersGoUntilAllFunctionsWork() {
    List<Candidate> many =
        IntStream.range(0, 300)
            .mapToObj(i -> new Candidate(new UUID(0, i), 1_000, 0, Duration.ZERO, false))
            .toList();

    Map<UUID, Decision> plan = PLACEMENT.plan(new Situation(300, 0, 3, 0.1, 0, true), many);

    assertThat(plan.values().stream().map(Decision::place).toList())
        .containsOnly(Place.HERE, Place.FUNCTION, Place.LATER)
        .startsWith(Place.HERE, Place.HERE, Place.HERE, Place.FUNCTION);
    assertThat(plan.values().stream().filter(d -> d.place() == Place.HERE)).hasSize(3);
    assertThat(plan.values().stream().filter(d -> d.place() == Place.FUNCTION)).hasSize(50);
  }

  /// Whatever the situation: there is a reason for everything, no limit is passed, and nothing is
  /// left lying that there is room for.
  @Test
  void noSituationBreaksALimit() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      Situation now =
          new Situation(
              random.nextInt(10),
              random.nextInt(4),
              3,
              random.nextDouble(),
              random.nextInt(60),
              random.nextInt(4) > 0);
      Candidate candidate =
          new Candidate(
              new UUID(0, i),
              random.nextLong(2 * LIMITS.largest()),
              random.nextInt(2),
              Duration.ofSeconds(random.nextInt(120)),
              random.nextBoolean());

      Decision decision = PLACEMENT.decide(now, candidate);

      assertThat(decision.reasons()).isNotEmpty().doesNotHaveDuplicates();
      assertThat(decision).isEqualTo(PLACEMENT.decide(now, candidate));
      switch (decision.place()) {
        case HERE -> assertThat(now.hasRoom()).isTrue();
        case LATER -> assertThat(now.hasRoom()).isFalse();
        case FUNCTION, FUNCTION_IN_PARTS -> {
          assertThat(now.elsewhere()).isLessThan(LIMITS.functions());
          assertThat(candidate.bytes()).isLessThanOrEqualTo(LIMITS.largest());
          assertThat(now.functionsAnswer()).isTrue();
        }
      }
    }
  }
}
