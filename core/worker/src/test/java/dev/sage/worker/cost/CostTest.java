package dev.sage.worker.cost;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Prices PRICES =
      PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow();
  private static final FunctionSize SIZE = new FunctionSize(2L << 30, 512L << 20);

  @Test
  void memory_is_billed_by_the_gigabyte_second() {
    Usage hour = new Usage(0, SIZE.memoryFor(Duration.ofHours(1)), 0, 0, 0, 0, 0, 0, 0);

    assertThat(hour.gbSeconds()).isEqualByComparingTo("7200");
    assertThat(Cost.of(hour, PRICES).total()).isEqualTo(Money.parse("0.12000024"));
  }

  @Test
  void a_millisecond_that_was_begun_is_billed() {
    assertThat(SIZE.memoryFor(Duration.ofNanos(1_000_001))).isEqualTo(2 * 2_048);
    assertThat(SIZE.diskFor(Duration.ofSeconds(9))).as("512 MB are free").isZero();
    assertThat(new FunctionSize(1, 10L << 30).diskFor(Duration.ofMillis(1))).isEqualTo(9_728);
  }

  @Test
  void every_kind_has_its_price() {
    Usage used =
        new Usage(1_000_000, 0, 0, 1_000, 10_000, 1_000_000, 1_000_000, 1L << 30, 1L << 30);

    assertThat(Cost.of(used, PRICES))
        .isEqualTo(
            new Cost(
                Money.ZERO,
                Money.parse("0.20"),
                Money.parse("0.009"),
                Money.parse("0.75"),
                Money.parse("0.50"),
                Money.parse("0.09")));
  }

  @Test
  void what_is_less_than_a_billionth_is_rounded_up() {
    Usage little = new Usage(0, 1, 0, 0, 0, 0, 0, 0, 0);

    assertThat(Cost.of(little, PRICES).total()).isEqualTo(new Money(1));
    assertThat(new Money(10).dividedBy(3)).isEqualTo(new Money(4));
  }

  @Test
  void ten_million_small_amounts_are_exactly_their_sum() {
    assertThat(Money.parse("0.000000123").times(10_000_000)).isEqualTo(Money.parse("1.23"));
    assertThat(Money.parse("1.23").dollars()).isEqualByComparingTo(new BigDecimal("1.23"));
    assertThat(new Money(1).toString()).isEqualTo("$0.000000001");
  }

  @Test
  void uses_add_up() {
    Footprint footprint = Footprint.of(SIZE, Duration.ofMinutes(1));
    Usage once = footprint.working(Duration.ofSeconds(3), 12, 5 << 20);

    assertThat(once.plus(once).plus(Usage.NONE)).isEqualTo(once.times(2));
    assertThat(once.invocations()).isEqualTo(1);
    assertThat(once.puts()).isEqualTo(19);
    assertThat(once.lockWrites()).isEqualTo(5);
  }

  @Test
  void longer_work_of_more_files_uses_no_less() {
    Footprint footprint = Footprint.of(SIZE, Duration.ofSeconds(5));
    Usage little = footprint.working(Duration.ofSeconds(3), 12, 1);
    Usage more = footprint.working(Duration.ofSeconds(30), 13, 1L << 30);

    assertThat(Cost.of(little, PRICES).total()).isLessThan(Cost.of(more, PRICES).total());
    assertThat(more.lockWrites()).isEqualTo(4 + 19);
    assertThat(footprint.idle(Duration.ofSeconds(1)).puts()).isZero();
  }
}
