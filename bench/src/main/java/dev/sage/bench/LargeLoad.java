package dev.sage.bench;

import dev.sage.bench.server.BenchServer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/// One large delivery, checked and loaded once: time, peak memory, and whether every row is there.
final class LargeLoad {
  private static final double GIGABYTES_PER_ROW = 0.35e-6;
  private static final double SERVER_GIGABYTES = 4;
  private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

  private static final String CONTRACT =
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
          catalog_validation: []
      packages: {}
      """;

  private LargeLoad() {}

  static void run(BenchOptions options) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.work().resolve("large"));
    try {
      Space.require(folder, options.rows() * GIGABYTES_PER_ROW + SERVER_GIGABYTES);
      Path contract = Files.writeString(folder.resolve("contract.yaml"), CONTRACT);
      Path data = generate(folder.resolve("movimientos.csv"), options.rows());
      try (BenchServer server = BenchServer.start(folder.resolve("server"))) {
        load(options, server, contract, data);
      }
    } finally {
      BenchServer.delete(folder);
      BenchServer.delete(options.output());
    }
  }

  private static void load(BenchOptions options, BenchServer server, Path contract, Path data)
      throws IOException, InterruptedException {
    BenchServer.delete(options.output());
    List<String> words =
        List.of(
            options.launcher().toString(),
            "run",
            contract.toString(),
            data.toString(),
            "--to",
            server.url(),
            "--table",
            "public.movimientos",
            "--strategy",
            "APPEND",
            "--threads",
            "2",
            "--out",
            options.output().toString());
    double gigabytes = Files.size(data) / 1e9;
    System.out.printf("%n%,d rows x 6 columns, %.2f GB%n%n", options.rows(), gigabytes);
    Measured measured =
        new Command("sage run", words, Set.of(0)).run(options.work().resolve("last-run.log"));
    System.out.println("| run | command | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|");
    System.out.println(measured.row("1", "sage run"));
    System.out.printf("%n%.0f MB/s%n", gigabytes * 1e3 / measured.wallSeconds());
    verify(server, options.rows());
  }

  private static void verify(BenchServer server, long rows) {
    String sql = "SELECT count(*), coalesce(sum(id), 0), count(DISTINCT fecha) FROM movimientos";
    String found = server.query(sql).getFirst();
    String expected = "%d|%d|%d".formatted(rows, rows * (rows - 1) / 2, Math.min(rows, 720));
    if (!found.equals(expected)) {
      throw new IllegalStateException(
          "Rows were lost: count|sum(id)|days are %s and not %s".formatted(found, expected));
    }
    System.out.printf("Every row is there: count, sum of ids and days are %s%n", found);
  }

  private static Path generate(Path file, int rows) throws IOException {
    String[] days = new String[720];
    for (int day = 0; day < days.length; day++) {
      days[day] = FIRST_DAY.plusDays(day).toString();
    }
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      StringBuilder block = new StringBuilder("id|codigo|fecha|cantidad|precio|nota\n");
      for (int row = 0; row < rows; row++) {
        append(block, row, days);
        if (block.length() > 1 << 16) {
          out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
          block.setLength(0);
        }
      }
      out.write(block.toString().getBytes(StandardCharsets.US_ASCII));
    }
    return file;
  }

  private static void append(StringBuilder block, int row, String[] days) {
    int mixed = (row * 0x9E3779B1) >>> 8;
    block
        .append(row)
        .append("|C-")
        .append(100_000_000 + row % 100_000_000)
        .deleteCharAt(block.length() - 9);
    block.append('|').append(days[row % days.length]).append('|').append(1 + mixed % 999);
    block.append('|').append(1 + mixed % 9_000).append('.').append(10 + mixed % 90);
    block.append("|Entrega del deposito ").append(mixed % 1_000).append('\n');
  }
}
