package dev.sage.bench;

import dev.sage.bench.server.BenchServer;
import dev.sage.spi.Strategy;
import dev.sage.testing.SalesFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// `sage run --strategy UPSERT` side by side with the best statements that are written by hand.
/// Half of the delivery's keys are in the table.
final class UpsertBenchmark {
  private static final String HAND = "by hand";
  private static final String BASE = "base";
  private static final String USED = "used";
  private static final double GIGABYTES_PER_ROW = 0.6e-6;
  private static final double SERVER_GIGABYTES = 4;

  private final BenchOptions options;
  private final BenchServer server;
  private final BenchData data;
  private final Path log;
  private final Map<String, List<Measured>> runs = new LinkedHashMap<>();
  private final Map<String, String> out = new LinkedHashMap<>();
  private final Map<String, String> fingerprints = new LinkedHashMap<>();

  private UpsertBenchmark(BenchOptions options, BenchServer server, BenchData data) {
    this.options = options;
    this.server = server;
    this.data = data;
    this.log = options.work().resolve("last-run.log");
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    if (options.rows() / 2 > options.existing()) {
      throw new IllegalArgumentException("Half of --rows must be among --existing");
    }
    Path folder = Files.createDirectories(options.work().resolve("data"));
    long rows = (long) options.existing() + options.rows();
    Space.require(folder, rows * GIGABYTES_PER_ROW + SERVER_GIGABYTES);
    BenchData data = LoadFile.upserting(folder, options.rows(), options.existing());
    Path home = options.work().resolve("server");
    try (BenchServer server = BenchServer.start(home)) {
      new UpsertBenchmark(options, server, data).run();
    } finally {
      BenchServer.delete(home);
      BenchServer.delete(options.output());
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        "%n%,d rows (%.0f MB) into %,d; every second key is there; PostgreSQL %s, fsync = %s%n%n",
        options.rows(),
        data.megabytes(),
        options.existing(),
        server.query("SHOW server_version").getFirst(),
        server.query("SHOW fsync").getFirst());
    server.run("CREATE DATABASE " + BASE);
    new SalesTable(server, BASE).generate(options.existing());
    List<Command> commands = List.of(byHand(), sage());
    System.out.println("| run | contender | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|");
    for (int run = 1; run <= options.runs(); run++) {
      for (Command command : commands) {
        if (!out.containsKey(command.name())) {
          measure(run, command);
        }
      }
    }
    Ranking.print(runs, out, HAND);
    verdict();
  }

  private void measure(int run, Command command) throws IOException, InterruptedException {
    restore();
    BenchServer.delete(options.output());
    data.warm();
    try {
      Measured measured = command.run(log);
      SalesTable table = new SalesTable(server, USED);
      long expected = options.existing() + options.rows() / 2L;
      if (table.rows() != expected) {
        out.put(command.name(), "%,d rows and not %,d".formatted(table.rows(), expected));
        return;
      }
      fingerprints.computeIfAbsent(command.name(), _ -> table.fingerprint());
      runs.computeIfAbsent(command.name(), _ -> new ArrayList<>()).add(measured);
      System.out.println(measured.row(Integer.toString(run), command.name()));
    } catch (CommandFailed e) {
      out.put(command.name(), e.getMessage());
    }
  }

  /// The same pages for each run.
  private void restore() {
    server.run(
        "DROP DATABASE IF EXISTS %s WITH (FORCE)".formatted(USED),
        "CREATE DATABASE %s TEMPLATE %s STRATEGY FILE_COPY".formatted(USED, BASE),
        "CHECKPOINT");
  }

  private void verdict() {
    if (fingerprints.size() < 2) {
      return;
    }
    long different = fingerprints.values().stream().distinct().count();
    System.out.printf(
        "%nTables after the load: %s%n",
        different == 1 ? "the same rows" : "NOT the same rows: " + fingerprints);
  }

  private Command sage() {
    return Contenders.sage(
        options, server.url(USED), data, Strategy.UPSERT, "sage run --strategy UPSERT");
  }

  private Command byHand() throws IOException {
    String updates =
        SalesFile.COLUMNS.stream()
            .skip(1)
            .map(column -> column + " = EXCLUDED." + column)
            .collect(Collectors.joining(", "));
    Path script =
        Files.writeString(
            options.work().resolve("upsert.sql"),
            """
            BEGIN;
            CREATE TEMPORARY TABLE incoming (LIKE bench.ventas) ON COMMIT DROP;
            \\copy incoming FROM '%s' WITH (FORMAT csv, DELIMITER '|', HEADER true)
            INSERT INTO bench.ventas SELECT * FROM incoming ORDER BY id
              ON CONFLICT (id) DO UPDATE SET %s;
            COMMIT;
            """
                .formatted(data.data(), updates));
    return new Command(
        HAND,
        Contenders.psql(server.url(USED), "-f", script.toString()),
        Map.of("PGCLIENTENCODING", "UTF8"),
        Set.of(0));
  }
}
