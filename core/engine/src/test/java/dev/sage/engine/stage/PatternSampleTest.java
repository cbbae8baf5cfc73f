package dev.sage.engine.stage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSampleTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "^V-[0-9]{5}$ ~ V-12345",
        "C-\\d{3} ~ C-123",
        "^[A-Z]{3}-[0-9]{3}$ ~ ABC-123",
        "^[0-2][0-9]:[0-5][0-9]$ ~ 12:34",
        "^[^@ ]+@[^@ ]+$ ~ ABC@DEF",
        "(web|tienda) ~ web",
        "[a-z]{2} ~ ab",
        "(?:AB){2,3}x? ~ ABAB",
        "M\\.\\d+ ~ M.123",
        "[]x] ~ x",
        "[-/]{2} ~ -/"
      })
  void a_text_that_matches_is_found(String pattern, String sample) {
    assertThat(PatternSample.of(pattern)).contains(sample);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?i)abc",
        "(?=a)a",
        "(?P<x>a)\\1",
        "\\p{L}+",
        "a$b",
        "",
        "^$",
        "[0-9]{40}",
        "(",
        "[",
        "a{",
        "a{x}",
        "*",
        "\\",
        "[\\",
        "(((((^){99}){99}){99}){99}){99}",
        "\\bx\\b",
        "(a|b",
        "x)"
      })
  void where_nothing_plain_is_there_no_sample_is_shown(String pattern) {
    assertThat(PatternSample.of(pattern)).isEmpty();
  }
}
