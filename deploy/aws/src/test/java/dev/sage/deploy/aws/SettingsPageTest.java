package dev.sage.deploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The page says what the code says.
class SettingsPageTest {
  private static final Path ROOT = Path.of(System.getProperty("sage.root", "../.."));

  private static String row(Setting setting) {
    String usual = setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`";
    return "| `%s` | %s | %s | %s |"
        .formatted(setting.key(), usual, setting.accepted(), setting.meaning());
  }

  @Test
  void the_table_of_settings_is_that_of_the_code() throws IOException {
    List<String> page = Files.readAllLines(ROOT.resolve("docs/reference/aws-settings.md"));

    assertThat(page)
        .containsSequence(Arrays.stream(Setting.values()).map(SettingsPageTest::row).toList());
  }

  @Test
  void the_file_to_copy_is_read() {
    assertThat(SettingsReader.read(ROOT.resolve("deploy/aws/sage.properties")).text(Setting.REGION))
        .isEqualTo("eu-west-1");
  }

  @Test
  void what_stands_there_commented_out_is_valid_too() throws IOException {
    String all =
        Files.readString(ROOT.resolve("deploy/aws/sage.properties"))
            .replaceAll("(?m)^#(?=[a-z])", "");

    assertThat(SettingsReader.parse(all).text(Setting.DATABASE)).isEqualTo("aurora");
  }
}
