package dev.sage.bench;

import dev.sage.bench.SalesTable.Before;
import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `sage run` side by side with others that load the same file into the same table.
///
/// Commands run in turn, from process start to exit; the server runs all the time.
final class LoadBenchmark {
  private static final double GIGABYTES_PER_ROW = 1.2e-6;
  private static final double SERVER_GIGABYTES = 3;

  private final BenchOptions options;
  private final BenchServer server;
  private final SalesTable table;
  private final BenchData data;
  private final Path log;
  private final Map<String, List<Measured>> runs = new LinkedHashMap<>();
  private final Map<String, String> out = new LinkedHashMap<>();
  private String right = "";

  private LoadBenchmark(BenchOptions options, BenchServer server, BenchData data) {
    this.options = options;
    this.server = server;
    this.table = new SalesTable(server, server.database());
    this.data = data;
    this.log = options.work().resolve("last-run.log");
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.work().resolve("data"));
    Space.require(folder, options.rows() * GIGABYTES_PER_ROW + SERVER_GIGABYTES);
    BenchData data = LoadFile.of(folder, options.rows());
    Path home = options.work().resolve("server");
    try (BenchServer server = BenchServer.start(home)) {
      new LoadBenchmark(options, server, data).run();
    } finally {
      BenchServer.delete(home);
      BenchServer.delete(options.output());
    }
  }

  private void run() throws IOException, InterruptedException {
    describe();
    List<Contender> contenders = Contenders.of(options, server, data);
    System.out.println(
        "\n| run | contender | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|");
    makeRight();
    for (int run = 1; run <= options.runs(); run++) {
      for (Contender contender : contenders) {
        if (!out.containsKey(contender.name())) {
          measure(run, contender);
        }
      }
    }
    Ranking.print(runs, out, Contenders.PSQL);
    table.drop();
  }

  private void describe() throws IOException {
    System.out.printf(
        "%n%,d rows x 10 columns, %.0f MB, %d processors, JDK %s, PostgreSQL %s%n",
        options.rows(),
        data.megabytes(),
        Runtime.getRuntime().availableProcessors(),
        Runtime.version(),
        server.query("SHOW server_version").getFirst());
    for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
      System.out.printf("- %s = %s%n", setting, server.query("SHOW " + setting).getFirst());
    }
    System.out.println("- CPU and peak are the client's; the server's are not in them\n");
  }

  /// What must be in the table: loaded by the server itself, which is nobody's contender.
  private void makeRight() throws IOException {
    table.make(Before.EMPTY);
    ServerCopy.run(server, SalesTable.NAME, data.data());
    right = table.fingerprint();
    table.keepAsOriginal();
  }

  private void measure(int run, Contender contender) throws IOException, InterruptedException {
    table.make(contender.before());
    BenchServer.delete(options.output());
    data.warm();
    try {
      Measured measured = contender.command().run(log);
      if (!table.fingerprint().equals(right)) {
        out.put(contender.name(), "%,d rows, not the right ones".formatted(table.rows()));
        return;
      }
      runs.computeIfAbsent(contender.name(), _ -> new ArrayList<>()).add(measured);
      System.out.println(measured.row(Integer.toString(run), contender.name()));
    } catch (CommandFailed e) {
      out.put(contender.name(), e.getMessage());
    }
  }
}
