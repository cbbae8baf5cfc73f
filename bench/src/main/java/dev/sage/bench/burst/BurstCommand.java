package dev.sage.bench.burst;

import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Distribution;
import dev.sage.bench.server.Machine;
import dev.sage.testing.lambda.Faults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// `bench/run burst`, which is also `sage demo --burst`.
public final class BurstCommand {
  /// Also a large one that comes when there is room here is done elsewhere: any load is too much.
  private static final Map<String, String> LARGE =
      Map.of("SAGE_BURST_CPU_OVER", "1", "SAGE_BURST_RATE", "1MiB");

  private BurstCommand() {}

  /// Returns the exit status: 0 when every row was landed once.
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    BurstOptions options = BurstOptions.parse(arguments);
    Distribution distribution = new Distribution(options.root());
    distribution.build();
    Path function = options.root().resolve("apps/lambda/target/function");
    if (!Files.exists(function.resolve("bootstrap"))) {
      throw new IllegalStateException("The function is not built: " + function);
    }
    Path folder = options.root().resolve("bench/target/burst");
    System.out.println(Machine.load());
    BurstRun.Order order =
        new BurstRun.Order(
            options.files(),
            options.large(),
            options.functions(),
            faults(options),
            options.large() > 0 ? LARGE : Map.of());
    BurstRun.Outcome outcome;
    try (BurstRun run = BurstRun.start(folder, distribution, function, order)) {
      System.out.printf(
          "The server answers at %s; %d files arrive at once.%n", run.url(), order.mixed().files());
      outcome = run.run();
    }
    outcome.figures().forEach(System.out::println);
    Files.writeString(options.root().resolve("bench/target/burst.json"), outcome.json());
    outcome.violations().forEach(violation -> System.out.println("VIOLATION: " + violation));
    System.out.printf("%d violations; %s%n", outcome.violations().size(), Machine.load());
    if (outcome.violations().isEmpty()) {
      BenchServer.delete(folder);
    }
    return outcome.violations().isEmpty() ? 0 : 1;
  }

  private static Faults faults(BurstOptions options) {
    return options.faults()
        ? new Faults(options.seed(), 0.05, 0.05, 0.05, 0.02, Duration.ofSeconds(1))
        : Faults.NONE;
  }
}
