package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A delivery in one piece and in 1, 7 and 64 parts: the same report, findings, rejects, output and
/// landed rows.
final class StepsReportIT {
  private static final int ROWS = 4_000;

  @TempDir private Path folder;
  private int desks;

  /// @param text about how large its text is
  /// @param exact whether the number of its parts follows from that
  record Delivery(
      String name, String contract, String filename, byte[] bytes, long text, boolean exact) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Delivery plain(String name, String format, byte[] bytes) {
    return new Delivery(name, StepsData.contract(format), "datos.csv", bytes, bytes.length, true);
  }

  private static Delivery text(String name, String contract, String filename, byte[] bytes) {
    return new Delivery(name, contract, filename, bytes, 160 << 10, false);
  }

  static Stream<Delivery> deliveries() throws IOException {
    byte[] lines = StepsData.csv(ROWS, "\n");
    return Stream.of(
        plain("line feeds", "header: true", lines),
        plain("CRLF", "header: true", StepsData.csv(ROWS, "\r\n")),
        plain("CR", "header: true", StepsData.csv(ROWS, "\r")),
        plain("byte order mark", "header: true", joined("\ufeff".getBytes(UTF_8), lines)),
        plain("bad bytes", "header: true", withBadBytes(lines)),
        plain(
            "skipped lines",
            "header: true, skip_rows: 2",
            joined("uno\n\"dos;\n".getBytes(UTF_8), lines)),
        plain("no header", "header: false", StepsData.rows(ROWS, "\n").getBytes(UTF_8)),
        plain(
            "a delimiter of several characters",
            "header: true, delimiter: \"||\"",
            new String(lines, UTF_8).replace(";", "||").getBytes(UTF_8)),
        plain("columns in another order", "header: true", reordered()),
        plain(
            "one line without end",
            "header: true",
            "id;nombre;precio;fecha\n1;a;2;2026-01-01".getBytes(UTF_8)),
        text("Latin-1", StepsData.CONTRACT, "datos.csv", latin1(lines)),
        text("UTF-16", StepsData.CONTRACT, "datos.csv", utf16(lines)),
        text("gzip", StepsData.CONTRACT, "datos.csv.gz", gzip(lines)),
        text("a package", PACKAGE, "entrega.zip", Zips.of(members())),
        text("a package with a lost file", PACKAGE, "entrega.zip", Zips.of(withALostFile())),
        text("a package with a damaged file", PACKAGE, "entrega.zip", damaged()),
        text("a workbook", ofType("EXCEL, header: true"), "datos.xlsx", workbook()),
        text("lines of JSON", ofType("NDJSON"), "datos.jsonl", objects("\n", "", "\n")),
        text("an array of JSON", ofType("JSON"), "datos.json", objects(",\n", "[", "]")),
        text("an array that breaks", ofType("JSON"), "datos.json", objects(",\n", "[", ",{")),
        plain("only a header", "header: true", StepsData.header("\n").getBytes(UTF_8)),
        plain("nothing", "header: true", new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void theReportDoesNotDependOnTheNumberOfParts(Delivery delivery) throws IOException {
    StepsDesk whole = desk(delivery);
    whole.whole();
    StepsDesk.Left expected = whole.left();

    for (int parts : new int[] {1, 7, 64}) {
      StepsDesk desk = desk(delivery);
      int found = desk.drive(Math.ceilDiv(Math.max(parts, delivery.text()), parts));
      if (delivery.exact() && delivery.text() > 1_000) {
        assertThat(found).isBetween(parts - parts / 10, parts);
      } else if (delivery.text() > 1_000 && parts > 1) {
        assertThat(found).isGreaterThan(1);
      }
      assertThat(desk.left()).as("%s in %d parts", delivery, found).isEqualTo(expected);
      assertThat(desk.steps()).isEmpty();
      assertThat(desk.scratch()).isEmpty();
    }
  }

  @Test
  void thereIsMuchToBeFound() throws IOException {
    StepsDesk desk = desk(deliveries().findFirst().orElseThrow());
    desk.drive(5 << 10);

    String findings = String.valueOf(desk.left().rows().get("findings.parquet"));
    assertThat(findings)
        .contains("TYPE", "RAGGED", "UNIQUE", "REQUIRED", "pasado", "QUOTE", "CONSTRAINT");
    assertThat(desk.left().landed().values().iterator().next()).hasSizeGreaterThan(3_000);
    assertThat(desk.left().files()).containsKey("rejects/datos.csv");
  }

  @Test
  void aTableOfParquetToo() throws IOException {
    Path data = folder.resolve("datos.parquet");
    Tables.query(
        "COPY (SELECT CASE WHEN i %% 500 = 3 THEN 7 ELSE i END AS id, 'nombre ' || i AS nombre, CAST(i - 5 AS DECIMAL(9,2)) AS precio, DATE '2026-01-01' AS fecha FROM range(4000) t(i)) TO '%s' (FORMAT parquet)"
            .formatted(data));
    theReportDoesNotDependOnTheNumberOfParts(
        text("Parquet", ofType("PARQUET"), "datos.parquet", Files.readAllBytes(data)));
  }

  private StepsDesk desk(Delivery delivery) throws IOException {
    Path own = Files.createDirectory(folder.resolve("desk-" + desks++));
    return new StepsDesk(own, delivery.contract(), delivery.filename(), delivery.bytes());
  }

  private static String ofType(String type) {
    return StepsData.contract("").replace("type: CSV, delimiter: \";\", ", "type: " + type);
  }

  private static byte[] joined(byte[] one, byte[] other) {
    byte[] both = Arrays.copyOf(one, one.length + other.length);
    System.arraycopy(other, 0, both, one.length, other.length);
    return both;
  }

  /// UTF-8 by the contract, and now and then not.
  private static byte[] withBadBytes(byte[] text) {
    byte[] bytes = joined("\ufeff".getBytes(UTF_8), text);
    for (int at = 5_000; at < bytes.length; at += 10_007) {
      bytes[at] = (byte) 0xFF;
    }
    return bytes;
  }

  private static byte[] reordered() {
    String rows =
        IntStream.range(0, ROWS)
            .mapToObj(i -> "sobra;2026-01-01;" + (i % 9 == 0 ? "x" : i) + ";" + i + "\n")
            .collect(Collectors.joining());
    return ("de más;FECHA;id;Nombre\n" + rows).getBytes(UTF_8);
  }

  private static byte[] latin1(byte[] text) {
    return new String(text, UTF_8).getBytes(Charset.forName("windows-1252"));
  }

  private static byte[] utf16(byte[] text) {
    return ("\ufeff" + new String(text, UTF_8)).getBytes(Charset.forName("UTF-16LE"));
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(compressed)) {
      out.write(bytes);
    }
    return compressed.toByteArray();
  }

  private static final String PACKAGE =
      """
      sage_yaml: {name: Prueba, description: Una prueba, version: "1", author: BI}
      catalogs:
        clientes:
          name: Clientes
          description: d
          filename: clientes.csv
          file_format: {type: CSV, delimiter: ";", header: true}
          fields: [{name: codigo, type: texto, required: true}, {name: limite, type: entero}]
          key: [codigo]
        ventas:
          name: Ventas
          description: d
          filename: "ventas_*.csv"
          file_format: {type: CSV, delimiter: ";", header: true}
          fields:
            - {name: folio, type: entero, unique: true}
            - {name: codigo, type: texto, references: clientes.codigo}
            - {name: total, type: decimal}
      packages:
        diario:
          name: n
          description: d
          file_format: {type: ZIP}
          catalogs: [clientes, ventas]
          package_validation:
            - {name: conocido, description: d, rule: "df['ventas']['codigo'].isin(df['clientes']['codigo'])"}
            - {name: alcanza, description: d, rule: "df['clientes']['limite'].sum() > 0"}
      """;

  private static Map<String, byte[]> members() {
    Map<String, byte[]> members = new LinkedHashMap<>();
    members.put("clientes.csv", clients().getBytes(UTF_8));
    for (int file = 1; file <= 3; file++) {
      members.put("ventas_%d.csv".formatted(file), sales(file).getBytes(UTF_8));
    }
    return members;
  }

  private static String clients() {
    String rows =
        IntStream.range(0, 1_500)
            .mapToObj(i -> "C" + i % 1_490 + ";" + (i % 100 == 3 ? "mucho" : i) + "\n")
            .collect(Collectors.joining());
    return "codigo;limite\n" + rows;
  }

  private static String sales(int file) {
    String rows =
        IntStream.range(0, 1_500)
            .mapToObj(i -> {
              int folio = file * 1_400 + i;
              String total = i % 333 == 5 ? "\"1\n2\"" : i + ".5";
              return "%d;C%d;%s%s\n".formatted(folio, i, total, i % 400 == 9 ? ";sobra" : "");
            })
            .collect(Collectors.joining());
    return "folio;codigo;total\n" + rows;
  }

  private static Map<String, byte[]> withALostFile() {
    Map<String, byte[]> members = members();
    members.remove("clientes.csv");
    members.put("leeme.txt", "hola".getBytes(UTF_8));
    return members;
  }

  /// The data of the first member of the archive is not what it was: one of several files.
  private static byte[] damaged() {
    Map<String, byte[]> turned = new LinkedHashMap<>();
    Map<String, byte[]> members = members();
    turned.put("ventas_1.csv", sales(1).getBytes(UTF_8));
    turned.putAll(members);
    return Zips.damaged(Zips.of(turned));
  }

  private static byte[] workbook() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "T", "1.0")) {
      Worksheet sheet = book.newWorksheet("Datos");
      String[] header = {"id", "nombre", "precio", "fecha"};
      for (int i = 0; i < header.length; i++) {
        sheet.value(0, i, header[i]);
      }
      for (int row = 1; row <= ROWS; row++) {
        sheet.value(row + row / 1_000, 0, row % 700 == 0 ? row / 2 : row);
        sheet.value(row + row / 1_000, 1, row % 300 == 0 ? "" : "nombre ñ " + row);
        sheet.value(row + row / 1_000, 2, row % 900 == 0 ? -1.5 : row * 1.25);
        sheet.value(row + row / 1_000, 3, "2026-01-1" + row % 10);
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] objects(String between, String begin, String end) {
    List<String> objects =
        IntStream.range(0, ROWS)
            .mapToObj(i ->
                i % 500 == 99
                    ? "{\"id\": " + i / 2 + ", \"nombre\": \"repetido\", \"sobra\": 1}"
                    : "{\"id\": %d, \"nombre\": \"nombre ñ %d\", \"precio\": %s, \"fecha\": \"2026-01-1%d\"}"
                        .formatted(i, i, i % 600 == 3 ? "\"x\"" : i + ".5", i % 10))
            .toList();
    return (begin + String.join(between, objects) + end).getBytes(UTF_8);
  }
}
