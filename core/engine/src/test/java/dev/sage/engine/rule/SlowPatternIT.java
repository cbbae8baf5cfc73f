package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.RuleLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Values for which a pattern takes too long.
final class SlowPatternIT {
  @AutoClose
  private static final RuleDatabase database =
      new RuleDatabase(
          """
          (repeat('a', 3000), 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 0),
          ('aab', 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 1),
          ('aabx', 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 2),
          (NULL, 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 3)
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b') ¦ 0 2 3",
        "~df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b') ¦ 0 1",
        "df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b') | df['b'] ¦ 0",
        "matches(codigo, '(?:(a)+)+(?!\\1)b') = TRUE OR b ¦ 0",
        "CASE WHEN matches(codigo, '(?:(a)+)+(?!\\1)b') THEN b ELSE b END ¦ 0",
        "df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b').sum() == 1 ¦ false",
        "df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b').any() ¦ false"
      })
  void failTheRuleWhateverItSaysOfThem(String rule, String expected) {
    assertThat(database.finish(rule, RuleLevel.CATALOG, "")).isEqualTo(expected);
    assertThat(database.finish(rule, RuleLevel.CATALOG, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b') ¦ 0 2 3",
        "~df['codigo'].str.fullmatch(r'(?:(a)+)+(?!\\1)b') ¦ 0 1"
      })
  void failTheRuleWhileStagingToo(String rule, String expected) {
    assertThat(database.predicate(RuleDatabase.parse(rule, RuleLevel.ROW, ""), RuleLevel.ROW, ""))
        .isEqualTo(expected);
  }
}
