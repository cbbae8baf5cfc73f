package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.testing.SalesFile;
import dev.sage.testing.SalesOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// `sage infer`: what it proposes, and that the proposal accepts the file that it comes from.
final class InferIT {
  private static final int FUZZED = Integer.getInteger("sage.fuzz.scenarios", 15);

  @TempDir private Path folder;
  private Desk desk;

  @BeforeEach
  void prepare() {
    desk = Desk.in(folder);
  }

  /// The proposal; that lint finds nothing in it and that every record passes.
  private String accepted(Path data, Object... options) {
    String yaml = proposed(data, options);
    Path contract = desk.file("contract-" + data.getFileName() + ".yaml", yaml);
    assertThat(desk.sage("lint", "--strict", contract).out()).isEmpty();
    Ran ran = desk.check(contract, data);
    assertThat(ran.exit()).as("%s%n%s%n%s", ran.findings(), ran.err(), yaml).isZero();
    assertThat(ran.json().path("summary").path("warnings").asLong()).as(yaml).isZero();
    return yaml;
  }

  private String proposed(Path data, Object... options) {
    Object[] words = new Object[options.length + 2];
    words[0] = "infer";
    words[1] = data;
    System.arraycopy(options, 0, words, 2, options.length);
    Ran ran = desk.sage(words);
    assertThat(ran.exit()).as(ran.err()).isZero();
    assertThat(ran.err()).isEmpty();
    return ran.out();
  }

  /// A field's lines of a proposal, without comments.
  private static String field(String yaml, String name) {
    List<String> lines = yaml.replaceAll("(?m) # .*$", "").replace("\"n\"", "n").lines().toList();
    int at = lines.indexOf("      - name: " + name);
    assertThat(at).as(yaml).isPositive();
    return lines.stream()
        .skip(at + 1L)
        .takeWhile(line -> line.startsWith("        "))
        .map(String::strip)
        .collect(Collectors.joining(", "));
  }

  private String ofColumn(String... cells) {
    Path data = desk.file("columna.csv", "otra;dato\n" + numbered(cells));
    return field(accepted(data), "dato");
  }

  private static String numbered(String... cells) {
    return IntStream.range(0, cells.length)
        .mapToObj(i -> "a" + i + ";" + cells[i] + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void the_sales_of_a_shop() {
    String yaml = accepted(Desk.root().resolve("examples/01-ventas-csv/ventas.csv"));
    assertThat(yaml)
        .contains("delimiter: \",\"")
        .contains("header: true")
        .contains("key: [numero]");
    assertThat(field(yaml, "numero"))
        .isEqualTo("type: texto, required: true, unique: true, pattern: \"^V-[0-9]{5}$\"");
    assertThat(field(yaml, "fecha")).isEqualTo("type: fecha, required: true");
    assertThat(field(yaml, "ciudad")).contains("enum: [").contains("Bogotá");
    assertThat(field(yaml, "cliente")).doesNotContain("enum");
    assertThat(field(yaml, "cantidad")).isEqualTo("type: entero, required: true");
    assertThat(field(yaml, "total")).contains("type: decimal").contains("scale: 2");
    assertThat(field(yaml, "pagado")).isEqualTo("type: booleano, required: true");
    assertThat(field(yaml, "observaciones")).isEqualTo("type: texto");
    assertThat(yaml).contains("# 30 valores distintos en 300 filas");
  }

  @Test
  void the_files_of_a_distributor_and_what_refers_to_what() {
    String yaml = accepted(Desk.root().resolve("examples/02-distribuidor-zip/entrega.zip"));
    assertThat(yaml.lines().filter(line -> line.contains("references:")).map(String::strip))
        .hasSize(12)
        .contains("references: rutas.campo_1", "references: clientes.campo_1");
    assertThat(yaml)
        .contains("file_format: {type: ZIP}")
        .contains("catalogs: [rutas, vendedores, clientes, productos, inventario, pedidos, ventas]")
        .contains("key: [campo_1, campo_2]")
        .contains("sin encabezado");
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, false", "true, true", "false, true"})
  void generated_sales(boolean header, boolean quoted) throws IOException {
    SalesFile.write(
        SalesOptions.clean(2_000).withHeader(header).withQuotes(quoted), desk.path("ventas"));
    String yaml = accepted(desk.path("ventas/ventas.csv"));
    assertThat(yaml).contains("delimiter: \"|\"").contains("header: " + header);
    String id = header ? "id" : "campo_1";
    assertThat(yaml).contains("key: [" + id + "]");
    assertThat(field(yaml, id)).isEqualTo("type: entero, required: true, unique: true");
    assertThat(field(yaml, header ? "codigo" : "campo_2")).contains("\"^C-[0-9]{8}$\"");
    assertThat(field(yaml, header ? "fecha_hora" : "campo_5")).contains("type: fecha_hora");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "00123 04567 99999!type: texto",
        "1 22 -3 +4!type: entero",
        "9223372036854775807 9223372036854775808!type: texto",
        "1 0 1 0!type: entero",
        "1.5 2 -0.25!type: decimal, precision: 18, scale: 4",
        "1,5 2,75!type: decimal, precision: 18, scale: 4, decimal_separator: \",\"",
        "1.234,50 12,00 1.000.000,99!type: decimal, precision: 18, scale: 4, decimal_separator: \",\", thousands_separator: \".\"",
        "1,234.50 12.00!type: decimal, precision: 18, scale: 4, thousands_separator: \",\"",
        "1.234.567 12.000!type: entero, decimal_separator: \",\", thousands_separator: \".\"",
        "1,234 500 12,000!type: entero, thousands_separator: \",\"",
        "1,234 5000!type: decimal, precision: 18, scale: 5, decimal_separator: \",\"",
        "1e5 2.5E-3!type: decimal",
        "12345678901234567890123.5 1!type: decimal",
        "si no SI!type: booleano",
        "true true!type: booleano",
        "no no!type: texto",
        "S N S!type: texto",
        "2026-01-31 2026-02-28!type: fecha",
        "31/01/2026 01/02/2026!type: fecha",
        "01/31/2026 02/01/2026!type: fecha, formats: [\"MM/dd/yyyy\"]",
        "01/02/2026 03/04/2026!type: fecha",
        "2026-01-31 31/01/2026!type: fecha",
        "2026-01-31 01/31/2026!type: fecha, formats: [\"MM/dd/yyyy\", \"yyyy-MM-dd\"]",
        "20260131 20260228!type: fecha",
        "20261331 20260228!type: entero",
        "31.01.26 28.02.26 01.03.26!type: fecha, formats: [\"dd.MM.yy\"]",
        "2026-01-31T10:20 2026-02-28T00:00!type: fecha_hora",
        "2026-01-31T00:00:00 2026-02-28T00:00:00!type: fecha",
        "2026-01-31T10:20:30Z 2026-02-28T11:00:00Z!type: fecha_hora, formats: [\"yyyy-MM-dd'T'HH:mm:ss'Z'\"]",
        "2026-01-31T10:20:30-05:00 2026-02-28T11:00:00-05:00!type: fecha_hora, formats: [\"yyyy-MM-dd'T'HH:mm:ss-05:00\"]",
        "2026-02-30 2026-01-01!type: texto",
        "1/2/2026 31/12/2025!type: texto",
        "10.0.0.1 10.0.0.2!type: texto",
        "5 NULL 7!type: entero, null_values: [\"NULL\"]",
        "2026-01-31 - N/A!type: fecha, null_values: [\"N/A\", \"-\"]",
        "uno NULL dos!type: texto, null_values: [\"NULL\"]",
        "0x1F 12!type: texto",
        "987 1_000!type: texto",
        "NULL N/A!type: texto, null_values: [\"N/A\", \"NULL\"]",
      })
  void types_by_evidence_over_the_whole_sample(String cells, String expected) {
    assertThat(ofColumn(cells.split(" "))).isEqualTo(expected);
  }

  @Test
  void an_empty_column_is_a_text_and_blanks_are_trimmed() {
    assertThat(ofColumn("", "", "")).isEqualTo("type: texto");
    assertThat(ofColumn("uno ", " dos", "  ")).isEqualTo("type: texto, trim: true");
    assertThat(ofColumn(" 1 ", "2", "   ")).isEqualTo("type: entero");
  }

  @Test
  void the_last_record_of_the_sample_counts_as_much_as_the_first() {
    String rows =
        IntStream.range(0, 20_000).mapToObj(i -> i + ";01/02/2026\n").collect(Collectors.joining());
    String early = accepted(desk.file("a.csv", "n;dia\n" + rows));
    assertThat(field(early, "dia")).isEqualTo("type: fecha, required: true");
    assertThat(early).contains("ningún día pasa de 12");
    String late = accepted(desk.file("b.csv", "n;dia\n" + rows + "x;12/31/2026\n"));
    assertThat(field(late, "dia"))
        .isEqualTo("type: fecha, required: true, formats: [\"MM/dd/yyyy\"]");
    assertThat(field(late, "n")).startsWith("type: texto");
    assertThat(late).contains("casi todos son números: no lo son 1 de 20,001");
  }

  @Test
  void another_column_decides_what_a_thousand_is() {
    Path data = desk.file("m.csv", "a;b\n1.234;1,5\n2.500;2,25\n");
    assertThat(field(accepted(data), "a"))
        .isEqualTo("type: entero, decimal_separator: \",\", thousands_separator: \".\"");
    Path alone = desk.file("n.csv", "a;b\n1.234;x\n2.500;y\n");
    assertThat(accepted(alone)).contains("dudoso");
  }

  @Test
  void constraints_need_enough_rows() {
    String rows =
        IntStream.range(0, 60)
            .mapToObj(i ->
                "%03d;%s;%d;%s\n"
                    .formatted(i, i % 3 == 0 ? "ALTA" : "BAJA", i % 7, i % 9 == 0 ? "" : "x" + i))
            .collect(Collectors.joining());
    String many = accepted(desk.file("muchas.csv", "codigo;estado;n;resto\n" + rows));
    assertThat(field(many, "codigo"))
        .isEqualTo("type: texto, required: true, unique: true, pattern: \"^[0-9]{3}$\"");
    assertThat(field(many, "estado")).isEqualTo("type: texto, required: true, enum: [BAJA, ALTA]");
    assertThat(field(many, "n")).isEqualTo("type: entero, required: true");
    assertThat(field(many, "resto")).isEqualTo("type: texto, pattern: \"^x[0-9]+$\"");
    String few = rows.lines().limit(4).collect(Collectors.joining("\n"));
    String little = accepted(desk.file("pocas.csv", "codigo;estado;n;resto\n" + few));
    assertThat(little).doesNotContain("required").doesNotContain("enum").doesNotContain("key");
  }

  @Test
  void the_smallest_tuple_is_the_key() {
    String rows =
        IntStream.range(0, 120)
            .mapToObj(i -> "P-%02d;%d;%d\n".formatted(i / 4, i % 4, i % 2))
            .collect(Collectors.joining());
    assertThat(accepted(desk.file("lineas.csv", "pedido;linea;tipo\n" + rows)))
        .contains("key: [pedido, linea]");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "a,b,c~1,2,3!,",
        "a;b~1,5;2,5~3,5;4,5!;",
        "1,5;2,5~3,5;4,5!;",
        "a|b~1|x;y~2|z!|",
        "a\tb~1\t2!\\t",
        "a||b||c~1||2||3~4||||6!||",
        "a^b^c~1^2^3~4^5^6!^",
        "a;b~\"1;2\";3~\"4\"\";\";5!;"
      })
  void the_delimiter(String lines, String expected) {
    String text = lines.replace('~', '\n').replace("\\t", "\t");
    String yaml = accepted(desk.file("d.csv", text + "\n"));
    assertThat(yaml.replace("\t", "\\t")).contains("delimiter: \"" + expected + "\"\n");
  }

  @Test
  void quotes_of_other_kinds() {
    assertThat(accepted(desk.file("a.csv", "id,t\n1,'a, b'\n2,'c, d'\n3,'e'\n")))
        .contains("quote: \"'\"");
    assertThat(accepted(desk.file("e.csv", "id,t\n1,\"a \\\"b\\\" c\"\n2,\"x, \\\" y\"\n")))
        .contains("escape: \"\\\\\"");
    assertThat(accepted(desk.file("n.csv", "1|\"abc|x\n2|def|y\n3|\"g\"h|z\n")))
        .contains("quote: \"\"");
  }

  @Test
  void headers() {
    assertThat(accepted(desk.file("solo.csv", "a|b|c\n"))).contains("header: true");
    assertThat(accepted(desk.file("pipes.txt", "1|x|3\n2|y|4\n")))
        .contains("header: false")
        .contains("- name: campo_3");
    assertThat(accepted(desk.file("t.csv", "Ventas;;\nde enero;;\n\nid;dia;t\n1;2026-01-01;5\n")))
        .contains("skip_rows: 2")
        .contains("header: true")
        .contains("- name: dia");
    String odd = accepted(desk.file("raro.csv", "id,ID,,\"a\nb\"\n1,2,3,4\n5,6,7,8\n"));
    assertThat(odd)
        .contains("header: false")
        .contains("skip_rows: 2")
        .contains("- name: ID_2")
        .contains("- name: campo_3")
        .contains("- name: \"a b\"");
    Path words = desk.file("w.csv", "Juan;Lima\nPedro;Cusco\n");
    assertThat(accepted(words)).contains("header: false");
    assertThat(accepted(words, "--header", "true")).contains("- name: Juan");
    assertThat(accepted(desk.file("h.csv", "id;n\n1;2\n"), "--header=false"))
        .contains("header: false");
  }

  @Test
  void encodings() {
    String text = "código;año\nñandú;2024\nübung;2025\n";
    assertThat(accepted(desk.file("u.csv", text))).doesNotContain("encoding");
    assertThat(accepted(desk.file("l.csv", text.getBytes(ISO_8859_1))))
        .contains("encoding: windows-1252")
        .contains("- name: código");
    assertThat(accepted(desk.file("w.csv", ("\uFEFF" + text).getBytes(UTF_16LE))))
        .doesNotContain("encoding")
        .contains("- name: código");
  }

  @Test
  void a_workbook_with_its_sheets() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (Workbook book = new Workbook(bytes, "T", "1.0")) {
      Worksheet clients = book.newWorksheet("Clientes");
      Worksheet empty = book.newWorksheet("Vacía");
      Worksheet sales = book.newWorksheet("Ventas: \"2026\"".replaceAll("[:\"]", ""));
      clients.value(0, 0, "codigo");
      clients.value(0, 1, "alta");
      sales.value(0, 0, "Ventas del año");
      sales.value(2, 0, "cliente");
      sales.value(2, 1, "total");
      for (int i = 0; i < 30; i++) {
        clients.value(i + 1, 0, "C-%03d".formatted(i));
        clients.value(i + 1, 1, LocalDate.of(2026, 1, 1).plusDays(i));
        clients.style(i + 1, 1).format("yyyy-mm-dd").set();
        sales.value(i + 3, 0, "C-%03d".formatted(i % 9));
        sales.value(i + 3, 1, i * 1.25);
      }
      assertThat(empty.getName()).isNotEmpty();
    }
    String yaml = accepted(desk.file("libro.xlsx", bytes.toByteArray()));
    assertThat(yaml)
        .contains("file_format: {type: EXCEL}")
        .contains("catalogs: [clientes, ventas_2026]")
        .contains("sheet: \"Clientes\"")
        .contains("skip_rows: ")
        .contains("references: clientes.codigo");
    assertThat(field(yaml, "alta")).isEqualTo("type: fecha, required: true");
    assertThat(field(yaml, "total")).startsWith("type: decimal");
  }

  @Test
  void json_ndjson_and_parquet() throws IOException {
    assertThat(
            accepted(desk.file("a.json", "[{\"a\":1,\"b\":\"x\"},{\"b\":null,\"c\":{\"d\":1}}]")))
        .contains("type: JSON")
        .contains("- name: c");
    byte[] lines = "{\"a\":1.5,\"\":2}\n{\"A\":2,\"t\":\"007\"}\n".getBytes(UTF_8);
    assertThat(accepted(desk.file("b.ndjson", lines)))
        .contains("type: NDJSON")
        .contains("extra_columns: ignore");
    assertThat(accepted(desk.file("b.jsonl.gz", gzip(lines)))).contains("type: NDJSON");
    Path parquet = desk.path("c.parquet");
    Tables.query(
        "COPY (SELECT 'C-' || i AS c, i AS n, i / 4 AS d, DATE '2026-01-01' + i::INT AS f, TIMESTAMP '2026-01-01 10:00:00' AS h, i % 2 = 0 AS b, [i] AS l, CAST(i AS DECIMAL(9,2)) AS m FROM range(50) t(i)) TO '"
            + parquet
            + "' (FORMAT parquet)");
    String yaml = accepted(parquet);
    assertThat(field(yaml, "n")).startsWith("type: entero");
    assertThat(field(yaml, "f")).startsWith("type: fecha,");
    assertThat(field(yaml, "h")).startsWith("type: fecha_hora,");
    assertThat(field(yaml, "b")).startsWith("type: booleano");
    assertThat(field(yaml, "m")).contains("type: decimal").contains("scale: 2");
  }

  @Test
  void a_zip_with_files_that_are_no_tables() {
    Path zip =
        desk.file(
            "Entrega 2026-01-31.zip",
            Zips.of(
                "datos/ventas 2026.csv", "id;n\n1;2\n",
                "datos/LEEME.pdf", "%PDF-1.4 \0\0",
                "datos/vacio.csv", "",
                "raro[1].csv", "id;n\n1;2\n"));
    Ran ran = desk.sage("infer", zip);
    assertThat(ran.out())
        .contains("catalogs: [ventas_2026, raro_1]")
        .contains("filename: \"raro[[]1].csv\"")
        .contains("  entrega:\n")
        .contains("filename: \"ventas 2026.csv\"")
        .contains("«datos/LEEME.pdf» no está en el contrato");
    Path contract = desk.file("c.yaml", ran.out());
    assertThat(desk.check(contract, zip).exit()).isZero();
  }

  @Test
  void what_no_contract_can_be_proposed_from_has_a_name() throws IOException {
    assertFails(desk.path("nada.csv"), 2, "INPUT_NOT_READABLE");
    assertFails(folder, 2, "INPUT_NOT_READABLE");
    assertFails(desk.file("vacio.csv", ""), 1, "NOTHING_TO_INFER");
    assertFails(desk.file("blanco.csv", "\n \n"), 1, "NOTHING_TO_INFER");
    assertFails(
        desk.file("foto.png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}), 1, "NOTHING_TO_INFER");
    assertFails(desk.file("nulos.bin", new byte[5_000]), 1, "NOTHING_TO_INFER");
    assertFails(desk.file("a.json", "[]"), 1, "NOTHING_TO_INFER");
    byte[] zip = Zips.of("a.csv", "id;n\n1;2\n");
    assertFails(desk.file("c.zip", Zips.encrypted(zip)), 1, "ARCHIVE_ENCRYPTED");
    assertFails(desk.file("d.zip", java.util.Arrays.copyOf(zip, 40)), 1, "ARCHIVE_CORRUPT");
    assertFails(desk.file("e.zip", Zips.of("LEEME.txt", "")), 1, "NOTHING_TO_INFER");
    byte[] gzip = gzip("id;n\n1;2\n".getBytes(UTF_8));
    assertFails(desk.file("f.csv.gz", java.util.Arrays.copyOf(gzip, 15)), 1, "COMPRESSION_CORRUPT");
  }

  private void assertFails(Path data, int exit, String code) {
    Ran ran = desk.sage("infer", data, "--lang", "en");
    assertThat(ran.out()).isEmpty();
    assertThat(ran.err()).startsWith("sage: " + code + " (").hasLineCount(1);
    assertThat(ran.exit()).isEqualTo(exit);
  }

  @Test
  void malformed_records_are_left_out_and_counted() {
    String rows =
        IntStream.range(0, 30).mapToObj(i -> i + ";\"x;y\"\n").collect(Collectors.joining());
    Path data = desk.file("m.csv", "id;t\n" + rows + "1;2;3\n\"abierta;x\n" + "99;y\n");
    String yaml = proposed(data);
    assertThat(yaml)
        .contains("# de todas sus filas: 31")
        .contains("y que al comprobar serán errores: 2");
    Ran ran = desk.check(desk.file("c.yaml", yaml), data);
    assertThat(ran.findings()).allMatch(finding -> finding.matches(".*:(RAGGED|QUOTE)")).hasSize(2);
  }

  @Test
  void a_part_of_the_file_is_called_one() {
    String rows = IntStream.range(0, 50).mapToObj(i -> i + ";x\n").collect(Collectors.joining());
    Path data = desk.file("l.csv", "id;t\n" + rows + "x;\n");
    String yaml = proposed(data, "--sample-rows", "50");
    assertThat(yaml).contains("de las primeras 50 filas; el archivo tiene más");
    assertThat(field(yaml, "id")).startsWith("type: entero");
    assertThat(proposed(data, "--sample-rows", "51")).contains("de todas sus filas: 51");
  }

  @Test
  void options_and_languages() {
    Path data = desk.file("d.csv", "a-b\n1-2\n");
    String yaml = proposed(data, "--delimiter", "-", "--name", "Mis Ventas", "--lang", "en");
    assertThat(yaml)
        .contains("# Proposed by `sage infer` from d.csv.")
        .contains("  mis_ventas:\n")
        .contains("name: \"Mis Ventas\"")
        .contains("type: integer")
        .contains("delimiter: \"-\"");
    assertThat(desk.sage("infer", data, "--header", "quizá").exit()).isEqualTo(2);
    assertThat(desk.sage("infer", data, "--sample-rows", "0").exit()).isEqualTo(2);
    assertThat(desk.home()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# no es un comentario",
        "a: b",
        "- x",
        "{a}",
        "[b",
        "'",
        "\\n",
        "&a *b",
        "null",
        "yes",
        "!!str x",
        "%TAG",
        "@x",
        "`y`",
        "\u202Eoculto",
        "ñ\u00A0o",
        "\uD83D\uDE00",
        "a\u0085b",
        "=1+1",
        "~",
        "1e5x",
        "<<",
        "\u2028",
        "d'Artagnan",
        "x'; DROP TABLE t; --"
      })
  void hostile_names_and_values_stay_what_they_are(String text) {
    String rows = (text + "|bien\n" + "otro|bien\n").repeat(20);
    Path data = desk.file("h.csv", "dato|" + text + "\n" + rows);
    String yaml = accepted(data, "--header", "true", "--delimiter", "|");
    assertThat(yaml).doesNotContain("\u202E").doesNotContain("\u0085").doesNotContain("\u2028");
  }

  @Test
  void random_files_are_accepted_by_their_own_proposals() {
    for (int seed = 0; seed < FUZZED; seed++) {
      Random random = new Random(seed);
      String[] marks = {";", "|", ",", "\t"};
      String mark = marks[random.nextInt(marks.length)];
      OddFile odd = OddFile.random(seed, 1 + random.nextInt(80));
      String text =
          odd.rows().stream()
              .map(row ->
                  row.stream().map(cell -> written(cell, mark)).collect(Collectors.joining(mark)))
              .collect(Collectors.joining("\n", names(odd, mark) + "\n", "\n"));
      Path data = desk.file("odd-" + seed + ".csv", text);
      String yaml = proposed(data, "--delimiter", mark, "--header", "true");
      Ran ran = desk.check(desk.file("c.yaml", yaml), data);
      assertThat(ran.findings())
          .as("%s%n%s", data, yaml)
          .allMatch(finding -> finding.matches(".*:(RAGGED|QUOTE|NUL|LINE_END|ENCODING)"));
      assertThat(proposed(data)).contains("catalogs:");
    }
  }

  private static String names(OddFile odd, String mark) {
    return odd.columns().stream().map(OddColumn::name).collect(Collectors.joining(mark));
  }

  private static String written(String cell, String mark) {
    return cell.matches("(?s).*[\"\n].*") || cell.contains(mark)
        ? '"' + cell.replace("\"", "\"\"") + '"'
        : cell;
  }

  @Test
  void every_damaged_file_ends_in_a_contract_or_in_a_named_error() throws IOException {
    List<byte[]> good =
        List.of(
            Files.readAllBytes(Desk.root().resolve("examples/02-distribuidor-zip/entrega.zip")),
            Files.readAllBytes(Desk.root().resolve("examples/01-ventas-csv/ventas.csv")),
            gzip("{\"a\":1}\n{\"a\":2}\n".repeat(50).getBytes(UTF_8)));
    Random random = new Random(7);
    for (int i = 0; i < FUZZED; i++) {
      byte[] bytes = good.get(i % good.size()).clone();
      for (int n = 0; n < 3; n++) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      int cut = random.nextInt(3) == 0 ? 1 + random.nextInt(bytes.length) : bytes.length;
      Ran ran = desk.sage("infer", desk.file("f-" + i, java.util.Arrays.copyOf(bytes, cut)));
      assertThat(ran.exit()).as(ran.err()).isLessThan(2);
      assertThat(ran.exit() == 0).isEqualTo(ran.err().isEmpty());
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }
}
