package dev.sage.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesIT {
  private static final Path COMMITTED =
      Path.of(Objects.requireNonNullElse(System.getProperty("sage.root"), "../.."))
          .resolve("examples");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "01-ventas-csv/ventas.csv",
        "01-ventas-csv/ventas-con-errores.csv",
        "01-ventas-csv/expected.json",
        "02-distribuidor-zip/entrega.zip",
        "02-distribuidor-zip/entrega-con-errores.zip",
        "02-distribuidor-zip/expected.json",
        "03-todo-mal/todo-mal.csv",
        "03-todo-mal/columnas.csv",
        "03-todo-mal/ancho.txt",
        "03-todo-mal/expected.json"
      })
  void theCommittedExampleIsWhatTheGeneratorWrites(String file) throws IOException {
    Examples.write(folder);
    assertThat(folder.resolve(file)).hasSameBinaryContentAs(COMMITTED.resolve(file));
    assertThat(Files.exists(COMMITTED.resolve(file).resolveSibling("contract.yaml"))).isTrue();
  }
}
