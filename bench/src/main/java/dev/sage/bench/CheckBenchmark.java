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

/// `sage check` side by side with hand-written statements, at several sizes, and with bad rows.
///
/// Commands run in turn, so that what else the machine does hits all of them alike.
final class CheckBenchmark {
  private static final Set<Integer> CLEAN = Set.of(0);
  private static final Set<Integer> BAD = Set.of(1);
  private static final List<Integer> SIZES = List.of(1_000_000, 5_000_000, 20_000_000);
  private static final double RATIO_LIMIT = 1.25;
  private static final double FINDINGS_LIMIT = 3;
  private static final double MEMORY_LIMIT_MIB = 1.6 * 1024;

  private final BenchOptions options;
  private final Path data;
  private final Path log;

  private CheckBenchmark(BenchOptions options) throws IOException {
    this.options = options;
    data = Files.createDirectories(options.work().resolve("data"));
    log = options.work().resolve("last-run.log");
  }

  static void run(BenchOptions options) throws IOException, InterruptedException {
    new CheckBenchmark(options).run();
  }

  private void run() throws IOException, InterruptedException {
    switch (options.mode()) {
      case "check" -> check();
      case "memory" -> memory();
      case "findings" -> findings();
      case "faults" -> FaultsCheck.of(options, data).run();
      default -> throw new IllegalArgumentException(BenchOptions.USAGE);
    }
  }

  private void check() throws IOException, InterruptedException {
    BenchData clean = BenchData.of(data, options.rows(), false);
    describe(clean, options.rows());
    Map<String, Measured> medians = inTurn(List.of(sage(clean, CLEAN), peer(clean)), clean);
    verdict(
        "sage check / hand-written, wall",
        ratio(medians, "sage check", "hand-written"),
        RATIO_LIMIT);
  }

  private void findings() throws IOException, InterruptedException {
    BenchData clean = BenchData.of(data, options.rows(), false);
    BenchData bad = BenchData.of(data, options.rows(), true);
    describe(clean, options.rows());
    Command onBad = sage(bad, BAD);
    Command renamed = new Command("all bad", onBad.words(), onBad.exits());
    bad.warm();
    Map<String, Measured> medians = inTurn(List.of(sage(clean, CLEAN), renamed), clean);
    verdict("all bad / clean, wall", ratio(medians, "all bad", "sage check"), FINDINGS_LIMIT);
  }

  private void memory() throws IOException, InterruptedException {
    for (int rows : SIZES) {
      BenchData clean = BenchData.of(data, rows, false);
      describe(clean, rows);
      Measured median = inTurn(List.of(sage(clean, CLEAN)), clean).values().iterator().next();
      verdict("peak MiB at " + rows + " rows", median.peakMib(), MEMORY_LIMIT_MIB);
    }
  }

  private Map<String, Measured> inTurn(List<Command> commands, BenchData warmed)
      throws IOException, InterruptedException {
    var runs = new LinkedHashMap<String, List<Measured>>();
    System.out.println("| run | command | wall s | CPU s | peak MiB |\n|---|---|---:|---:|---:|");
    for (int run = 1; run <= options.runs(); run++) {
      for (Command command : commands) {
        warmed.warm();
        Measured measured = command.run(log);
        BenchServer.delete(options.output());
        runs.computeIfAbsent(command.name(), name -> new ArrayList<>()).add(measured);
        System.out.println(measured.row(Integer.toString(run), command.name()));
      }
    }
    return printedMedians(runs);
  }

  private static Map<String, Measured> printedMedians(Map<String, List<Measured>> runs) {
    var medians = new LinkedHashMap<String, Measured>();
    runs.forEach((name, measured) -> medians.put(name, Measured.median(measured)));
    medians.forEach((name, median) -> System.out.println(median.row("median", name)));
    return medians;
  }

  private static double ratio(Map<String, Measured> medians, String above, String below) {
    return wall(medians, above) / wall(medians, below);
  }

  private static double wall(Map<String, Measured> medians, String name) {
    Measured median = medians.get(name);
    return median == null ? Double.NaN : median.wallSeconds();
  }

  private static void verdict(String what, double figure, double limit) {
    String result = figure <= limit ? "met" : "MISSED";
    System.out.printf("%n%s: **%.2f** (limit %.2f: %s)%n%n", what, figure, limit, result);
  }

  private static void describe(BenchData data, int rows) throws IOException {
    System.out.printf(
        "%n%,d rows x 10 columns, %.0f MB, %d processors, JDK %s%n%n",
        rows, data.megabytes(), Runtime.getRuntime().availableProcessors(), Runtime.version());
  }

  private Command sage(BenchData input, Set<Integer> exits) {
    var words =
        List.of(
            options.launcher().toString(),
            "check",
            input.contract().toString(),
            input.data().toString(),
            "--threads",
            "2",
            "--out",
            options.output().toString());
    return new Command("sage check", words, exits);
  }

  private Command peer(BenchData input) {
    var words =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:+UseCompactObjectHeaders",
            "-cp",
            System.getProperty("java.class.path"),
            HandWritten.class.getName(),
            input.data().toString(),
            options.output().toString());
    return new Command("hand-written", words, CLEAN);
  }
}
