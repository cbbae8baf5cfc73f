package dev.sage.bench;

import dev.sage.bench.arrivals.FilesCommand;
import dev.sage.bench.burst.BurstCommand;
import dev.sage.bench.crash.CrashCommand;
import dev.sage.bench.daemons.DaemonsCommand;
import dev.sage.bench.pandas.PandasCommand;
import dev.sage.bench.parts.PartsCommand;
import dev.sage.bench.scale.ScaleCommand;
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
    String mode = arguments.isEmpty() ? "" : arguments.getFirst();
    List<String> rest = arguments.subList(Math.min(1, arguments.size()), arguments.size());
    switch (mode) {
      case "crash" -> System.exit(CrashCommand.run(rest));
      case "pandas" -> System.exit(PandasCommand.run(rest));
      case "daemons" -> System.exit(DaemonsCommand.run(rest));
      case "burst" -> System.exit(BurstCommand.run(rest));
      case "files" -> System.exit(FilesCommand.run(rest));
      case "scale" -> System.exit(ScaleCommand.run(rest));
      case "parts" -> System.exit(PartsCommand.run(rest));
      case "simulate" -> System.exit(SimulateCommand.run(rest));
      default -> measure(arguments);
    }
  }

  private static void measure(List<String> arguments)
      throws IOException, InterruptedException, SQLException {
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
