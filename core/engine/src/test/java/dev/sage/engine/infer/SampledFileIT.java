package dev.sage.engine.infer;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.engine.delivery.Delivery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampledFileIT {
  @TempDir private Path folder;

  @Test
  void a_small_file_is_its_own_sample() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "1\n2\n");
    try (Delivery delivery = Delivery.open(file)) {
      SampledFile sampled = SampledFile.of(delivery.files().getFirst(), folder, 4);
      assertThat(sampled.path()).isEqualTo(file);
      assertThat(sampled.partial()).isFalse();
    }
  }

  @Test
  void a_large_one_is_cut_behind_a_line_end() throws IOException {
    assertThat(cut("aaa\nbbb\nccc", UTF_8, "", 9)).isEqualTo("aaa\nbbb\n");
    assertThat(cut("aaa\rbbb\rccc", UTF_8, "", 9)).isEqualTo("aaa\rbbb\r");
    assertThat(cut("aaabbbccc", UTF_8, "", 5)).isEqualTo("aaabb");
    assertThat(cut("añ\nbb\ncc", UTF_16LE, "\uFEFF", 12)).isEqualTo("\uFEFFañ\n");
    assertThat(cut("\u0A00\n\u0A0Ab\n", UTF_16BE, "\uFEFF", 10)).isEqualTo("\uFEFF\u0A00\n");
  }

  private String cut(String text, Charset charset, String mark, long most) throws IOException {
    Path file = Files.write(folder.resolve("b.csv"), (mark + text).getBytes(charset));
    try (Delivery delivery = Delivery.open(file)) {
      SampledFile sampled = SampledFile.of(delivery.files().getFirst(), folder, most);
      assertThat(sampled.partial()).isTrue();
      assertThat(sampled.baseName()).isEqualTo("b.csv");
      try (InputStream in = sampled.open()) {
        byte[] bytes = in.readAllBytes();
        assertThat(bytes).hasSize((int) sampled.size());
        return new String(bytes, charset);
      }
    }
  }
}
