package dev.sage.bench.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArgumentsTest {
  private static Arguments parse(String... words) {
    return Arguments.parse(List.of(words), Set.of("--rows", "--seed"), "usage: x");
  }

  @Test
  void whatIsGivenWinsOverWhatIsUsual() {
    Arguments given = parse("--rows", "7", "--seed", "9", "--root", "/a/../b");

    assertThat(given.number("--rows", 3)).isEqualTo(7);
    assertThat(given.seed()).isEqualTo(9);
    assertThat(given.root()).isEqualTo(Path.of("/b"));
    assertThat(parse().number("--rows", 3)).isEqualTo(3);
    assertThat(parse().seed()).isEqualTo(1);
    assertThat(parse().text("--rows")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"--row", "--rows"})
  void aNameThatIsUnknownOrAloneIsRefused(String word) {
    assertThatThrownBy(() -> parse(word))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(word + " is unknown or has no value; usage: x");
  }
}
