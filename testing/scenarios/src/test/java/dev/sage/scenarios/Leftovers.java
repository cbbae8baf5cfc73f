package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/// What an execution leaves that did not come to its end.
final class Leftovers {
  private static final Set<String> MAY_BE_THERE =
      Set.of(".lock", "execution.properties", "contract.yaml", "error.log", "log.txt");

  private Leftovers() {}

  /// Nothing that could be taken for a result; the reason, if there is a directory at all.
  static void areNoResults(Path directory) {
    if (!Files.exists(directory)) {
      return;
    }
    assertThat(Desk.files(directory)).isSubsetOf(MAY_BE_THERE).contains("error.log");
    assertThat(directory.resolve("work")).doesNotExist();
    assertThat(directory.resolve("rejects")).doesNotExist();
    assertThat(directory.resolve("output")).doesNotExist();
  }
}
