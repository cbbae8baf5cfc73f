package dev.sage.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {

  @ParameterizedTest
  @CsvSource({
    "1048576, 1048576",
    "1GiB, 1073741824",
    "1gib, 1073741824",
    "1G, 1073741824",
    "1GB, 1000000000",
    "512MB, 512000000",
    "1.5 GiB, 1610612736",
    "64k, 65536",
    "3B, 3",
    "2TiB, 2199023255552"
  })
  void sizes_are_read_as_people_write_them(String text, long bytes) {
    assertThat(Size.parse(text)).hasValue(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GiB", "-1GiB", "1,5GiB", "1 G i B", "0x10", "1XB", "1e9"})
  void anything_else_is_no_size(String text) {
    assertThat(Size.parse(text)).isEmpty();
  }

  @Test
  void what_no_machine_has_is_no_size() {
    assertThat(Size.parse("999999999999999TiB")).isEmpty();
  }
}
