package dev.sage.engine.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Catalog;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Delivery;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Columns of Parquet become text that their fields read.
class ParquetFileIT {
  private static final Catalog TEXTS =
      Reading.catalog("type: PARQUET", "name: a, type: texto", "name: b, type: texto");

  @TempDir Path directory;

  @Test
  void everyTypeHasItsText() throws IOException {
    Path file =
        parquet(
            "SELECT * FROM (VALUES (1, 12.50::DECIMAL(9,2), 12.0::DOUBLE, true, 'á,\"b\"'),"
                + " (NULL, NULL, 0.1, false, ''), (-7, 0.05, 1e20, NULL, E'x\\ny')) t(i, d, f, b, s)");
    Catalog catalog =
        Reading.catalog(
            "type: PARQUET",
            "name: i, type: entero",
            "name: d, type: decimal, decimal_separator: ','",
            "name: f, type: decimal",
            "name: b, type: booleano",
            "name: s, type: texto");
    Reading read = Reading.of(catalog, file, directory);
    assertThat(read.shape().header()).containsExactly("i", "d", "f", "b", "s");
    assertThat(read.rows())
        .containsExactly(
            "1@1 1/12,50/12/true/á,\"b\"", "2@2 //0.1/false/", "3@3 -7/0,05/1e+20//x\ny");
  }

  @Test
  void daysAndTimesAreSpelledAsTheirFieldsReadThem() throws IOException {
    Path file =
        parquet(
            "SELECT DATE '2024-02-29' AS a, TIMESTAMP '2024-01-31 10:20:30.5' AS b,"
                + " TIMESTAMPTZ '2024-01-31 10:20:30+02' AS c, DATE '2024-01-31' AS d,"
                + " TIMESTAMP '2024-01-31 00:00:00' AS e, TIMESTAMP '2024-01-31 10:20:00' AS f");
    Catalog catalog =
        Reading.catalog(
            "type: PARQUET",
            "name: a, type: fecha, formats: [dd/MM/yy]",
            "name: b, type: fecha_hora, formats: [dd/MM/yyyy, \"yyyyMMdd HHmmss.SSS\"]",
            "name: c, type: fecha_hora",
            "name: d, type: fecha_hora",
            "name: e, type: texto",
            "name: f, type: fecha_hora, formats: [dd/MM/yyyy]");
    assertThat(Reading.of(catalog, file, directory).rows())
        .containsExactly(
            "1@1 29/02/24/20240131 102030.500/2024-01-31 08:20:30/2024-01-31 00:00:00/2024-01-31/2024-01-31 10:20:00");
  }

  @Test
  void whatIsNestedIsJson() throws IOException {
    Path file = parquet("SELECT {'x': 1, 'y': [1, 2]} AS a, MAP {'k': 'v'} AS b");
    assertThat(Reading.of(TEXTS, file, directory).rows())
        .containsExactly("1@1 {\"x\":1,\"y\":[1,2]}/{\"k\":\"v\"}");
  }

  @Test
  void aRecordOfNullsIsARecordAndItsLineIsItsNumber() throws IOException {
    Path file =
        parquet("SELECT CASE WHEN i % 2 = 0 THEN E'l\\n' || i END AS a FROM range(1, 6) t(i)");
    Catalog one = Reading.catalog("type: PARQUET", "name: a, type: texto");
    assertThat(Reading.of(one, file, directory).rows())
        .containsExactly("1@1 ", "2@2 l\n2", "3@3 ", "4@4 l\n4", "5@5 ");
  }

  @Test
  void textWithNulIsAFault() throws IOException {
    Path file = parquet("SELECT 'a' || chr(0) AS a, 'x' AS b UNION ALL SELECT 'b', 'y'");
    assertThat(Reading.of(TEXTS, file, directory).rows()).containsExactly("1@1 NUL", "2@2 b/y");
  }

  @Test
  void rejectedRecordsKeepAColumnThatIsNamedAsOursWouldBe() throws IOException {
    Path file = parquet("SELECT i AS a, 'x' || i AS sage_record FROM range(1, 6) t(i)");
    Catalog own =
        Reading.catalog("type: PARQUET", "name: a, type: entero", "name: sage_record, type: texto");

    Path rejects = Reading.rejects(own, file, directory, 2, 4);

    assertThat(Reading.of(own, rejects, directory).rows()).containsExactly("1@1 2/x2", "2@2 4/x4");
  }

  @Test
  void aColumnNameWithNulIsADamagedFile() throws IOException {
    Path file = parquet("SELECT 'x' AS columna_b");
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.write(
        file, bytes.replace("columna_b", "columna\0b").getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> Reading.of(TEXTS, file, directory))
        .isInstanceOf(SageException.class)
        .extracting(e -> ((SageException) e).code())
        .isEqualTo(ErrorCode.FILE_CORRUPT);
  }

  @Test
  void aNameWithAWildcardIsTheFileItself() throws IOException {
    Path file =
        Files.move(parquet("SELECT 'a' AS a, 'b' AS b"), directory.resolve("x[1]*.parquet"));
    assertThat(Reading.of(TEXTS, file, directory).rows()).containsExactly("1@1 a/b");
  }

  @Test
  void manyPartsHoldEveryRecordInItsOrder() throws IOException {
    Path file = parquet("SELECT i AS a, i * 2 AS b FROM range(200000) t(i)");
    try (Delivery delivery = Delivery.open(file)) {
      DataFile data = delivery.files().getFirst();
      Reading read = Reading.of(TEXTS, data, directory, 100_000);
      assertThat(read.kept().parts).hasSizeGreaterThan(5);
      assertThat(read.rows())
          .hasSize(200_000)
          .startsWith("1@1 0/0")
          .endsWith("200000@200000 199999/399998");
    }
  }

  @Test
  void rejectedRecordsAreParquetOfTheSameColumns() throws IOException {
    Path file = parquet("SELECT i AS a, [i] AS b FROM range(10) t(i)");
    Path rejects = Reading.rejects(TEXTS, file, directory, 2, 9);
    assertThat(rejects).hasFileName("rechazados.parquet");
    assertThat(Reading.of(TEXTS, rejects, directory).rows())
        .containsExactly("1@1 1/[1]", "2@2 8/[8]");
  }

  @Test
  void cutAndDamagedFilesAreNamed() throws IOException {
    byte[] bytes =
        Files.readAllBytes(parquet("SELECT i AS a, 'x' || i AS b FROM range(5000) t(i)"));
    for (int length = 4; length < bytes.length; length += 1 + bytes.length / 20) {
      refused(Files.write(directory.resolve("corte.parquet"), Arrays.copyOf(bytes, length)));
    }
    refused(Files.writeString(directory.resolve("texto.parquet"), "a;b\n"));
  }

  private void refused(Path file) {
    assertThatThrownBy(() -> Reading.of(TEXTS, file, directory))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.FILE_CORRUPT));
  }

  private Path parquet(String select) {
    Path file = directory.resolve("datos.parquet");
    try (var connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement()) {
      statement.execute("SET TimeZone='UTC'");
      statement.execute("COPY (%s) TO '%s' (FORMAT parquet)".formatted(select, file));
      return file;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
