package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[31mred",
        "\u009b31m",
        "\u0007bell",
        "\b\b\b",
        "\u0000",
        "\u202Eright to left",
        "\u200bzero width",
        "\ud800 alone",
        "\u001b]0;title\u0007",
        "\u007f"
      })
  void nothing_can_steer_a_terminal(String value) {
    assertThat(SafeText.of(value).codePoints())
        .allMatch(point ->
            !Character.isISOControl(point)
                && Character.getType(point) != Character.FORMAT
                && Character.getType(point) != Character.SURROGATE);
  }

  @Test
  void plain_text_of_any_script_stays() {
    assertThat(SafeText.of("Añil «ñ» 日本 😀 1,5 €")).isEqualTo("Añil «ñ» 日本 😀 1,5 €");
  }

  @Test
  void line_ends_and_tabs_are_shown() {
    assertThat(SafeText.of("a\r\nb\tc")).isEqualTo("a⏎⏎b⇥c");
  }

  @Test
  void long_text_is_cut_by_characters() {
    assertThat(SafeText.of("😀😀😀", 2)).isEqualTo("😀😀…");
    assertThat(SafeText.of("ab", 2)).isEqualTo("ab");
  }
}
