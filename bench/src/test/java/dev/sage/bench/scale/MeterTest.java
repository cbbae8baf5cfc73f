package dev.sage.bench.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sage.bench.scale.Meter.Use;
import org.junit.jupiter.api.Test;

class MeterTest {
  private static final long SECOND = Timeline.SECOND;

  @Test
  void a_rate_gives_what_a_second_has_at_once_and_then_one_after_another() {
    Rate rate = new Rate("r", "a second", 10);

    for (int i = 0; i < 10; i++) {
      assertThat(rate.take(0, 1)).isZero();
    }

    assertThat(rate.take(0, 1)).isEqualTo(SECOND / 10);
    assertThat(rate.take(0, 5)).isEqualTo(6 * SECOND / 10);
    assertThat(rate.take(5 * SECOND, 1)).isEqualTo(5 * SECOND);
    Use use = rate.use(10 * SECOND);
    assertThat(use.firstFull()).isZero();
    assertThat(use.refused()).isEqualTo(2);
    assertThat(use.mean()).isCloseTo(1.7, within(0.001));
  }

  @Test
  void environments_of_ten_seconds_may_begin_at_once_and_no_more() {
    Rate starts = new Rate("starts", "a second", 100, 1_000);

    for (int i = 0; i < 1_000; i++) {
      assertThat(starts.take(0, 1)).isZero();
    }

    assertThat(starts.take(0, 1)).isEqualTo(SECOND / 100);
    assertThat(starts.use(SECOND).limit()).isEqualTo(1_000);
  }

  @Test
  void a_level_knows_for_how_long_it_was_full() {
    Level level = new Level("l", "at a time", 2);
    level.change(0, 1);
    level.change(3 * SECOND, 1);
    level.change(7 * SECOND, -1);

    Use use = level.use(10 * SECOND);

    assertThat(use.peak()).isEqualTo(2);
    assertThat(use.firstFull()).isEqualTo(3);
    assertThat(use.fullSeconds()).isEqualTo(4);
    assertThat(use.mean()).isCloseTo(1.4, within(0.001));
  }

  @Test
  void a_spread_is_right_within_two_per_cent() {
    Spread spread = new Spread();
    for (int i = 1; i <= 1_000; i++) {
      spread.add(i * SECOND / 100);
    }

    assertThat(spread.quantile(0.5)).isCloseTo(5, within(0.1));
    assertThat(spread.quantile(0.99)).isCloseTo(9.9, within(0.2));
    assertThat(spread.most()).isEqualTo(10);
  }

  @Test
  void every_published_limit_has_its_page() {
    Limits limits = Limits.published();

    assertThat(limits.of("lambda.concurrency")).isEqualTo(1_000);
    assertThat(limits.connections(16)).isEqualTo(1_802);
    assertThat(limits.all()).hasSizeGreaterThan(10).allMatch(limit -> limit.page().contains(": "));
  }
}
