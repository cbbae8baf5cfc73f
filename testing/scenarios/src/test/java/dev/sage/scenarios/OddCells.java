package dev.sage.scenarios;

import dev.sage.scenarios.OddColumn.CellType;
import dev.sage.scenarios.OddColumn.Form;
import dev.sage.scenarios.OddColumn.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;

/// Random columns and cells: spellings at the edges of what the contract's value table accepts.
final class OddCells {
  private static final List<String> ANY =
      List.of(
          "",
          " ",
          "\t",
          " \t ",
          "NULL",
          "null",
          "N/A",
          "-",
          "+",
          ".",
          "e",
          "x",
          "NaN",
          "nan",
          "infinity",
          "-inf",
          "Infinity",
          "epoch",
          "\u00A0",
          "\u20035",
          "5\n",
          "\u0665",
          "\uFF15",
          "a|b",
          "\"a\"",
          "it's",
          "\\N",
          "#",
          "0x1F",
          "1_000",
          "ß",
          "İ",
          "😀",
          "e\u0301",
          "'",
          "%d");
  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0",
          "+0",
          "5",
          "+5",
          "-5",
          " 5 ",
          "\t5",
          "5\t",
          "007",
          "-007",
          "+007",
          "2.",
          "2.0",
          "2.000",
          "2.5",
          ".5",
          "-.5",
          "+.5",
          "5.",
          "00",
          "0.0",
          "-0.00",
          "1.10",
          "1.1",
          "1,5",
          "1.234,5",
          "1,234.5",
          "1.234",
          "1,234",
          "12,34",
          "1234,567",
          "1 234",
          " 1234 ",
          "1 234,5",
          "1'234",
          ",5",
          "5,",
          "1e2",
          "1E2",
          "1e+2",
          "1e-2",
          "1e400",
          "1e-400",
          "0e400",
          "0e99999",
          "0e9999999999",
          "1e00002",
          "1e000000002",
          "100e-2",
          "1.5e1",
          "1e",
          "e5",
          "1e2.5",
          "--5",
          "+-5",
          "5-",
          "5 5",
          "5%",
          "$5",
          "1e28",
          "1e29",
          "1e37",
          "1e38",
          "1.0000000001",
          "1.0000000000",
          "0.000000001",
          "0.0000000001",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775809",
          "+9223372036854775807",
          "9223372036854775807.0",
          "9223372036854775808.0",
          "00000000000000000000000000000000000000000000005",
          "00000000000000000000000000000000000000000000000000.50000000000000000000000000000000000000",
          "99999999999999999999999999999",
          "100000000000000000000000000000",
          "99999999999999999999999999999.999999999",
          "99999999999999999999999999999.9999999999",
          "12345678901234567890123456789012345678",
          "123456789012345678901234567890123456789",
          "99999.99",
          "100000.00",
          "999999.994",
          "2147483648",
          "32768",
          "1.",
          "1.e2",
          ".e2",
          "1..2");
  private static final List<String> DAYS =
      List.of(
          "2024-01-05",
          "05/01/2024",
          "05-01-2024",
          "20240105",
          "2024-02-29",
          "2023-02-29",
          "29/02/2023",
          "2024-02-30",
          "30-02-2024",
          "20240230",
          "2024-1-5",
          "5/1/2024",
          "24-01-05",
          "05/01/24",
          "2024/01/05",
          "01/13/2024",
          "13/01/2024",
          "2024-13-01",
          "2024-00-10",
          "2024-01-00",
          "00000101",
          "0000-01-01",
          "0001-01-01",
          "9999-12-31",
          "10000-01-01",
          "31/12/9999",
          "12024-01-05",
          "2024-01-05 ",
          " 2024-01-05",
          "\t20240105",
          "2024 01 05",
          "2024.01.05",
          "2024-01",
          "2024",
          "20240105120000",
          "1900-02-29",
          "2000-02-29",
          "-2024-01-05",
          "+2024-01-05",
          "2024-01-05 (BC)",
          "0044-03-15 (BC)",
          "2024-06-31",
          "2024-W01-1",
          "2024_01_05",
          "240105",
          "690101",
          "680101",
          "05.01.2024",
          "today",
          "now");
  private static final List<String> TIMES =
      List.of(
          "",
          "",
          " 10:00",
          " 10:00:00",
          "T10:00",
          "T10:00:00",
          " 23:59:59",
          " 24:00:00",
          " 23:60",
          " 23:59:60",
          " 1:00",
          " 10",
          " 10:0",
          " 10:00:0",
          " 10:00:00.5",
          " 10:00:00.",
          " 10:00:00.123",
          "T10:00:00.123456",
          " 10:00:00.1234567",
          " 10:00:00.1234560",
          " 10:00:00.123456000",
          " 10:00:00.123456001",
          " 10:00:00.1234567890",
          " 10:00:00Z",
          " 10:00:00+00",
          "T10:00:00+02:00",
          " 10:00 PM",
          "  10:00",
          "t10:00",
          " ",
          "T",
          " 00:00",
          " 00:00:00",
          " 00:00:00.000000001",
          " 23:59:59.9999999",
          " 10:00:00,5",
          "\t10:00");
  private static final List<String> WORDS =
      List.of(
          "true",
          "false",
          "TRUE",
          "False",
          "1",
          "0",
          "t",
          "F",
          "y",
          "N",
          "yes",
          "YES",
          "si",
          "SI",
          "sí",
          "SÍ",
          "Sí",
          "no",
          "NO",
          "s",
          "S",
          "verdadero",
          "Falso",
          "FALSO",
          " si ",
          "\tno",
          "si\u0301",
          "ſi",
          "on",
          "off",
          "2",
          "1.0",
          "01",
          "verdad",
          "sì",
          "nO",
          "null",
          "yep");
  private static final List<String> TEXTS =
      List.of(
          "A",
          "a",
          "AB",
          "ABC",
          " A",
          "A ",
          "A\t",
          "A-1",
          "A-12",
          "ñ",
          "ÑAÑ",
          "😀😀",
          "e\u0301a",
          "x y",
          "0012",
          "  ",
          "A\nB",
          "á",
          "N/A ",
          " N/A",
          "n/a",
          "AB-123");
  private static final String LETTERS = "0123456789012345.,+-eE \t_:/T";

  private final SplittableRandom random;

  OddCells(long seed) {
    random = new SplittableRandom(seed);
  }

  List<OddColumn> columns() {
    List<OddColumn> columns = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      columns.add(column("c" + i));
    }
    return columns;
  }

  private OddColumn column(String name) {
    CellType type = any(List.of(CellType.values()));
    return switch (type) {
      case TEXTO -> text(column(name, type, List.of()));
      case ENTERO -> ranged(column(name, type, List.of("5", "007", "2", "1234")), "-5", "99999");
      case DECIMAL -> ranged(decimal(column(name, type, List.of())), "0", "99999");
      case FECHA, FECHA_HORA ->
          ranged(dated(column(name, type, List.of())), "2023-01-01", "2024-06-30");
      case BOOLEANO -> column(name, type, List.of());
    };
  }

  private OddColumn column(String name, CellType type, List<String> allowed) {
    OddColumn plain = OddColumn.plain(name, type);
    boolean listed = chance(4) && !allowed.isEmpty();
    OddColumn column =
        new OddColumn(
            name,
            type,
            chance(3),
            chance(4),
            form(type),
            listed ? Limits.of(allowed) : Limits.NONE);
    return type == CellType.ENTERO || type == CellType.DECIMAL
        ? separated(column)
        : chance(9) ? plain : column;
  }

  private Form form(CellType type) {
    return new Form(
        type == CellType.TEXTO && chance(2),
        38,
        9,
        '.',
        Optional.empty(),
        chance(3) ? List.of("N/A", "-", "null") : List.of(),
        List.of());
  }

  private OddColumn separated(OddColumn column) {
    return switch (random.nextInt(7)) {
      case 0 -> column.withSeparators(',', Optional.empty());
      case 1 -> column.withSeparators(',', Optional.of('.'));
      case 2 -> column.withSeparators('.', Optional.of(','));
      case 3 -> column.withSeparators(',', Optional.of(' '));
      case 4 -> column.withSeparators('.', Optional.of('\''));
      default -> column;
    };
  }

  private OddColumn decimal(OddColumn column) {
    return switch (random.nextInt(5)) {
      case 0 -> column.withDigits(7, 2);
      case 1 -> column.withDigits(38, 0);
      case 2 -> column.withDigits(38, 38);
      case 3 -> column.withDigits(20, 5);
      default -> column;
    };
  }

  private OddColumn dated(OddColumn column) {
    return switch (random.nextInt(8)) {
      case 0 -> column.withFormats("dd.MM.yyyy", "yyyy_MM_dd");
      case 1 -> column.withFormats("MM/dd/yyyy");
      case 2 -> column.withFormats("yyMMdd", "yyyyMMdd", "dd/MM/yy");
      case 3 -> column.withFormats("yyyy-MM-dd HH:mm:ss.SSS", "yyyy-MM-dd'T'HH:mm");
      case 4 -> column.withFormats("yyyyMMddHHmmss", "yyyy-MM-dd HH:mm:ss.SSSSSS");
      default -> column;
    };
  }

  private OddColumn ranged(OddColumn c, String min, String max) {
    boolean fits =
        !PlainReading.read(c, min).bad() && !PlainReading.read(c, max).bad() && chance(3);
    return fits ? c.with(c.limits().between(min, max)) : c;
  }

  private OddColumn text(OddColumn c) {
    return c.with(
        new Limits(
            chance(4) ? List.of("A", "ñ", "0012") : List.of(),
            Optional.empty(),
            Optional.empty(),
            chance(4) ? Optional.of("[A-Z]+(-[0-9]{1,2})?") : Optional.empty(),
            chance(4) ? OptionalInt.of(2) : OptionalInt.empty(),
            chance(4) ? OptionalInt.of(3) : OptionalInt.empty()));
  }

  private boolean chance(int of) {
    return random.nextInt(of) == 0;
  }

  String cell(OddColumn column) {
    return switch (random.nextInt(20)) {
      case 0 -> any(ANY);
      case 1 -> any(List.of(any(NUMBERS), day(), any(WORDS), any(TEXTS)));
      case 2 -> noise();
      case 3 -> " " + fitting(column) + "\t";
      default -> fitting(column);
    };
  }

  private String fitting(OddColumn column) {
    return switch (column.type()) {
      case TEXTO -> any(chance(5) ? ANY : TEXTS);
      case ENTERO, DECIMAL -> chance(3) ? number(column) : any(NUMBERS);
      case FECHA, FECHA_HORA -> day();
      case BOOLEANO -> any(WORDS);
    };
  }

  private String day() {
    return any(DAYS) + any(TIMES);
  }

  private String number(OddColumn column) {
    String digits = Long.toString(random.nextLong(2_000_000) - 1_000_000);
    int after = random.nextInt(4);
    return after == 0
        ? digits
        : digits + column.form().point() + "0".repeat(after - 1) + random.nextInt(10);
  }

  private String noise() {
    StringBuilder text = new StringBuilder();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
    }
    return text.toString();
  }

  private <T> T any(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
