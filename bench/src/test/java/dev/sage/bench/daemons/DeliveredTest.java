package dev.sage.bench.daemons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class DeliveredTest {
  private final Delivered delivered = new Delivered(100, 120);

  @Test
  void twins_have_one_content_and_come_by_different_ways() {
    assertThat(delivered.bytes(19)).isEqualTo(delivered.bytes(18));
    assertThat(delivered.bytes(20)).isNotEqualTo(delivered.bytes(18));
    assertThat(Delivered.isUploaded(19)).isNotEqualTo(Delivered.isUploaded(18));
  }

  @Test
  void what_is_expected_is_what_the_file_says() {
    for (int file = 0; file < delivered.files(); file++) {
      String text = new String(delivered.bytes(file), StandardCharsets.UTF_8);
      Expected expected = delivered.expected(Delivered.content(file));
      assertThat(text.lines().filter(line -> line.endsWith("mal")).count())
          .isEqualTo(expected.rejected());
      assertThat(text.startsWith("id,")).isEqualTo(expected.kind() != Expected.Kind.REFUSED);
    }
  }
}
