package dev.sage.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Example 3: files that are wrong in every way there is, line by line.
final class EverythingWrongExample {
  private static final String HEADER =
      "id;codigo;fecha;hora;cantidad;precio;total;pagado;estado;anula;nota";
  private static final List<String> COLUMNS = List.of(HEADER.split(";"));
  private static final byte BAD_BYTE = (byte) 0xFF;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ExampleOutcome outcome = ExampleOutcome.usual();
  private int line = 1;
  private int read;
  private int rejected;
  private String lineEnd = "\n";

  private EverythingWrongExample() {}

  static Examples.Example create() {
    var example = Examples.Example.in("03-todo-mal");
    var all = new EverythingWrongExample();
    all.writeAll();
    all.outcome.count("movimientos", all.read, all.rejected);
    example.file("todo-mal.csv", all.bytes.toByteArray(), all.outcome);
    example.file("columnas.csv", columns(), columnsOutcome());
    example.file("vacio.csv", new byte[0], emptyOutcome());
    example.file("ancho.txt", wide(), wideOutcome());
    return example;
  }

  private void writeAll() {
    line(HEADER);
    oddButRight();
    wrongTypes();
    wrongValues();
    wrongRecords();
    unclosedQuote();
  }

  private void oddButRight() {
    good("1;M-0001;2025-06-01;2025-06-01 08:30:00;2;10.50;21.00;sí;ABIERTO;;todo en orden");
    good("2.0;M-0002;01/06/2025;2025-06-01T08:30;+3;1.5;4.5;VERDADERO;CERRADO;1;cinco \" de tubo");
    lineEnd = "\r\n";
    good("3;M-0003;01-06-2025;2025-06-01; 4 ;1e1;40;n;ABIERTO;;línea con CRLF");
    lineEnd = "\n";
    line("");
    good("4;M-0004;20250601;;1;;;1;ABIERTO;2;\"nota de\ntres \"\"líneas\"\"\ny un ; dentro\"");
    good("5;M-0005;;;;;;;;;  \"blancos antes de la comilla\"");
  }

  private void wrongTypes() {
    for (String value : List.of("2.5", "x", "0x1F", "1_000", "9223372036854775808")) {
      bad("cantidad", value, "type", ";M-0001;;;%s;1.00;1.00;;ABIERTO;;entero");
    }
    for (String value : List.of("1,5", "1.234", "NaN", "1e", "99999999999.00")) {
      bad("precio", value, "type", ";M-0001;;;1;%s;1.00;;ABIERTO;;decimal");
    }
    for (String value : List.of("25-06-01", "2025-02-30", "06/31/2025", "2025-6-1", "ayer")) {
      bad("fecha", value, "type", ";M-0001;%s;;;;;;ABIERTO;;fecha");
    }
    for (String value : List.of("2025-06-01T10:00:00Z", "2025-06-01 25:00", "2025-06-01 10")) {
      bad("hora", value, "type", ";M-0001;;%s;;;;;ABIERTO;;fecha_hora");
    }
    for (String value : List.of("quizá", "2")) {
      bad("pagado", value, "type", ";M-0001;;;;;;%s;ABIERTO;;booleano");
    }
  }

  private void wrongValues() {
    record("id", "", "required", ";M-0001;;;;;;;ABIERTO;;sin id");
    record("id", "1.0", "unique", "1.0;M-0001;;;;;;;ABIERTO;;repetido");
    bad("codigo", "", "required", ";%s;;;;;;;ABIERTO;;sin código");
    bad("codigo", "M-1", "constraint", ";%s;;;;;;;ABIERTO;;patrón");
    bad("cantidad", "0", "constraint", ";M-0001;;;%s;1.00;0;;ABIERTO;;mínimo");
    bad("cantidad", "101", "constraint", ";M-0001;;;%s;1.00;101;;ABIERTO;;máximo");
    bad("estado", "abierto", "constraint", ";M-0001;;;;;;;%s;;lista cerrada");
    bad("nota", "x".repeat(61), "constraint", ";M-0001;;;;;;;ABIERTO;;%s");
    bad("anula", "999999", "reference", ";M-0001;;;;;;;ABIERTO;%s;no existe");
    bad("precio", "0.00", "precio_positivo", ";M-0001;;;1;%s;0;;ABIERTO;;regla de campo");
    bad("", "", "total_cuadra", ";M-0001;;;2;3.00;7.00;;ABIERTO;;regla de fila");
    doubtful("fecha", "1999-12-31", "fecha_reciente", ";M-0001;%s;;;;;;ABIERTO;;aviso");
  }

  private void wrongRecords() {
    bad("", "", "ragged", ";M-0001;;;;;;;ABIERTO;falta una celda");
    bad("", "", "ragged", ";M-0001;;;;;;;ABIERTO;;sobra;una");
    bad("", "", "quote", ";M-0001;;;;;;;ABIERTO;;\"comillas\" mal cerradas");
    bad("", "", "nul", ";M-0001;;;;;;;ABIERTO;;un \0 dentro");
    bad("", "", "line_end", ";M-0001;;;;;;;ABIERTO;;un \r suelto");
    bad("", "", "encoding", ";M-0001;;;;;;;ABIERTO;;un byte " + SalesFault.BAD_BYTE + " imposible");
  }

  private void unclosedQuote() {
    bad("", "", "quote", ";M-0001;;;;;;;ABIERTO;;\"nunca se cierra");
    good("9001;M-9001;2025-06-30;;;;;;CERRADO;;esta fila se lee");
    good("9002;M-9002;2025-06-30;;;;;;CERRADO;;y esta también");
  }

  private void good(String text) {
    read++;
    line(text);
  }

  /// @param template the record after its identifier, with the wrong cell as `%s`
  private void bad(String column, String value, String rule, String template) {
    record(column, value, rule, (100 + read) + template.replace("%s", value));
  }

  private void record(String column, String value, String rule, String text) {
    read++;
    rejected++;
    expect(column, value, rule, ExampleFinding.ERROR);
    line(text);
  }

  private void doubtful(String column, String value, String rule, String template) {
    String text = (100 + read) + template.replace("%s", value);
    read++;
    expect(column, value, rule, ExampleFinding.WARNING);
    line(text);
  }

  private void expect(String column, String value, String rule, String severity) {
    outcome.add(new ExampleFinding("movimientos", rule, severity, read, line, column, value));
  }

  private void line(String text) {
    byte[] encoded = (text + lineEnd).getBytes(StandardCharsets.UTF_8);
    int bad = text.indexOf(SalesFault.BAD_BYTE);
    if (bad < 0) {
      bytes.writeBytes(encoded);
    } else {
      bytes.writeBytes(text.substring(0, bad).getBytes(StandardCharsets.UTF_8));
      bytes.write(BAD_BYTE);
      bytes.writeBytes((text.substring(bad + 1) + lineEnd).getBytes(StandardCharsets.UTF_8));
    }
    line += 1 + (int) text.chars().filter(c -> c == '\n').count();
  }

  /// The column `nota` is missing, `sobra` is not in the contract, the order is another one.
  private static byte[] columns() {
    var text = new StringBuilder("CODIGO;sobra; Id ;" + String.join(";", COLUMNS.subList(2, 10)));
    for (int row = 1; row <= 3; row++) {
      text.append("\nM-000%d;x;%d;2025-06-01;;2;1.50;3.00;no;ABIERTO;".formatted(row, row));
    }
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  private static ExampleOutcome columnsOutcome() {
    return ExampleOutcome.usual()
        .count("movimientos", 3, 0)
        .fault("movimientos", "column_missing", ExampleFinding.ERROR)
        .fault("movimientos", "column_extra", ExampleFinding.ERROR);
  }

  private static ExampleOutcome emptyOutcome() {
    return ExampleOutcome.usual()
        .count("movimientos", 0, 0)
        .fault("movimientos", "empty_file", ExampleFinding.ERROR);
  }

  /// No header, one column too many, and Windows-1252 without saying so.
  private static byte[] wide() {
    var text = new StringBuilder();
    for (int row = 1; row <= 5; row++) {
      text.append("%d|Señal número %d|%d.50|de más\n".formatted(row, row, row));
    }
    return text.toString().getBytes(Charset.forName("windows-1252"));
  }

  private static ExampleOutcome wideOutcome() {
    return ExampleOutcome.under("contract-sin-encabezado.yaml")
        .count("senales", 5, 0)
        .fault("senales", "column_count", ExampleFinding.ERROR)
        .fault("senales", "encoding_guessed", ExampleFinding.WARNING);
  }
}
