package dev.sage.server.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettingsReferenceIT {
  static String row(Key key) {
    return "| `%s` | `%s` | %s | %s | %s |"
        .formatted(
            key.path(),
            key.variable() + (key.isNamedByUser() ? "NAME" : ""),
            key.initial().isEmpty() ? "" : "`" + key.initial() + "`",
            key.kind().accepted().replace("|", "\\|"),
            key.description() + (key.secret() ? " Secret." : ""));
  }

  /// The reference has every setting, with what holds and what is accepted, in this order.
  @Test
  void the_table_of_the_reference_is_that_of_the_code() throws Exception {
    Path root = Path.of(System.getProperty("sage.root", "../.."));
    List<String> shown =
        Files.readAllLines(root.resolve("docs/reference/server.md")).stream()
            .filter(line -> line.contains("| `SAGE_"))
            .toList();

    assertThat(shown).isEqualTo(Keys.ALL.stream().map(SettingsReferenceIT::row).toList());
  }
}
