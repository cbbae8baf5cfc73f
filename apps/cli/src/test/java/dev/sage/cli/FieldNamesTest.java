package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Message;
import org.junit.jupiter.api.Test;

final class FieldNamesTest {
  @Test
  void fields_have_names_in_both_languages_and_unknown_ones_their_own() {
    assertThat(FieldNames.of("counts.read")).isEqualTo(new Message("leídas", "read"));
    assertThat(FieldNames.of("state")).isEqualTo(new Message("estado", "state"));
    assertThat(FieldNames.of("xyz").es()).isEqualTo("xyz");
  }
}
