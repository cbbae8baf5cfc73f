package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What section 2 of the specification says of records, encodings, headers and values, row by row.
final class ReadingIT {
  private static final String AB = Yaml.header("name: a, type: texto", "name: b, type: texto");
  private static final String NO_HEADER =
      Yaml.contract("header: false", "name: a, type: texto", "name: b, type: texto");

  @TempDir private Path folder;

  /// @param counts `read=accepted+rejected`
  /// @param findings `record:line:field:CODE`
  record Case(String name, String contract, byte[] data, String counts, List<String> findings) {
    static Case of(String name, String contract, String data, String counts, String... findings) {
      return new Case(name, contract, data.getBytes(UTF_8), counts, List.of(findings));
    }

    static Case in(
        Charset charset,
        String name,
        String contract,
        String data,
        String counts,
        String... findings) {
      return new Case(name, contract, data.getBytes(charset), counts, List.of(findings));
    }

    boolean isFaulty() {
      return findings.stream().anyMatch(f -> !f.endsWith("ENCODING_GUESSED"));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> records() {
    String escape =
        Yaml.contract(
            "header: true, escape: \"\\\\\"", "name: a, type: texto", "name: b, type: texto");
    String unquoted =
        Yaml.contract("header: true, quote: \"\"", "name: a, type: texto", "name: b, type: texto");
    String several =
        Yaml.contract(
            "header: true, delimiter: \"||\"", "name: a, type: texto", "name: b, type: texto");
    return Stream.of(
        Case.of("a quote inside a cell is data", AB, "a;b\n5\" pipe;x\n", "1=1+0"),
        Case.of("a doubled quote", AB, "a;b\n\"x\"\"y\";z\n", "1=1+0"),
        Case.of("blanks around quotes", AB, "a;b\n \"x\" ;z\n", "1=1+0"),
        Case.of("a malformed quote", AB, "a;b\n\"x\"y;z\nok;1\n", "2=1+1", "1:2::QUOTE"),
        Case.of("a quote never closed", AB, "a;b\n\"x;z\nok;1\n", "2=1+1", "1:2::QUOTE"),
        Case.of("a line break in quotes", AB, "a;b\n\"x\ny\";z\nbad\n", "2=1+1", "2:4::RAGGED"),
        Case.of("an escaped quote", escape, "a;b\n\"x\\\";y\";z\nbad\n", "2=1+1", "2:3::RAGGED"),
        Case.of("no quotes at all", unquoted, "a;b\n\"x;y\nbad\n", "2=1+1", "2:3::RAGGED"),
        Case.of(
            "several characters delimit", several, "a||b\nx|y||z\nbad\n", "2=1+1", "2:3::RAGGED"),
        Case.of("CRLF and LF mix", AB, "a;b\r\n1;2\n3;4\r\nbad\r\n", "3=2+1", "3:4::RAGGED"),
        Case.of("only CR", AB, "a;b\r1;2\rbad\r3;4\r", "3=2+1", "2:3::RAGGED"),
        Case.of("a lone CR", AB, "a;b\n1;2\n3\r;4\n5;6\n", "3=2+1", "2:3::LINE_END"),
        Case.of("a NUL", AB, "a;b\n1;2\n3\0;4\n5;6\n", "3=2+1", "2:3::NUL"),
        Case.of("blank lines are no records", AB, "a;b\n\n1;2\n\n\nbad\n", "2=1+1", "2:6::RAGGED"),
        Case.of(
            "a blank line of one column is a null",
            Yaml.header("name: a, type: texto, required: true"),
            "a\nx\n\ny\n",
            "3=2+1",
            "2:3:a:REQUIRED"),
        Case.of("too many cells", AB, "a;b\n1;2;3\n", "1=0+1", "1:2::RAGGED"),
        Case.of("too few cells", AB, "a;b\n1\n", "1=0+1", "1:2::RAGGED"),
        Case.of("no line end at the end", AB, "a;b\n1;2\n3;4", "2=2+0"),
        Case.of(
            "a record of more than 2 MiB",
            AB,
            "a;b\n1;2\n" + "x".repeat(3 << 20) + ";1\n3;4\n",
            "3=2+1",
            "2:3::RECORD_SIZE"),
        Case.of(
            "a quoted record of more than 2 MiB",
            AB,
            "a;b\n1;2\n\"" + ("x".repeat(99) + "\n").repeat(30_000) + "\";1\n3;4\n",
            "30003=2+30001",
            "2:3::RECORD_SIZE"));
  }

  static Stream<Case> headers() {
    String warn =
        Yaml.contract(
            "header: true, extra_columns: warn", "name: a, type: texto", "name: b, type: texto");
    String ignore =
        Yaml.contract(
            "header: true, extra_columns: ignore", "name: a, type: texto", "name: b, type: texto");
    return Stream.of(
        Case.of("names in any case and order", AB, "B ; A\n1;2\n", "1=1+0"),
        Case.of("a missing column", AB, "a\n1\n", "1=1+0", "::b:COLUMN_MISSING"),
        Case.of("an extra column", AB, "a;b;c\n1;2;3\n", "1=1+0", "::c:COLUMN_EXTRA"),
        Case.of("an extra column ignored", ignore, "a;b;c\n1;2;3\n", "1=1+0"),
        Case.of("a header alone", AB, "a;b\n", "0=0+0"),
        Case.of("a header without line end", AB, "a;b", "0=0+0"),
        Case.of("an empty file", AB, "", "0=0+0", ":::EMPTY_FILE"),
        Case.of("a byte order mark alone", AB, "\ufeff", "0=0+0", ":::EMPTY_FILE"),
        Case.of("an empty file without header", NO_HEADER, "", "0=0+0", ":::EMPTY_FILE"),
        Case.of(
            "a wider file without header", NO_HEADER, "1;2;3\n4;5;6\n", "2=2+0", ":::COLUMN_COUNT"),
        Case.of("a narrower file without header", NO_HEADER, "1\n4\n", "2=2+0", ":::COLUMN_COUNT"),
        Case.of(
            "one ragged record without header", NO_HEADER, "1;2\n3\n4;5\n", "3=2+1", "2:2::RAGGED"),
        Case.of("an extra column warned of", warn, "a;b;c\n1;2;3\n", "1=1+0", "::c:COLUMN_EXTRA"));
  }

  static Stream<Case> encodings() {
    String utf8 =
        Yaml.contract(
            "header: true, encoding: UTF-8", "name: a, type: texto", "name: b, type: texto");
    String cp1252 =
        Yaml.contract(
            "header: true, encoding: windows-1252", "name: a, type: texto", "name: b, type: texto");
    Charset windows = Charset.forName("windows-1252");
    String text = "a;b\nañejo;x\nbad\n";
    String euro = "a;b\n€uro;x\nbad\n";
    return Stream.of(
        Case.of("UTF-8", AB, text, "2=1+1", "2:3::RAGGED"),
        Case.of("UTF-8 with a byte order mark", AB, "\ufeff" + text, "2=1+1", "2:3::RAGGED"),
        Case.in(UTF_16LE, "UTF-16LE", AB, "\ufeff" + text, "2=1+1", "2:3::RAGGED"),
        Case.in(UTF_16BE, "UTF-16BE", AB, "\ufeff" + text, "2=1+1", "2:3::RAGGED"),
        Case.in(
            ISO_8859_1, "Latin-1 guessed", AB, text, "2=1+1", ":::ENCODING_GUESSED", "2:3::RAGGED"),
        Case.in(
            windows,
            "Windows-1252 guessed",
            AB,
            euro,
            "2=1+1",
            ":::ENCODING_GUESSED",
            "2:3::RAGGED"),
        Case.in(windows, "Windows-1252 named", cp1252, euro, "2=1+1", "2:3::RAGGED"),
        Case.in(
            ISO_8859_1,
            "not the UTF-8 it should be",
            utf8,
            "a;b\nñ;x\n1;2\n",
            "2=1+1",
            "1:2::ENCODING"),
        Case.in(
            ISO_8859_1,
            "undefined in Windows-1252",
            cp1252,
            "a;b\n\u0081;x\n1;2\n",
            "2=1+1",
            "1:2::ENCODING"),
        Case.in(
            ISO_8859_1,
            "undefined in a guessed Windows-1252",
            AB,
            "a;b\n\u0081;x\nñ;2\n",
            "2=1+1",
            ":::ENCODING_GUESSED",
            "1:2::ENCODING"));
  }

  @ParameterizedTest
  @MethodSource({"records", "headers", "encodings"})
  void is_read_as_specified(Case one) {
    Ran ran = check(one.contract(), one.data());

    assertThat(ran.err()).isEmpty();
    assertThat(ran.counts()).isEqualTo(Map.of("datos", one.counts()));
    if (one.findings().size() == 1 && one.findings().getFirst().endsWith("RECORD_SIZE")) {
      assertThat(ran.findings()).contains(one.findings().getFirst());
    } else {
      assertThat(ran.findings()).containsExactlyInAnyOrderElementsOf(one.findings());
    }
    assertThat(ran.exit()).isEqualTo(one.isFaulty() && !one.name().endsWith("warned of") ? 1 : 0);
  }

  /// A type, cells that it takes and cells that are `TYPE`.
  record Type(String field, List<String> good, List<String> bad) {
    static Type of(String field, List<String> good, List<String> bad) {
      return new Type(field, good, bad);
    }

    @Override
    public String toString() {
      return field;
    }
  }

  static Stream<Type> types() {
    List<String> dates =
        List.of(
            "2024-01-31",
            "31/01/2024",
            "31-01-2024",
            "20240131",
            "2024-02-29",
            "0001-01-01",
            "9999-12-31",
            "2024-01-31 10:20",
            "2024-01-31T10:20:30",
            "2024-01-31 10:20:30.123",
            " 2024-01-31 ",
            "");
    List<String> noDates =
        List.of(
            "2024-02-30",
            "2023-02-29",
            "24-01-05",
            "2024-1-5",
            "01/31/2024",
            "1/2/2024",
            "0000-01-01",
            "2024/01/31",
            "hoy",
            "2024-13-01",
            "20241301",
            "2024-01-31 25:00",
            "10000-01-01");
    return Stream.of(
        Type.of(
            "entero",
            List.of(
                "1",
                "-1",
                "+1",
                "007",
                "2.0",
                "2.",
                " 5 ",
                "9223372036854775807",
                "-9223372036854775808",
                ""),
            List.of(
                "2.5",
                "x",
                "0x1F",
                "1_000",
                "9223372036854775808",
                "-9223372036854775809",
                "1e3",
                "1 000",
                "1,000",
                "--1",
                "+",
                ".",
                "٣",
                "NaN",
                "null",
                "-")),
        Type.of(
            "decimal",
            List.of(
                "1",
                "-1.5",
                "+.5",
                "1.",
                "1e3",
                "1.5E-3",
                "0.123456789",
                "1.5000000000000",
                "12345678901234567890123456789",
                " 1.5 ",
                ""),
            List.of(
                "1,5",
                "1.1234567891",
                "1e",
                ".",
                "x",
                "NaN",
                "Infinity",
                "0x1",
                "1_0",
                "1.2.3",
                "123456789012345678901234567890",
                "1e400",
                "1 000",
                "٣.٥")),
        Type.of(
            "decimal, decimal_separator: \",\", thousands_separator: \".\"",
            List.of("1,5", "1.000,5", "1000,5", "1.000.000", "-1,5"),
            List.of("1,5,5", "1.5", "1,000.5", ",", "1.00", "1..000", ".000")),
        Type.of(
            "entero, thousands_separator: \".\", decimal_separator: \",\"",
            List.of("1.000", "1000", "-1.000.000", "2,0"),
            List.of("1.00", "2.0", "1.0000", "2,5")),
        Type.of(
            "decimal, thousands_separator: \" \"", List.of("1 000.5", "1000"), List.of("10 00")),
        Type.of(
            "decimal, precision: 5, scale: 2",
            List.of("123.45", "1.500", "-999.99"),
            List.of("1234", "1.555")),
        Type.of("fecha", dates, noDates),
        Type.of(
            "fecha, formats: [MM/dd/yyyy]",
            List.of("01/31/2024"),
            List.of("31/01/2024", "2024-01-31")),
        Type.of(
            "fecha_hora",
            List.of(
                "2024-01-31",
                "31/01/2024 10:20",
                "2024-01-31T10:20:30.123456",
                "20240131 10:20",
                ""),
            List.of(
                "2024-01-31T10:00:00Z",
                "2024-01-31 10:00+02:00",
                "2024-01-31 24:00",
                "2024-01-31 10",
                "10:20")),
        Type.of(
            "booleano",
            List.of(
                "true",
                "FALSE",
                "1",
                "0",
                "t",
                "F",
                "y",
                "N",
                "yes",
                "No",
                "si",
                "SÍ",
                "sí",
                "s",
                "Verdadero",
                "falso",
                " sí ",
                ""),
            List.of("2", "quizá", "verdad", "oui", "10", "-1", "on")));
  }

  @ParameterizedTest
  @MethodSource("types")
  void a_type_takes_what_is_specified_and_nothing_else(Type type) {
    List<String> cells = new ArrayList<>(type.good());
    cells.addAll(type.bad());
    String data =
        "n;v\n"
            + String.join(
                "\n",
                cells.stream().map(cell -> "x;\"" + cell.replace("\"", "\"\"") + "\"").toList());
    String contract = Yaml.header("name: n, type: texto", "name: v, type: " + type.field());
    Ran ran = check(contract, data.getBytes(UTF_8));

    assertThat(refused(ran)).containsExactlyElementsOf(type.bad());
    assertThat(ran.exit()).isEqualTo(1);
    assertThat(ran.counts())
        .containsValue("%d=%d+%d".formatted(cells.size(), type.good().size(), type.bad().size()));
  }

  private static List<String> refused(Ran ran) {
    List<String> values = new ArrayList<>();
    ran.json()
        .path("validation")
        .path("failures")
        .forEach(f -> {
          assertThat(Ran.text(f, "code")).isEqualTo("TYPE");
          values.add(Ran.text(f, "value"));
        });
    return values;
  }

  @Test
  void a_wrong_decimal_names_the_key_that_would_take_it() {
    Ran ran =
        check(
            Yaml.header("name: n, type: texto", "name: v, type: decimal"),
            "n;v\nx;1,5\n".getBytes(UTF_8));
    assertThat(ran.out()).contains("decimal_separator");
  }

  @Test
  void both_widths_are_named() {
    Ran ran = check(NO_HEADER, "1;2;3\n".getBytes(UTF_8));
    assertThat(Ran.text(ran.json().path("validation").path("failures").get(0), "message"))
        .contains("3")
        .contains("2");
  }

  @Test
  void a_null_is_empty_or_named_by_the_contract() {
    Ran ran =
        check(
            Yaml.header(
                "name: n, type: texto",
                "name: v, type: entero, required: true, null_values: [N/A]"),
            "n;v\na;1\nb;\nc;N/A\nd;NULL\n".getBytes(UTF_8));
    assertThat(ran.findings()).containsExactly("2:3:v:REQUIRED", "3:4:v:REQUIRED", "4:5:v:TYPE");
  }

  @Test
  void unique_compares_typed_values_and_no_nulls() {
    Ran ran =
        check(
            Yaml.header("name: n, type: texto", "name: v, type: entero, unique: true"),
            "n;v\na;2\nb;\nc;2.0\nd;\ne;+2\n".getBytes(UTF_8));
    assertThat(ran.findings()).containsExactly("3:4:v:UNIQUE", "5:6:v:UNIQUE");
  }

  @Test
  void a_type_error_is_the_only_finding_of_its_cell() {
    Ran ran =
        check(
            Yaml.with(
                "    row_validation:\n      - {name: r, description: d, rule: \"df['v'] > 5\"}\n",
                "header: true",
                "name: n, type: texto",
                "name: v, type: entero, required: true, min: 3"),
            "n;v\na;x\nb;1\nc;9\n".getBytes(UTF_8));
    assertThat(ran.findings())
        .containsExactlyInAnyOrder("1:2:v:TYPE", "2:3:v:CONSTRAINT", "2:3::RULE");
    assertThat(ran.counts()).containsValue("3=1+2");
  }

  @Test
  void accented_names_are_the_same_in_every_encoding() {
    String contract = Yaml.header("name: año, type: entero", "name: b, type: texto, enum: [señal]");
    for (Charset charset : List.of(UTF_8, ISO_8859_1)) {
      Ran ran = check(contract, "AÑO;b\n2024;señal\n".getBytes(charset));
      assertThat(ran.exit()).as(charset.name()).isZero();
    }
  }

  private Ran check(String contract, byte[] data) {
    Desk desk = Desk.in(folder);
    return desk.check(desk.file("contract.yaml", contract), desk.file("datos.csv", data));
  }
}
