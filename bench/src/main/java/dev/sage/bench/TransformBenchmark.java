package dev.sage.bench;

import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// `sage run` with transformations, by one worker and by two. One column goes to the server, so
/// that what is measured is the making of the rows; all of them go to `output/`.
final class TransformBenchmark {
  private static final String AS_THEY_ARE = "no steps, 2 workers";
  private static final Map<String, String> STEPS = steps();

  private final BenchOptions options;
  private final BenchServer server;
  private final BenchData data;
  private final Map<String, List<Measured>> runs = new LinkedHashMap<>();
  private final Map<String, String> out = new LinkedHashMap<>();

  private TransformBenchmark(BenchOptions options, BenchServer server, BenchData data) {
    this.options = options;
    this.server = server;
    this.data = data;
  }

  private static Map<String, String> steps() {
    Map<String, String> steps = new LinkedHashMap<>();
    steps.put("no steps", "");
    steps.put(
        "derive, map, filter",
        "{derive: {iva: {value: 'round(total * 0.21, 2)', type: decimal, precision: 16, scale: 2}, mes: month(fecha)}},"
            + " {map: {field: cliente, into: zona, values: {Farmacias Unidas: 1}, type: entero, default: 2}},"
            + " {filter: cantidad > 10}");
    steps.put("deduplicate", "{deduplicate: {by: [codigo], order: [fecha_hora], keep: last}}");
    steps.put(
        "aggregate",
        "{aggregate: {by: [cliente, fecha], values: {id: min(id), n: count(*), total: sum(total)}}}");
    return steps;
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.work().resolve("data"));
    BenchData data = BenchData.of(folder, options.rows(), false);
    Path home = options.work().resolve("server");
    try (BenchServer server = BenchServer.start(home)) {
      new TransformBenchmark(options, server, data).run();
    } finally {
      BenchServer.delete(home);
      BenchServer.delete(options.output());
    }
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        "%n%,d rows (%.0f MB)%n%n| run | contender | wall s | CPU s | peak MiB |%n|---|---|---:|---:|---:|%n",
        options.rows(), data.megabytes());
    for (int run = 1; run <= options.runs(); run++) {
      for (Map.Entry<String, String> steps : STEPS.entrySet()) {
        for (int workers = 1; workers <= 2; workers++) {
          String name =
              "%s, %d worker%s".formatted(steps.getKey(), workers, workers > 1 ? "s" : "");
          if (options.wants(name)) {
            measure(run, name, steps.getValue(), workers);
          }
        }
      }
    }
    Ranking.print(runs, out, AS_THEY_ARE);
  }

  private void measure(int run, String name, String steps, int workers)
      throws IOException, InterruptedException {
    server.run("DROP TABLE IF EXISTS salida", "CHECKPOINT");
    BenchServer.delete(options.output());
    data.warm();
    try {
      Measured measured = command(name, contract(steps), workers).run(log());
      runs.computeIfAbsent(name, _ -> new ArrayList<>()).add(measured);
      System.out.println(measured.row(Integer.toString(run), name));
    } catch (CommandFailed e) {
      out.put(name, e.getMessage());
    }
  }

  private Path log() {
    return options.work().resolve("last-run.log");
  }

  /// TRUNCATE_INSERT waits for the verdict, so that all rows are made at once.
  private Path contract(String steps) throws IOException {
    String yaml =
        Files.readString(data.contract())
                .replace("    catalog_validation: []\n", "    transform: [" + steps + "]\n")
            + """
            materializations:
              m:
                catalog: ventas
                destination: {url: "%s"}
                table: salida
                strategy: TRUNCATE_INSERT
                columns: {id: id}
            """
                .formatted(server.url());
    return Files.writeString(options.work().resolve("transform.yaml"), yaml);
  }

  private Command command(String name, Path contract, int workers) {
    List<String> words =
        List.of(
            options.launcher().toString(),
            "run",
            contract.toString(),
            data.data().toString(),
            "--threads",
            Integer.toString(workers),
            "--out",
            options.output().toString());
    return new Command(name, words, Set.of(0));
  }
}
