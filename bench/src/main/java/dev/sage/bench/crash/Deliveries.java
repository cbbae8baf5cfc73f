package dev.sage.bench.crash;

import dev.sage.bench.server.BenchServer;
import dev.sage.spi.Strategy;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// The files that are delivered, and in the schema `truth` the rows that they bring (`_new`) and
/// that were there before (`_old`).
final class Deliveries {
  private static final int BAD_EVERY = 100;

  private final Path folder;
  private final int rows;

  private Deliveries(Path folder, int rows) {
    this.folder = folder;
    this.rows = rows;
  }

  static Deliveries write(Path folder, int rows, BenchServer server) throws IOException {
    Files.createDirectories(folder);
    Deliveries made = new Deliveries(folder, rows);
    made.writeFiles();
    made.writeTruth(server);
    return made;
  }

  Path file(Kind kind) {
    return folder.resolve(kind.file());
  }

  private void writeFiles() throws IOException {
    Files.writeString(file(Kind.SINGLE), sales(_ -> false));
    Files.writeString(file(Kind.REJECTING), sales(row -> row % BAD_EVERY == 0));
    Files.writeString(file(Kind.REFUSED), sales(row -> row == rows));
    try (OutputStream out = Files.newOutputStream(file(Kind.PACKAGE));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      put(zip, "ventas.csv", sales(_ -> false));
      put(zip, "clientes.csv", clients());
    }
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private String sales(IntPredicate bad) {
    return IntStream.rangeClosed(1, rows)
        .mapToObj(row ->
            "%d|C-%05d|2024-%02d-%02d|%s|entrega del día, fila %d"
                .formatted(
                    row,
                    row * 31 % 100_000,
                    1 + row % 12,
                    1 + row % 28,
                    bad.test(row) ? "mal" : row % 10_000 + "." + (10 + row % 90),
                    row))
        .collect(Collectors.joining("\n", "id|codigo|fecha|monto|nota\n", "\n"));
  }

  private String clients() {
    return IntStream.rangeClosed(1, clientRows())
        .mapToObj(row -> "%d|Cliente número %d".formatted(row, row))
        .collect(Collectors.joining("\n", "id|nombre\n", "\n"));
  }

  private int clientRows() {
    return Math.max(2, rows / 4);
  }

  private void writeTruth(BenchServer server) {
    server.run("DROP SCHEMA IF EXISTS truth CASCADE", "CREATE SCHEMA truth");
    server.run(
        """
        CREATE TABLE truth.ventas_new AS
          SELECT n AS id, 'C-' || lpad((n * 31 %% 100000)::text, 5, '0') AS codigo,
            make_date(2024, 1 + n %% 12, 1 + n %% 28) AS fecha,
            ((n %% 10000) || '.' || (10 + n %% 90))::numeric(12,2) AS monto,
            'entrega del día, fila ' || n AS nota
          FROM generate_series(1, %d) n
        """
            .formatted(rows),
        "CREATE TABLE truth.ventas_good AS SELECT * FROM truth.ventas_new WHERE id %% %d <> 0"
            .formatted(BAD_EVERY),
        """
        CREATE TABLE truth.ventas_old AS
          SELECT n AS id, 'V-' || n AS codigo, date '2023-12-31' AS fecha,
            1::numeric(12,2) AS monto, 'de antes' AS nota
          FROM generate_series(%d, %d) n
        """
            .formatted(rows / 2 + 1, rows + rows / 4),
        "CREATE TABLE truth.clientes_new AS SELECT n AS id, 'Cliente número ' || n AS nombre FROM generate_series(1, %d) n"
            .formatted(clientRows()),
        "CREATE TABLE truth.clientes_old AS SELECT n AS id, 'Cliente de antes' AS nombre FROM generate_series(%d, %d) n"
            .formatted(clientRows() / 2 + 1, clientRows() * 2));
  }

  /// How many rows a delivery lands in a table.
  long landed(Kind kind, String catalog) {
    return switch (kind) {
      case SINGLE -> rows;
      case PACKAGE -> catalog.equals("ventas") ? rows : clientRows();
      case REJECTING -> rows - rows / BAD_EVERY;
      case REFUSED -> 0;
    };
  }

  /// A query for the rows that must be in a table afterwards.
  static String after(Kind kind, String catalog, Strategy strategy, boolean fresh) {
    String delivered = kind == Kind.REJECTING ? "truth.ventas_good" : "truth." + catalog + "_new";
    String old = "truth." + catalog + "_old";
    String before = fresh ? "(SELECT * FROM %s WHERE false)".formatted(old) : old;
    return switch (strategy) {
      case APPEND -> "SELECT * FROM %s o UNION ALL SELECT * FROM %s".formatted(before, delivered);
      case UPSERT, DELETE_INSERT ->
          "SELECT * FROM %s o WHERE id NOT IN (SELECT id FROM %s) UNION ALL SELECT * FROM %s"
              .formatted(before, delivered, delivered);
      case TRUNCATE_INSERT, FULL -> "SELECT * FROM " + delivered;
    };
  }
}
