package dev.sage.orchestrator.placement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.PriceTable;
import dev.sage.worker.cost.Prices;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What may be spent is never passed, whatever the prices and whoever waits.
final class BudgetPlacementTest {
  private static final Prices PRICES =
      PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow();
  private static final FunctionSize SIZE = new FunctionSize(2L << 30, 10L << 30);
  private static final Money DOLLAR = Money.parse("1");

  private static Placement placement(Prices prices, Budget budget) {
    return new Placement(
        BurstLimits.DEFAULT, new Tariff(prices, SIZE, Duration.ofSeconds(60), false, budget));
  }

  private static Budget aDay(Money most) {
    return new Budget(Optional.of(most), Optional.empty());
  }

  private static Candidate of(int number, long bytes) {
    return new Candidate(new UUID(0, number), bytes, 0, Duration.ZERO, false);
  }

  private static Situation full(int elsewhere, Spent spent) {
    return new Situation(10_000, 3, 3, 0.1, elsewhere, true, spent);
  }

  @Test
  void whatTheBudgetDoesNotSufficeForWaitsOrIsDoneHere() {
    Placement placement = placement(PRICES, aDay(DOLLAR));
    Spent all = new Spent(DOLLAR, DOLLAR);

    assertThat(placement.decide(full(0, all), of(1, 1_000)))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.BUDGET_SPENT));
    assertThat(placement.decide(new Situation(9, 0, 3, 0.99, 0, true, all), of(1, 1_000)).reasons())
        .containsExactly(Reason.ROOM_HERE, Reason.BUDGET_SPENT);
    assertThat(placement.isOverBudget(all)).isTrue();
    assertThat(placement.isOverBudget(Spent.NOTHING)).isFalse();
    assertThat(placement(PRICES, Budget.NONE).isOverBudget(all)).isFalse();
  }

  @Test
  void aMonthLimitsAsADayDoes() {
    Budget both = new Budget(Optional.of(DOLLAR), Optional.of(Money.parse("20")));
    Placement placement = placement(PRICES, both);

    assertThat(placement.decide(full(0, new Spent(Money.ZERO, Money.parse("20"))), of(1, 1)))
        .isEqualTo(Decision.of(Place.LATER, Reason.NO_ROOM_HERE, Reason.BUDGET_SPENT));
    assertThat(both.left(new Spent(Money.parse("0.30"), Money.parse("19.50"))))
        .contains(Money.parse("0.50"));
    assertThat(both.left(new Spent(Money.parse("3"), Money.ZERO))).contains(Money.ZERO);
  }

  @Test
  void aSmallFileReservesLessThanACentAndIsExpectedToCostAHundredthOfThat() {
    Reservation small =
        placement(PRICES, aDay(DOLLAR))
            .decide(full(0, Spent.NOTHING), of(1, 1 << 20))
            .reservation()
            .orElseThrow();

    assertThat(small.most().total()).isLessThan(Money.parse("0.012"));
    assertThat(small.expected().total()).isBetween(Money.parse("0.0001"), Money.parse("0.0005"));
    assertThat(small.limit()).hasValueSatisfying(l -> assertThat(l).hasMillis(61_600));
  }

  @Test
  void withoutABudgetNobodyIsHurried() {
    Decision decision =
        placement(PRICES, Budget.NONE).decide(full(0, Spent.NOTHING), of(1, 1 << 20));

    assertThat(decision.reservation().orElseThrow().limit()).isEmpty();
    assertThat(placement(PRICES, Budget.NONE).partLimit()).isEmpty();
    assertThat(placement(PRICES, aDay(DOLLAR)).partLimit()).isPresent();
  }

  /// Rounds of decisions, claims and settlements in a random order, with random prices.
  @Test
  void neverIsMoreSpentAndReservedThanTheBudget() {
    SplittableRandom random = new SplittableRandom(11);
    for (int world = 0; world < 200; world++) {
      Money most = new Money(random.nextLong(1, 3_000_000_000L));
      Placement placement =
          placement(
              PRICES.withGbSecond(BigDecimal.valueOf(random.nextLong(1, 100_000), 9)),
              random.nextBoolean() ? aDay(most) : new Budget(Optional.empty(), Optional.of(most)));
      List<Money> reserved = new ArrayList<>();
      Money settled = Money.ZERO;
      for (int round = 0; round < 30; round++) {
        Money now = reserved.stream().reduce(settled, Money::plus);
        Map<UUID, Decision> plan =
            placement.plan(full(reserved.size(), new Spent(now, now)), candidates(random));
        plan.values().stream()
            .flatMap(decision -> decision.reservation().stream())
            .forEach(one -> reserved.add(one.most().total()));
        assertThat(reserved.stream().reduce(settled, Money::plus)).isLessThanOrEqualTo(most);
        assertThat(reserved).hasSizeLessThanOrEqualTo(BurstLimits.DEFAULT.functions());
        while (!reserved.isEmpty() && random.nextInt(4) > 0) {
          Money one = reserved.remove(random.nextInt(reserved.size()));
          settled = settled.plus(new Money(random.nextLong(one.nanos() + 1)));
        }
      }
    }
  }

  private static List<Candidate> candidates(SplittableRandom random) {
    List<Candidate> candidates = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      long bytes = random.nextInt(8) == 0 ? random.nextLong(3L << 30) : random.nextLong(50L << 20);
      candidates.add(of(i, bytes));
    }
    return candidates;
  }

  @Test
  void whatIsReservedIsNeverLessThanWhatIsExpected() {
    Placement placement = placement(PRICES, aDay(Money.parse("1000")));
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 2_000; i++) {
      Reservation one =
          placement
              .decide(full(0, Spent.NOTHING), of(i, random.nextLong(3L << 30)))
              .reservation()
              .orElseThrow();
      assertThat(one.most().total()).isGreaterThan(one.expected().total());
    }
  }
}
