package dev.sage.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows of which many are wrong, each in another way, and what is wrong with several is far apart.
final class StepsData {
  private static final String[] FIELDS = {
    "name: id, type: entero, required: true, unique: true",
    "name: nombre, type: texto, required: true, max_length: 60",
    "name: precio, type: decimal, min: 0",
    "name: fecha, type: fecha, formats: [yyyy-MM-dd, dd/MM/yyyy]"
  };

  private static final String RULES =
      """
          row_validation:
            - {name: pasado, description: No es futuro, rule: "fecha <= today()"}
          catalog_validation:
            - {name: positivo, description: La suma es positiva, rule: "df['precio'].sum() > 0"}
      """;

  static final String CONTRACT = contract("header: true");

  private StepsData() {}

  static String contract(String format) {
    return Yaml.with(RULES, format, FIELDS);
  }

  static String header(String end) {
    return "id;nombre;precio;fecha" + end;
  }

  static byte[] csv(int rows, String end) {
    return (header(end) + rows(rows, end)).getBytes(UTF_8);
  }

  static String rows(int count, String end) {
    return IntStream.range(0, count).mapToObj(i -> row(i, end)).collect(Collectors.joining());
  }

  /// Where a line ends with CR, a quoted one does too.
  private static String row(int i, String end) {
    return switch (i % 250) {
      case 7 -> "x" + i + ";malo;1.5;2026-01-01" + end;
      case 31 ->
          i + ";\"dos" + end + "líneas; y \"\"comillas\"\" " + i + "\";2.50;2026-01-31" + end;
      case 57 -> i + ";de más;1;2026-01-01;sobra" + end;
      case 77 -> end + i + ";tras una línea en blanco;3;2026-02-28" + end;
      case 101 -> i / 2 + ";repetido de " + i + ";4;2026-03-01" + end;
      case 133 -> i + ";;5;2026-03-01" + end;
      case 166 -> i + ";futuro;6;2099-01-01" + end;
      case 199 -> i + ";\"roto\"x;7;2026-01-01" + end;
      case 211 -> i + ";otra fecha;8;31/01/2026" + end;
      case 222 -> i + ";negativo;-9;2026-01-01" + end;
      case 233 -> i + ";\"sin cerrar;7;2026-01-01" + end;
      case 234 -> i + ";cierra\";7;2026-01-01" + end;
      default -> "%d;nombre ñ %d;%d.25;2026-0%d-1%d".formatted(i, i, i, 1 + i % 9, i % 10) + end;
    };
  }
}
