package dev.sage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// `file_format` of every type.
class FileFormatsTest {
  private static final String CSV = "{type: CSV, delimiter: \",\", header: true}";
  private static final String FIELD = "      - {name: a, type: texto}\n";

  private static String contract(String format) {
    return Contracts.catalog("", FIELD).replace(CSV, format);
  }

  private static FileFormat format(String format) {
    return Contracts.good(contract(format)).catalog("ventas").orElseThrow().format();
  }

  @Test
  void aWorkbookHasASheetAndAHeader() {
    assertThat(format("{type: EXCEL}"))
        .isEqualTo(new ExcelFormat(Optional.empty(), false, 0, Compression.AUTO));
    assertThat(format("{type: excel, sheet: Enero, header: true, skip_rows: 2, compression: none}"))
        .isEqualTo(new ExcelFormat(Optional.of("Enero"), true, 2, Compression.NONE));
    assertThat(format("{type: EXCEL, sheet: 2}"))
        .isEqualTo(new ExcelFormat(Optional.of("2"), false, 0, Compression.AUTO));
  }

  @Test
  void jsonNeedsNothing() {
    assertThat(format("{type: JSON}"))
        .isEqualTo(new JsonFormat(Optional.empty(), Compression.AUTO));
    assertThat(format("{type: NDJSON, encoding: latin-1, compression: gz}"))
        .isEqualTo(new NdjsonFormat(Optional.of("ISO-8859-1"), Compression.GZIP));
    assertThat(format("{type: PARQUET, compression: zst}"))
        .isEqualTo(new ParquetFormat(Compression.ZSTD));
  }

  @Test
  void csvSkipsLinesAndIsCompressed() {
    assertThat(format("{type: CSV, delimiter: ';', skip_rows: 3, compression: gzip}"))
        .isEqualTo(
            new CsvFormat(
                ";",
                false,
                Optional.of('"'),
                Optional.empty(),
                Optional.empty(),
                3,
                Compression.GZIP));
  }

  @Test
  void keysOfAnotherTypeAreWarnings() {
    Contracts.problem(
        contract("{type: EXCEL, →delimiter: ','}"), false, "'delimiter'", "EXCEL", "not used");
    Contracts.problem(contract("{type: JSON, →header: true}"), false, "'header'", "JSON");
    Contracts.problem(contract("{type: CSV, delimiter: ',', →sheet: a}"), false, "'sheet'");
  }

  @Test
  void wrongValues() {
    Contracts.problem(contract("{type: EXCEL, sheet: →0}"), true, "the first is 1");
    Contracts.problem(contract("{type: EXCEL, skip_rows: →-1}"), true, "whole number");
    Contracts.problem(contract("{type: JSON, compression: →rar}"), true, "'rar'", "'gz'");
    Contracts.problem(contract("{type: →XLS}"), true, "'XLS'");
  }

  @Test
  void aWorkbookIsAPackageOfSheets() {
    String workbook =
        """
        sage_yaml: {name: n, description: d, version: v, author: a}
        catalogs:
          a: {name: A, description: d, filename: l.xlsx, file_format: {type: EXCEL}, fields: [{name: x, type: texto}]}
          b: {name: B, description: d, filename: l.xlsx, file_format: {type: EXCEL}, fields: [{name: x, type: texto}]}
        packages:
          libro: {name: l, description: d, file_format: {type: EXCEL}, catalogs: →[a, b]}
        """;
    assertThat(Contracts.good(workbook.replace("→", "")).packages().values())
        .singleElement()
        .satisfies(libro -> {
          assertThat(libro.format()).isEqualTo(DeliveryPackage.PackageFormat.EXCEL);
          assertThat(libro.catalogs()).containsExactly("a", "b");
        });
    Contracts.problem(workbook.replace("name: B,", "name: a,"), true, "the same sheet", "'b'");
    Contracts.problem(
        workbook.replaceFirst("\\{type: EXCEL}, fields", "{type: JSON}, fields"),
        true,
        "'a'",
        "sheet of the workbook");
    Contracts.problem(
        workbook.replace(
            "d, file_format: {type: EXCEL}, catalogs", "d, file_format: {type: JSON}, catalogs"),
        true,
        "must be ZIP");
  }
}
