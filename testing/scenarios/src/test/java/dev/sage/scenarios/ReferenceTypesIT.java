package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// References between numbers of different types: equal is what has the same value, and no value is
/// too large to be compared.
final class ReferenceTypesIT {
  private static final String CATALOG =
      """
        %1$s:
          name: %1$s
          description: d
          filename: %1$s.csv
          file_format: {type: CSV, delimiter: ";", header: true}
          fields:
            - {name: n, type: %2$s}
            - {name: x, type: texto}
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          entero                             | decimal, precision: 38, scale: 30
          decimal, precision: 38, scale: 30  | entero
          decimal                            | decimal, precision: 12, scale: 11
          entero                             | decimal, precision: 3, scale: 2
          """)
  void valuesAreComparedWhateverTheirSize(String here, String there) throws IOException {
    String large = here.contains("30") ? "12345678" : "9000000000000000000";
    Ran ran = check(here, "n;x\n1;a\n2;b\n" + large + ";c\n", there, "n;x\n1;a\n");

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.findings()).containsExactly("2:3:n:REFERENCE", "3:4:n:REFERENCE");
  }

  @Test
  void aWholeNumberIsFoundAmongDecimals() throws IOException {
    Ran ran = check("entero", "n;x\n1;a\n3;b\n", "decimal", "n;x\n1.0;a\n3.000;b\n");

    assertThat(ran.exit()).as(ran.err()).isZero();
  }

  private Ran check(String here, String ventas, String there, String maestro) throws IOException {
    Desk desk = Desk.in(folder);
    String contract =
        """
        sage_yaml: {name: n, description: d, version: '1', author: a}
        catalogs:
        %s%spackages:
          p: {name: p, description: p, file_format: {type: ZIP}, catalogs: [ventas, maestro]}
        """
            .formatted(
                CATALOG.formatted("ventas", here + ", references: maestro.n"),
                CATALOG.formatted("maestro", there));
    Path zip = folder.resolve("entrega.zip");
    Files.write(zip, Zips.of("ventas.csv", ventas, "maestro.csv", maestro));
    return desk.sage("check", desk.file("contract.yaml", contract), zip, "--format", "json");
  }
}
