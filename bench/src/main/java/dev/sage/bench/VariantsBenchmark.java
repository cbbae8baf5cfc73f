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

/// `sage check` of one file by variants of its contract: with many more rules, or with a rule that
/// more and more rows break.
final class VariantsBenchmark {
  private static final int MANY = 100;

  /// The contract has so many checks.
  private static final int FEW = 8;

  private final BenchOptions options;
  private final BenchData data;
  private final Map<String, List<Measured>> runs = new LinkedHashMap<>();
  private final Map<String, String> out = new LinkedHashMap<>();

  private VariantsBenchmark(BenchOptions options, BenchData data) {
    this.options = options;
    this.data = data;
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    Path folder = Files.createDirectories(options.work().resolve("data"));
    new VariantsBenchmark(options, BenchData.of(folder, options.rows(), false)).run();
  }

  private void run() throws IOException, InterruptedException {
    System.out.printf(
        "%n%,d rows (%.0f MB)%n%n| run | contract | wall s | CPU s | peak MiB |%n|---|---|---:|---:|---:|%n",
        options.rows(), data.megabytes());
    List<Variant> variants = options.mode().equals("rules") ? rules() : bad();
    for (int run = 1; run <= options.runs(); run++) {
      for (Variant variant : variants) {
        measure(run, variant);
      }
    }
    Ranking.print(runs, out, variants.getFirst().name());
  }

  /// @param rules further rules of a row
  private record Variant(String name, List<String> rules, int exit) {}

  private static List<Variant> rules() {
    return List.of(
        new Variant(FEW + " rules", List.of(), 0), new Variant(MANY + " rules", many(), 0));
  }

  /// Rules that hold, of every kind, no two the same.
  private static List<String> many() {
    List<String> rules = new ArrayList<>();
    for (int i = 0; rules.size() < MANY - FEW; i++) {
      rules.add("df['cantidad'] < " + (1_000 + i));
      rules.add("df['total'] + %d >= df['precio']".formatted(i));
      rules.add("df['codigo'].str.match('^C-[0-9]{%d}')".formatted(1 + i % 8));
      rules.add("df['cliente'].str.len() < " + (60 + i));
      rules.add("(df['fecha'].dt.year >= %d) | df['activo']".formatted(1_900 + i));
      rules.add("df['nota'].isnull() | ~df['nota'].str.contains('zz%d')".formatted(i));
      rules.add("df['precio'].between(0.01, %d)".formatted(100_000 + i));
      rules.add("~df['cliente'].isin(['Nadie %d', 'Ninguno'])".formatted(i));
    }
    return rules.subList(0, MANY - FEW);
  }

  private static List<Variant> bad() {
    return List.of(
        new Variant("no row bad", List.of("df['id'] >= 0"), 0),
        new Variant("1% bad", List.of("df['id'] % 100 != 0"), 1),
        new Variant("10% bad", List.of("df['id'] % 10 != 0"), 1),
        new Variant("all bad", List.of("df['id'] < 0"), 1));
  }

  private void measure(int run, Variant variant) throws IOException, InterruptedException {
    BenchServer.delete(options.output());
    data.warm();
    Path log = options.work().resolve("last-run.log");
    try {
      Measured measured = command(variant).run(log);
      runs.computeIfAbsent(variant.name(), _ -> new ArrayList<>()).add(measured);
      System.out.println(measured.row(Integer.toString(run), variant.name()));
    } catch (CommandFailed e) {
      out.put(variant.name(), e.getMessage());
    } finally {
      BenchServer.delete(options.output());
    }
  }

  private Command command(Variant variant) throws IOException {
    StringBuilder more = new StringBuilder("    row_validation:\n");
    for (String rule : variant.rules()) {
      more.append(
          "      - {name: r%d, description: r, rule: \"%s\"}\n".formatted(more.length(), rule));
    }
    Path contract =
        Files.writeString(
            options.work().resolve("variant.yaml"),
            Files.readString(data.contract()).replace("    row_validation:\n", more));
    List<String> words =
        List.of(
            options.launcher().toString(),
            "check",
            contract.toString(),
            data.data().toString(),
            "--threads",
            "2",
            "--out",
            options.output().toString());
    return new Command(variant.name(), words, Set.of(variant.exit()));
  }
}
