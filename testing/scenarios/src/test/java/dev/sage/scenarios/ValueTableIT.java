package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.scenarios.OddColumn.CellType;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The contract's value table, row by row: what each text is as a value of each type.
final class ValueTableIT {
  private static final String BAD = "TYPE";
  private static final String NULL = "";
  private static final OddColumn WHOLE = OddColumn.plain("c", CellType.ENTERO);
  private static final OddColumn DECIMAL = OddColumn.plain("c", CellType.DECIMAL);
  private static final OddColumn DATE = OddColumn.plain("c", CellType.FECHA);
  private static final OddColumn MOMENT = OddColumn.plain("c", CellType.FECHA_HORA);
  private static final OddColumn BOOL = OddColumn.plain("c", CellType.BOOLEANO);
  private static final OddColumn TEXT = OddColumn.plain("c", CellType.TEXTO);

  @TempDir Path folder;

  /// Texts of one column and the values that they are, in turn.
  record Row(String title, OddColumn column, List<String> texts, List<String> values) {
    static Row of(String title, OddColumn column, String... textsAndValues) {
      List<String> all = Arrays.asList(textsAndValues);
      return new Row(title, column, every(all, 0), every(all, 1));
    }

    private static List<String> every(List<String> all, int first) {
      return Stream.iterate(first, i -> i < all.size(), i -> i + 2).map(all::get).toList();
    }

    @Override
    public String toString() {
      return title;
    }
  }

  static Stream<Row> emptyCells() {
    return Stream.of(WHOLE, DECIMAL, DATE, MOMENT, BOOL)
        .map(column ->
            Row.of(
                "empty " + column.type(),
                column.withNulls("N/A", "-"),
                "",
                NULL,
                "  ",
                NULL,
                "\t",
                NULL,
                "N/A",
                NULL,
                " N/A ",
                NULL,
                "-",
                NULL,
                "n/a",
                BAD,
                "NULL",
                BAD,
                "\u00A0",
                BAD));
  }

  static Stream<Row> texts() {
    return Stream.of(
        Row.of(
            "texto is verbatim",
            TEXT,
            "",
            NULL,
            " ",
            " ",
            "007",
            "007",
            " a  b ",
            " a  b ",
            "NULL",
            "NULL",
            "\u00A0",
            "\u00A0"),
        Row.of("texto, trim", TEXT.trimmed(), " a  b\t", "a  b", " \t", NULL, "\u00A0", "\u00A0"),
        Row.of("texto, null_values", TEXT.withNulls("N/A"), "N/A", NULL, " N/A", " N/A"),
        Row.of("texto, trim and null_values", TEXT.trimmed().withNulls("N/A"), " N/A ", NULL));
  }

  static Stream<Row> wholes() {
    return Stream.of(
        Row.of(
            "entero",
            WHOLE,
            "5",
            "5",
            "+5",
            "5",
            "-5",
            "-5",
            "-0",
            "0",
            " 5 ",
            "5",
            "\t5",
            "5",
            "007",
            "7",
            "2.",
            "2",
            "2.0",
            "2",
            "-2.000",
            "-2",
            "2.5",
            BAD,
            ".0",
            BAD,
            "x",
            BAD,
            "0x1F",
            BAD,
            "1_000",
            BAD,
            "1e2",
            BAD,
            "1,000",
            BAD,
            "5 5",
            BAD,
            "--5",
            BAD,
            "\u0665",
            BAD,
            "\uFF15",
            BAD,
            "5\u00A0",
            BAD,
            "5\n",
            BAD,
            "NaN",
            BAD,
            "infinity",
            BAD),
        Row.of(
            "entero, limits",
            WHOLE,
            "9223372036854775807",
            "9223372036854775807",
            "+9223372036854775807.00",
            "9223372036854775807",
            "9223372036854775808",
            BAD,
            "9223372036854775808.0",
            BAD,
            "-9223372036854775808",
            "-9223372036854775808",
            "-9223372036854775809",
            BAD,
            "0000000000000000000000000000000005",
            "5"),
        Row.of(
            "entero, thousands_separator",
            WHOLE.withSeparators(',', Optional.of('.')),
            "1.234",
            "1234",
            "1.234.567",
            "1234567",
            "1234567",
            "1234567",
            "12.34",
            BAD,
            "1234.567",
            BAD,
            ".123",
            BAD,
            "1..234",
            BAD,
            "1.234,0",
            "1234",
            "1.234,5",
            BAD));
  }

  static Stream<Row> decimals() {
    return Stream.of(
        Row.of(
            "decimal",
            DECIMAL,
            "1.5",
            "1.5",
            "+1.5",
            "1.5",
            "-1.50",
            "-1.5",
            "5.",
            "5",
            ".5",
            "0.5",
            "-.5",
            "-0.5",
            "-0",
            "0",
            " 1.5\t",
            "1.5",
            "007.10",
            "7.1",
            "1,5",
            BAD,
            ".",
            BAD,
            "",
            NULL,
            "1_000",
            BAD,
            "0x1F",
            BAD,
            "NaN",
            BAD,
            "infinity",
            BAD,
            "\u0665",
            BAD,
            "\u20035",
            BAD,
            "5\n",
            BAD),
        Row.of(
            "decimal, exponents",
            DECIMAL,
            "1e2",
            "100",
            "1E+2",
            "100",
            "1.5e-3",
            "0.0015",
            "100e-2",
            "1",
            "1e00002",
            "100",
            "1e28",
            "10000000000000000000000000000",
            "1e29",
            BAD,
            "1e400",
            BAD,
            "1e-400",
            BAD,
            "0e400",
            "0",
            "0e9999999999",
            "0",
            "1e9999999999",
            BAD,
            "1e",
            BAD,
            "e5",
            BAD,
            "1e2.5",
            BAD),
        Row.of(
            "decimal, default digits",
            DECIMAL,
            "99999999999999999999999999999.999999999",
            "99999999999999999999999999999.999999999",
            "100000000000000000000000000000",
            BAD,
            "0.000000001",
            "0.000000001",
            "0.0000000001",
            BAD,
            "0.0000000010",
            "0.000000001",
            "1." + "0".repeat(1_500),
            "1",
            "0".repeat(1_500) + "1",
            "1"),
        Row.of(
            "decimal, precision and scale",
            DECIMAL.withDigits(7, 2),
            "99999.99",
            "99999.99",
            "100000",
            BAD,
            "1.234",
            BAD,
            "1.230",
            "1.23",
            "1e5",
            BAD,
            "1e4",
            "10000"),
        Row.of(
            "decimal, decimal_separator",
            DECIMAL.withSeparators(',', Optional.empty()),
            "1,5",
            "1.5",
            ",5",
            "0.5",
            "5,",
            "5",
            "1.5",
            BAD,
            "1,5,5",
            BAD,
            "1,5e1",
            "15"),
        Row.of(
            "decimal, thousands_separator",
            DECIMAL.withSeparators(',', Optional.of('.')),
            "1.234,5",
            "1234.5",
            "-12.345.678,90",
            "-12345678.9",
            "1234,5",
            "1234.5",
            "1.5",
            BAD,
            "12.34,5",
            BAD,
            "1.234.5",
            BAD,
            "1,234.5",
            BAD),
        Row.of(
            "decimal, blanks between thousands",
            DECIMAL.withSeparators(',', Optional.of(' ')),
            "1 234,5",
            "1234.5",
            " 1234 ",
            "1234",
            "12 34",
            BAD,
            "5 5",
            BAD),
        Row.of(
            "decimal, point and comma",
            DECIMAL.withSeparators('.', Optional.of(',')),
            "1,234.5",
            "1234.5",
            "12,345,678",
            "12345678",
            "1,5",
            BAD));
  }

  static Stream<Row> dates() {
    return Stream.of(
        Row.of(
            "fecha",
            DATE,
            "2024-01-05",
            "2024-01-05",
            "05/01/2024",
            "2024-01-05",
            "05-01-2024",
            "2024-01-05",
            "20240105",
            "2024-01-05",
            " 2024-01-05 ",
            "2024-01-05",
            "2024-02-29",
            "2024-02-29",
            "2023-02-29",
            BAD,
            "2024-02-30",
            BAD,
            "24-01-05",
            BAD,
            "2024-1-5",
            BAD,
            "5/1/2024",
            BAD,
            "2024/01/05",
            BAD,
            "01/13/2024",
            BAD,
            "2024-13-01",
            BAD,
            "epoch",
            BAD,
            "infinity",
            BAD,
            "0001-01-01",
            "0001-01-01",
            "0000-01-01",
            BAD,
            "9999-12-31",
            "9999-12-31",
            "10000-01-01",
            BAD,
            "0044-03-15 (BC)",
            BAD),
        Row.of(
            "fecha with a time of day",
            DATE,
            "2024-01-05 10:00",
            "2024-01-05",
            "05/01/2024T10:00:00",
            "2024-01-05",
            "20240105 23:59:59.999",
            "2024-01-05",
            "2024-01-05 24:00",
            BAD,
            "2024-01-05 23:60",
            BAD,
            "2024-01-05 23:59:60",
            BAD,
            "2024-01-05 1:00",
            BAD,
            "2024-01-05 10:00Z",
            BAD,
            "2024-01-05  10:00",
            BAD,
            "2024-01-05T",
            BAD),
        Row.of(
            "fecha, formats",
            DATE.withFormats("MM/dd/yyyy", "yyMMdd"),
            "01/13/2024",
            "2024-01-13",
            "690101",
            "1969-01-01",
            "680101",
            "2068-01-01",
            "2024-01-05",
            BAD,
            "13/01/2024",
            BAD,
            "1/13/2024",
            BAD,
            "01/13/2024 10:00",
            BAD),
        Row.of(
            "fecha, text in formats",
            DATE.withFormats("dd 'de o''clock' MM yyyy"),
            "05 de o'clock 01 2024",
            "2024-01-05",
            "05 de oclock 01 2024",
            BAD));
  }

  static Stream<Row> moments() {
    return Stream.of(
        Row.of(
            "fecha_hora",
            MOMENT,
            "1970-01-02",
            "86400000000",
            "02/01/1970 00:00",
            "86400000000",
            "19700101T00:00:01",
            "1000000",
            "01-01-1970 00:00:00.5",
            "500000",
            "1970-01-01 00:00:00.123456",
            "123456",
            "1970-01-01 00:00:00.123456000",
            "123456",
            "1970-01-01 00:00:00.1234567",
            BAD,
            "1970-01-01 00:00:00Z",
            BAD,
            "1970-01-01T00:00:00+00:00",
            BAD,
            "1970-01-01 24:00:00",
            BAD,
            "1970-01-01 00:00:00.",
            BAD,
            "1970-01-01 10:00 PM",
            BAD,
            "1970-01-01 00",
            BAD,
            "infinity",
            BAD),
        Row.of(
            "fecha_hora, formats",
            MOMENT.withFormats("yyyy_MM_dd HH:mm:ss.SSS", "yyyyMMddHHmmss"),
            "1970_01_01 00:00:01.500",
            "1500000",
            "19700101000002",
            "2000000",
            "1970_01_01 00:00:01.5",
            BAD,
            "1970-01-01 00:00:01",
            BAD));
  }

  static Stream<Row> booleans() {
    return Stream.of(
        Row.of(
            "booleano",
            BOOL,
            "true",
            "true",
            "FALSE",
            "false",
            "1",
            "true",
            "0",
            "false",
            "t",
            "true",
            "F",
            "false",
            "Y",
            "true",
            "n",
            "false",
            "yes",
            "true",
            "NO",
            "false",
            "si",
            "true",
            "SÍ",
            "true",
            "Sí",
            "true",
            "s",
            "true",
            "Verdadero",
            "true",
            "falso",
            "false",
            " si\t",
            "true",
            "on",
            BAD,
            "off",
            BAD,
            "2",
            BAD,
            "01",
            BAD,
            "1.0",
            BAD,
            "verdad",
            BAD));
  }

  @ParameterizedTest
  @MethodSource({"emptyCells", "texts", "wholes", "decimals", "dates", "moments", "booleans"})
  void everyTextIsWhatTheTableSays(Row row) throws IOException, SQLException {
    List<List<String>> cells = row.texts().stream().map(text -> List.of("x", text)).toList();
    var file = new OddFile(List.of(OddColumn.plain("first", CellType.TEXTO), row.column()), cells);
    EngineRun run = file.check(folder, 1, 1 << 20);
    assertThat(file.staged(run).stream().map(List::getLast))
        .containsExactlyElementsOf(
            row.values().stream().map(value -> value.equals(BAD) ? NULL : value).toList());
    assertThat(run.findings().stream().map(found -> found.code() + found.value()))
        .containsExactlyElementsOf(bad(row));
  }

  private static List<String> bad(Row row) {
    return Stream.iterate(0, i -> i < row.texts().size(), i -> i + 1)
        .filter(i -> row.values().get(i).equals(BAD))
        .map(i -> BAD + row.texts().get(i))
        .toList();
  }
}
