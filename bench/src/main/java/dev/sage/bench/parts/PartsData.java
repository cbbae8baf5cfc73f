package dev.sage.bench.parts;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;

/// A delivery of about 70 bytes a row. Every fiftieth row has line breaks in quotes; of each
/// hundred thousand, a few are wrong, each in another way, and some repeat a key far away.
final class PartsData {
  static final String FILE = "movimientos.csv";
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
  private static final int DAYS = 720;
  private static final int FAULTS_IN = 100_000;

  static final String CONTRACT =
      """
      sage_yaml: {name: Movimientos, description: Una entrega grande, version: "1.0.0", author: SAGE}
      catalogs:
        movimientos:
          name: Movimientos
          description: Un movimiento por fila
          filename: movimientos.csv
          file_format: {type: CSV, delimiter: "|", header: true}
          fields:
            - {name: id, type: entero, required: true, unique: true}
            - {name: codigo, type: texto, pattern: "^C-[0-9]{8}$"}
            - {name: fecha, type: fecha, required: true}
            - {name: cantidad, type: entero, min: 1, max: 1000}
            - {name: precio, type: decimal, precision: 12, scale: 2}
            - {name: nota, type: texto}
          row_validation:
            - {name: precio_positivo, description: El precio es positivo, rule: "df['precio'] > 0"}
          catalog_validation:
            - {name: suma, description: Hay cantidades, rule: "df['cantidad'].sum() > 0"}
      packages: {}
      """;

  private PartsData() {}

  static Path write(Path file, int rows) throws IOException {
    String[] days = new String[DAYS];
    for (int day = 0; day < DAYS; day++) {
      days[day] = FIRST_DAY.plusDays(day).toString();
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      StringBuilder block = new StringBuilder("id|codigo|fecha|cantidad|precio|nota\n");
      for (int row = 0; row < rows; row++) {
        append(block, row, days[row % DAYS]);
        if (block.length() > 1 << 16) {
          out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
          block.setLength(0);
        }
      }
      out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static void append(StringBuilder block, int row, String day) {
    int fault = row % FAULTS_IN;
    int mixed = (row * 0x9E3779B1) >>> 8;
    block.append(fault == 70_001 ? row / 2 : row).append('|');
    block.append(fault == 20_003 ? "D-" : "C-").append(10_000_000 + row % 90_000_000).append('|');
    block.append(fault == 30_007 ? "2024-02-30" : day).append('|');
    block.append(fault == 40_009 ? "muchos" : 1 + mixed % 999).append('|');
    block.append(fault == 50_021 ? -5 : 1 + mixed % 9_000).append('.').append(10 + mixed % 90);
    block.append(fault == 60_013 ? "|de mas" : "").append('|');
    if (row % 50 == 7) {
      block.append("\"Entrega del\ndeposito \"\"").append(mixed % 1_000).append("\"\"\"\n");
    } else {
      block.append("Entrega del deposito ").append(mixed % 1_000).append('\n');
    }
  }
}
