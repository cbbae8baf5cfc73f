package dev.sage.engine.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Language;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

  @Test
  void thousands_are_grouped_as_the_language_does() {
    assertThat(Figures.grouped(1234567, Language.ES)).isEqualTo("1.234.567");
    assertThat(Figures.grouped(1234567, Language.EN)).isEqualTo("1,234,567");
    assertThat(Figures.grouped(999, Language.ES)).isEqualTo("999");
    assertThat(Figures.grouped(-1000, Language.EN)).isEqualTo("-1,000");
  }

  @Test
  void a_percentage_has_no_zeros_at_its_end() {
    assertThat(Figures.percent(new BigDecimal("12.50"), Language.ES)).isEqualTo("12,5\u00a0%");
    assertThat(Figures.percent(new BigDecimal("30.0"), Language.EN)).isEqualTo("30%");
    assertThat(Figures.percent(new BigDecimal("0.0"), Language.EN)).isEqualTo("0%");
    assertThat(Figures.percent(new BigDecimal("100"), Language.EN)).isEqualTo("100%");
  }

  /// Rounded for people, but never so far that 0.3% would be said to be above 0.3%.
  @ParameterizedTest
  @CsvSource({
    "10,    3,    10,      30.0",
    "33.3,  1,    3,       33.33",
    "29,    30,   100,     30.0",
    "0,     1,    1000000, 0.0001",
    "66.6,  2,    3,       66.7",
    "50,    50001, 100000, 50.001"
  })
  void a_part_above_its_limit_is_seen_to_be_above(
      BigDecimal limit, long part, long whole, BigDecimal shown) {
    assertThat(Figures.percentAbove(limit, part, whole)).isEqualByComparingTo(shown);
  }
}
