package dev.sage.engine.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.ContractLoader;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class YamlTextTest {
  @Test
  void plain_words_stand_as_they_are_and_others_in_quotes() {
    assertThat(YamlText.scalar("ventas.csv")).isEqualTo("ventas.csv");
    assertThat(YamlText.scalar("Bogotá")).isEqualTo("Bogotá");
    assertThat(YamlText.scalar("No")).isEqualTo("\"No\"");
    assertThat(YamlText.scalar("null")).isEqualTo("\"null\"");
    assertThat(YamlText.scalar("1.5")).isEqualTo("\"1.5\"");
    assertThat(YamlText.scalar("")).isEqualTo("\"\"");
    assertThat(YamlText.scalar("a b")).isEqualTo("\"a b\"");
    assertThat(YamlText.quoted("\"\\\t\n\u0000\u202E\u00A0"))
        .isEqualTo("\"\\\"\\\\\\t\\u000a\\u0000\\u202e\\u00a0\"");
  }

  @Test
  void a_comment_is_one_line_whatever_it_holds() {
    assertThat(YamlText.comment("a\nb\u2028c\u0085d\u001b[0m").chars())
        .noneMatch(c -> c < ' ' || c == 0x2028 || c == 0x85);
  }

  @Test
  void any_text_comes_back_from_the_contract_as_it_went_in() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      String text = text(random);
      String yaml =
          """
          sage_yaml: {name: p, description: %1$s, version: "1", author: a}
          catalogs: {} # %2$s
          packages: {}
          """
              .formatted(YamlText.scalar(text), YamlText.comment(text));
      var loaded = new ContractLoader().load(yaml.getBytes(StandardCharsets.UTF_8), true);
      assertThat(loaded.contract()).as(yaml).isPresent();
      assertThat(loaded.contract().orElseThrow().description()).isEqualTo(text);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int point =
          switch (random.nextInt(4)) {
            case 0 -> random.nextInt(0x80);
            case 1 -> "#:-?{}[],&*!|>'\"%@`\\~=<".charAt(random.nextInt(23));
            case 2 -> random.nextInt(0x3000);
            default -> random.nextInt(0x110000);
          };
      if (point < 0xD800 || point > 0xDFFF) {
        text.appendCodePoint(point);
      }
    }
    return text.toString();
  }
}
