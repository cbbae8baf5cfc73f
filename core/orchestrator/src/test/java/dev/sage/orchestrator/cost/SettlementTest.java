package dev.sage.orchestrator.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.orchestrator.cost.Settlement.Attempt;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.PriceTable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SettlementTest {
  private static final FunctionSize SIZE = new FunctionSize(2L << 30, 0);
  private static final Settlement SETTLEMENT =
      new Settlement(
          new Tariff(
              PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow(),
              SIZE,
              Duration.ofSeconds(60),
              false,
              Budget.NONE));
  private static final Measured MEASURED =
      new Measured(Duration.ofSeconds(2), Duration.ofSeconds(3), 2L << 30, 700L << 20, 12, 1 << 20);

  private static WorkOutcome.Ended ended(long token, Optional<Measured> measured) {
    return new WorkOutcome.Ended(
        token, "done", 0, "Éxito", 1, 1, 0, 0, 0, 0, 0, List.of(), Instant.EPOCH, measured);
  }

  private static Attempt attempt(Duration age) {
    return new Attempt(1, age, Optional.of(Duration.ofSeconds(60)));
  }

  @Test
  void whatAFunctionMeasuredCountsAndNotHowLongItWasWaitedFor() {
    Settled.Used used =
        SETTLEMENT.ended(ended(1, Optional.of(MEASURED)), attempt(Duration.ofMinutes(9)));

    assertThat(used.measured()).contains(MEASURED);
    assertThat(used.usage().invocations()).isEqualTo(1);
    assertThat(used.usage().gbSeconds().doubleValue()).isBetween(12.0, 13.0);
    assertThat(used.cost().total()).isBetween(Money.parse("0.0003"), Money.parse("0.0005"));
  }

  @Test
  void triesBeforeItAreCountedWithTheTimeOfTheWholeAttempt() {
    Settled.Used used =
        SETTLEMENT.ended(ended(2, Optional.of(MEASURED)), attempt(Duration.ofSeconds(50)));

    assertThat(used.usage().invocations()).isEqualTo(3);
    assertThat(used.usage().gbSeconds().doubleValue()).isBetween(100.0, 101.0);
  }

  @Test
  void nobodyIsBilledForLongerThanItsLimit() {
    Settled.Used used = SETTLEMENT.ended(ended(1, Optional.empty()), attempt(Duration.ofHours(3)));

    assertThat(used.usage().gbSeconds().doubleValue()).isBetween(2 * 3 * 90.0, 2 * 3 * 90.0 + 1);
  }

  @Test
  void whatFailedIsTriedAgainByTheServiceAndFindsThatItIsOver() {
    Settled.Used used = SETTLEMENT.failed(attempt(Duration.ofSeconds(4)));

    assertThat(used.usage().invocations()).isEqualTo(5);
    assertThat(used.usage().gbSeconds().doubleValue()).isBetween(28.0, 29.0);
  }
}
