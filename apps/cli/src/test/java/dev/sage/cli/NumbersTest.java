package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Language;
import org.junit.jupiter.api.Test;

class NumbersTest {

  @Test
  void thousands_are_grouped_as_the_language_does() {
    assertThat(Numbers.grouped(1234567, Language.ES)).isEqualTo("1.234.567");
    assertThat(Numbers.grouped(1234567, Language.EN)).isEqualTo("1,234,567");
    assertThat(Numbers.grouped(999, Language.ES)).isEqualTo("999");
    assertThat(Numbers.grouped(-1000, Language.EN)).isEqualTo("-1,000");
  }

  @Test
  void durations_are_short() {
    assertThat(Numbers.seconds(0.42, Language.ES)).isEqualTo("0,4 s");
    assertThat(Numbers.seconds(12.96, Language.EN)).isEqualTo("13.0 s");
    assertThat(Numbers.seconds(185, Language.ES)).isEqualTo("3 min 05 s");
  }

  @Test
  void large_counts_are_rounded() {
    assertThat(Numbers.rough(9_999, Language.EN)).isEqualTo("9,999");
    assertThat(Numbers.rough(12_345, Language.EN)).isEqualTo("12.3 k");
    assertThat(Numbers.rough(4_100_000, Language.ES)).isEqualTo("4,1 M");
  }
}
