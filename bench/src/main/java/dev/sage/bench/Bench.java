package dev.sage.bench;

import dev.sage.bench.arrivals.FilesCommand;
import dev.sage.bench.burst.BurstCommand;
import dev.sage.bench.crash.CrashCommand;
import dev.sage.bench.daemons.DaemonsCommand;
import dev.sage.bench.pandas.PandasCommand;
import dev.sage.bench.parts.PartsCommand;
import dev.sage.bench.simulate.SimulateCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

/// What `bench/run` starts.
public final class Bench {
  private Bench() {}

  /// See `bench/run`.
  public static void main(String[] arguments)
      throws IOException, InterruptedException, SQLException {
    try {
      run(List.of(arguments));
    } catch (IllegalArgumentException | IllegalStateException e) {
      System.err.println(e.getMessage());
      System.exit(2);
    }
  }

  /// The launcher builds what is out of date: not while it is measured.
  private static void built(BenchOptions options) throws IOException, InterruptedException {
    Path log = Files.createDirectories(options.work()).resolve("last-run.log");
    List<String> version = List.of(options.launcher().toString(), "--version");
    new Command("sage --version", version, Set.of(0)).run(log);
  }

  private static void run(List<String> arguments)
      throws IOException, InterruptedException, SQLException {
    if (!arguments.isEmpty() && arguments.getFirst().equals("crash")) {
      System.exit(CrashCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("pandas")) {
      System.exit(PandasCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("daemons")) {
      System.exit(DaemonsCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("burst")) {
      System.exit(BurstCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("files")) {
      System.exit(FilesCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("parts")) {
      System.exit(PartsCommand.run(arguments.subList(1, arguments.size())));
    }
    if (!arguments.isEmpty() && arguments.getFirst().equals("simulate")) {
      System.exit(SimulateCommand.run(arguments.subList(1, arguments.size())));
    }
    BenchOptions options = BenchOptions.parse(arguments);
    built(options);
    switch (options.mode()) {
      case "load" -> LoadBenchmark.run(options);
      case "upsert" -> UpsertBenchmark.run(options);
      case "large" -> LargeLoad.run(options);
      case "xlsx" -> XlsxBenchmark.run(options);
      case "transform" -> TransformBenchmark.run(options);
      case "rules", "bad" -> VariantsBenchmark.run(options);
      default -> CheckBenchmark.run(options);
    }
  }
}
