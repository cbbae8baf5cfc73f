package dev.sage.bench.parts;

import dev.sage.bench.server.BenchServer;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/// `bench/run parts`: a large delivery in one piece and in parts.
public final class PartsCommand {
  /// What a function may take.
  private static final double MOST_MIB = 2_048;

  private final PartsOptions options;
  private boolean good = true;

  private PartsCommand(PartsOptions options) {
    this.options = options;
  }

  /// Returns the exit status: 0 when everything is the same, and in the memory of a function.
  public static int run(List<String> arguments)
      throws IOException, InterruptedException, SQLException {
    PartsOptions options = PartsOptions.parse(arguments);
    BenchServer.delete(options.work());
    try {
      return new PartsCommand(options).run();
    } finally {
      BenchServer.delete(options.work());
    }
  }

  private int run() throws IOException, InterruptedException, SQLException {
    PartsRun run = PartsRun.start(options);
    System.out.printf(
        Locale.ROOT,
        "%,d rows, %.2f GB; -Xmx%dm, %d MiB for the engine, %d threads%n%n",
        options.rows(),
        run.bytes() / 1e9,
        options.heapMib(),
        options.memoryMib(),
        options.threads());
    System.out.println("| parts | step | processes | wall s | slowest s | peak MiB |");
    System.out.println("|---:|---|---:|---:|---:|---:|");
    PartsRun.Ran whole = run.whole();
    tell(whole);
    for (int parts : options.parts()) {
      PartsRun.Ran ran = run.inParts(parts);
      tell(ran);
      List<String> differences = run.left(ran).differences(run.left(whole));
      if (!differences.isEmpty()) {
        good = false;
        System.out.printf("%d parts differ from one piece in %s%n", ran.parts(), differences);
      }
      run.forget(ran);
    }
    System.out.printf(
        "%n%s findings; %s%n", run.left(whole).findings(), good ? "all the same" : "FAILED");
    return good ? 0 : 1;
  }

  private void tell(PartsRun.Ran ran) {
    for (PartsRun.Step step : ran.steps()) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %d | %.1f | %.1f | %.0f |%n",
          ran.parts() == 0 ? "-" : ran.parts(),
          step.name(),
          step.processes(),
          step.seconds(),
          step.slowest(),
          step.peakMib());
      good &= ran.parts() == 0 || step.peakMib() < MOST_MIB;
    }
  }
}
