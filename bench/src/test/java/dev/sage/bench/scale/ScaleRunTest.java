package dev.sage.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.lambda.Faults;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScaleRunTest {
  @Test
  void the_same_seed_is_the_same_day() {
    assertThat(told(7)).isEqualTo(told(7)).isNotEqualTo(told(8));
  }

  private static String told(long seed) {
    return Told.details(run(Scenario.burst(2_000, seed, Platform.amazon(1_000, seed))));
  }

  private static Outcome run(Scenario scenario) {
    return new ScaleRun(scenario).run();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothing_is_lost_or_ended_twice_whatever_the_service_does(long seed) {
    Faults faults = new Faults(seed, 0.2, 0.2, 0.2, 0.05, Duration.ofSeconds(2));

    Outcome outcome = run(measured(faults, seed));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.here() + outcome.elsewhere()).isEqualTo(300);
    assertThat(outcome.happened().crashed()).isPositive();
    assertThat(outcome.happened().losses()).isPositive();
  }

  private static Scenario measured(Faults faults, long seed) {
    MeasuredBurst run =
        new MeasuredBurst(
            300,
            8,
            3,
            32,
            faults.crashes() > 0,
            100,
            0.5,
            1,
            20,
            0.3,
            0.95,
            Map.of(200, 0.5, 5_000, 0.6, 100_000, 2.0),
            Map.of(200, 0.8, 5_000, 1.0, 100_000, 3.0),
            0,
            0,
            0,
            0);
    return run.scenario(seed);
  }

  @Test
  void what_one_server_can_do_by_itself_goes_nowhere_else() {
    Outcome outcome = run(Scenario.steady(1_000, 1, Platform.amazon(1_000, 1)));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.elsewhere()).isZero();
    assertThat(outcome.waits().most()).isLessThan(1);
    assertThat(outcome.lag()).isLessThan(5);
  }

  @Test
  void functions_are_never_more_than_the_account_has() {
    Outcome outcome = run(Scenario.burst(3_000, 1, Platform.amazon(100, 1)));

    assertThat(outcome.violations()).isEmpty();
    assertThat(outcome.happened().environments()).isBetween(90, 100);
    assertThat(outcome.share()).isGreaterThan(0.8);
  }

  @Test
  void samples_of_a_burst_say_what_all_of_it_says() {
    Scenario scenario = Scenario.burst(150_000, 1, Platform.amazon(1_000, 1));

    Outcome sampled = Samples.burst(scenario);
    Outcome whole = Samples.whole(scenario);

    assertThat(sampled.violations()).isEmpty();
    assertThat(sampled.seconds() / whole.seconds()).isBetween(0.85, 1.15);
    assertThat(sampled.used().memory() / (double) whole.used().memory()).isBetween(0.85, 1.15);
  }
}
