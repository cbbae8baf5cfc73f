package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The same four records in every format: the same findings, the same rows, and rejects that can be
/// corrected and sent again.
final class FormatsIT {
  private static final String[] FIELDS = {
    "name: codigo, type: texto, required: true",
    "name: total, type: decimal, decimal_separator: ','",
    "name: dia, type: fecha, formats: [dd/MM/yyyy]"
  };
  private static final List<String> FOUND = List.of("2:%s:codigo:REQUIRED", "4:%s:total:TYPE");

  @TempDir private Path folder;
  private Desk desk;
  private Path out;

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
    out = desk.path("out");
  }

  private Path contract(String format) {
    return desk.file(
        "contract.yaml",
        Yaml.contract(format, FIELDS).replace("type: CSV, delimiter: \";\", ", ""));
  }

  @Test
  void anXlsx() {
    assertThatTheFourAreRead(contract("type: EXCEL, header: true"), workbook("datos.xlsx"), 3, 5);
    assertThat(desk.path("out/rejects/datos.xlsx")).exists();
    again(contract("type: EXCEL, header: true"), "datos.xlsx", 2, 3);
  }

  @Test
  void anArrayOfJson() {
    Path data = desk.file("datos.json", "[" + String.join(",\n", objects()) + "]");
    assertThatTheFourAreRead(contract("type: JSON"), data, 2, 4);
    assertThat(desk.path("out/rejects/datos.json"))
        .hasContent("[\n" + objects().get(1) + ",\n" + objects().get(3) + "\n]\n");
    again(contract("type: JSON"), "datos.json", 2, 3);
  }

  @Test
  void linesOfJson() {
    Path data = desk.file("datos.jsonl", "\n" + String.join("\n", objects()) + "\n");
    assertThatTheFourAreRead(contract("type: NDJSON"), data, 3, 5);
    assertThat(desk.path("out/rejects/datos.jsonl"))
        .hasContent(objects().get(1) + "\n" + objects().get(3) + "\n");
    again(contract("type: NDJSON"), "datos.jsonl", 1, 2);
  }

  @Test
  void parquet() {
    Path data = desk.path("datos.parquet");
    Tables.query(
        "COPY (SELECT * FROM (VALUES ('a', '1,5', DATE '2024-01-31'), (NULL, '2', DATE '2024-02-29'), ('c', NULL, NULL), ('d', 'x', DATE '2024-03-01')) t(codigo, total, dia)) TO '"
            + data
            + "' (FORMAT parquet)");
    assertThatTheFourAreRead(contract("type: PARQUET"), data, 2, 4);
    assertThat(Tables.parquet(desk.path("out/rejects/datos.parquet"), "SELECT total @"))
        .containsExactly(List.of("2"), List.of("x"));
    again(contract("type: PARQUET"), "datos.parquet", 1, 2);
  }

  @Test
  void whatIsCompressedAndInAZip() throws IOException {
    Path contract = contract("type: NDJSON");
    byte[] lines = ("\n" + String.join("\n", objects()) + "\n").getBytes(UTF_8);
    Path gzip = desk.file("datos.csv.gz", gzip(lines));
    assertThatTheFourAreRead(contract, gzip, 3, 5);
    Path workbook = workbook("libro.xlsx");
    Path zip =
        desk.file("entrega.zip", zip("Entrega/datos.xlsx.gz", gzip(Files.readAllBytes(workbook))));
    Path excel =
        desk.file(
            "contract.yaml",
            Yaml.contract("type: EXCEL, header: true", FIELDS)
                .replace("type: CSV, delimiter: \";\", ", "")
                .replace("filename: datos.csv", "filename: datos.xlsx")
                .replace(
                    "packages: {}",
                    "packages:\n  todo: {name: Todo, description: Todo, file_format: {type: ZIP}, catalogs: [datos]}"));
    out = desk.path("out2");
    assertThatTheFourAreRead(excel, zip, 3, 5);
  }

  @Test
  void aSheetThatIsMissingIsAMissingMemberAndTheOthersAreRead() throws IOException {
    Path contract = workbookOfSheets();
    Path data = desk.path("libro.xlsx");
    try (OutputStream file = Files.newOutputStream(data);
        Workbook book = new Workbook(file, "T", "1.0")) {
      column(book.newWorksheet("VENTAS"), "codigo", "a", "x");
    }
    Ran ran = desk.check(contract, data, "--out", out);

    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.counts()).containsOnlyKeys("ventas").containsEntry("ventas", "2=2+0");
    assertThat(ran.findings()).containsExactly(":::MEMBER_MISSING");
    assertThat(ran.json().path("files").path("missing_files").path(0).asString())
        .isEqualTo("libro.xlsx (Maestro)");
    assertThat(ran.out()).contains("no tiene la hoja «Maestro»", "reference ventas.codigo");
  }

  @Test
  void aWorkbookOfSeveralSheets() throws IOException {
    Path contract = workbookOfSheets();
    Path data = desk.path("libro.xlsx");
    try (OutputStream file = Files.newOutputStream(data);
        Workbook book = new Workbook(file, "T", "1.0")) {
      column(book.newWorksheet("Portada"), "nada");
      column(book.newWorksheet("Maestro"), "codigo", "a", "b");
      column(book.newWorksheet("VENTAS"), "codigo", "a", "x");
    }
    Ran ran = desk.check(contract, data, "--out", out);
    assertThat(ran.exit()).as(ran.err()).isEqualTo(1);
    assertThat(ran.counts()).containsEntry("ventas", "2=1+1").containsEntry("clientes", "2=2+0");
    assertThat(ran.findings()).containsExactly("2:3:codigo:REFERENCE");
  }

  private Path workbookOfSheets() {
    return desk.file(
        "contract.yaml",
        """
        sage_yaml: {name: Prueba, description: Una prueba, version: "1", author: BI}
        catalogs:
          ventas:
            name: Ventas de enero
            description: d
            filename: libro.xlsx
            file_format: {type: EXCEL, header: true}
            fields: [{name: codigo, type: texto, references: clientes.codigo}]
          clientes:
            name: Clientes
            description: d
            filename: libro.xlsx
            file_format: {type: EXCEL, header: true, sheet: Maestro}
            fields: [{name: codigo, type: texto}]
        packages:
          libro: {name: l, description: d, file_format: {type: EXCEL}, catalogs: [ventas, clientes]}
        """);
  }

  @Test
  void aSheetThatIsMissingIsAnErrorOfTheDataThatListsTheOthers() {
    Ran ran = desk.check(contract("type: EXCEL, sheet: Enero"), workbook("datos.xlsx"));
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.errorCode()).isEqualTo("SHEET_MISSING");
    assertThat(ran.errorMessage()).contains("Hoja");
  }

  @Test
  void aBrokenArrayIsRefusedWithWhatStandsBeforeRead() {
    Path data = desk.file("datos.json", "[" + objects().getFirst() + ",\n {\"codigo\": ]");
    Ran ran = desk.check(contract("type: JSON"), data, "--on-error", "reject_rows", "--out", out);
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.counts()).containsEntry("datos", "1=1+0");
    assertThat(ran.findings()).containsExactly(":::QUOTE");
    assertThat(ran.out()).contains("línea 2, columna");
  }

  @Test
  void aMixedUpFormatIsNamed() {
    Ran text = desk.check(contract("type: PARQUET"), desk.file("datos.parquet", "a;b\n"));
    assertThat(text.errorCode()).isEqualTo("FILE_CORRUPT");
    assertThat(text.exit()).isEqualTo(1);
    Ran book = desk.check(desk.file("contract.yaml", Yaml.header(FIELDS)), workbook("datos.csv"));
    assertThat(book.errorCode()).isEqualTo("FILE_CORRUPT");
    assertThat(book.exit()).isEqualTo(1);
  }

  @Test
  void linesAboveTheHeaderOfACsvAreSkippedAndSentBack() {
    Path contract = desk.file("contract.yaml", Yaml.contract("header: true, skip_rows: 2", FIELDS));
    Path data = desk.file("datos.csv", "Informe\n\"x\ncodigo;total;dia\na;1,5;31/01/2024\n;2;\n");
    Ran ran = desk.check(contract, data, "--out", out);
    assertThat(ran.findings()).containsExactly("2:5:codigo:REQUIRED");
    assertThat(desk.path("out/rejects/datos.csv"))
        .hasContent("Informe\n\"x\ncodigo;total;dia\n;2;\n");
  }

  private void assertThatTheFourAreRead(Path contract, Path data, int two, int four) {
    Ran ran = desk.check(contract, data, "--out", out);
    assertThat(ran.exit()).as(ran.out() + ran.err()).isEqualTo(1);
    assertThat(ran.counts()).containsEntry("datos", "4=2+2");
    assertThat(ran.findings())
        .containsExactly(FOUND.get(0).formatted(two), FOUND.get(1).formatted(four));
  }

  /// What was rejected has the same faults when it is sent as it is.
  private void again(Path contract, String rejects, int one, int two) {
    Path data = desk.path("out/rejects/" + rejects);
    Ran ran = desk.check(contract, data, "--out", desk.path("again"));
    assertThat(ran.findings())
        .containsExactly("1:%d:codigo:REQUIRED".formatted(one), "2:%d:total:TYPE".formatted(two));
  }

  private static List<String> objects() {
    return List.of(
        "{\"codigo\": \"a\", \"total\": 1.5, \"dia\": \"31/01/2024\"}",
        "{\"total\": 2, \"dia\": \"29/02/2024\"}",
        "{\"codigo\": \"c\", \"total\": null}",
        "{\"codigo\": \"d\", \"total\": \"x\", \"dia\": \"01/03/2024\"}");
  }

  private Path workbook(String name) {
    Path data = desk.path(name);
    try (OutputStream file = Files.newOutputStream(data);
        Workbook book = new Workbook(file, "T", "1.0")) {
      Worksheet sheet = book.newWorksheet("Hoja");
      row(sheet, 0, "codigo", "total", "dia");
      row(sheet, 1, "a", 1.5, LocalDate.of(2024, 1, 31));
      row(sheet, 2, "", 2, LocalDate.of(2024, 2, 29));
      row(sheet, 3, "c");
      row(sheet, 4, "d", "x", LocalDate.of(2024, 3, 1));
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void row(Worksheet sheet, int row, Object... cells) {
    for (int i = 0; i < cells.length; i++) {
      switch (cells[i]) {
        case String text when text.isEmpty() -> {}
        case String text -> sheet.value(row, i, text);
        case Number number -> sheet.value(row, i, number);
        case LocalDate day -> {
          sheet.value(row, i, day);
          sheet.style(row, i).format("dd/mm/yyyy").set();
        }
        default -> throw new IllegalArgumentException();
      }
    }
  }

  private static void column(Worksheet sheet, String... cells) {
    for (int i = 0; i < cells.length; i++) {
      sheet.value(i, 0, cells[i]);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] zip(String name, byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(bytes);
      zip.closeEntry();
    }
    return out.toByteArray();
  }
}
