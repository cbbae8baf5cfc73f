package dev.sage.bench.daemons;

import dev.sage.bench.server.BenchServer;
import dev.sage.bench.server.Distribution;
import dev.sage.bench.server.Machine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// `bench/run daemons`: files are delivered to two servers while they and PostgreSQL are hit.
public final class DaemonsCommand {
  private DaemonsCommand() {}

  /// Returns the exit status: 0 when nothing was wrong.
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    DaemonsOptions options = DaemonsOptions.parse(arguments);
    Distribution distribution = new Distribution(options.root());
    distribution.build();
    Path folder = options.root().resolve("bench/target/daemons");
    System.out.println("seed " + options.seed() + ", " + Machine.load());
    DaemonsRun.Outcome outcome;
    try (DaemonsRun run = DaemonsRun.start(folder, distribution)) {
      outcome =
          run.run(
              new DaemonsRun.Order(
                  options.kills(), options.files(), options.rows(), options.seed()));
    }
    outcome.figures().forEach(System.out::println);
    outcome.violations().forEach(one -> System.out.println("WRONG: " + one));
    System.out.printf("%s%n%d violations%n", Machine.load(), outcome.violations().size());
    if (outcome.violations().isEmpty()) {
      BenchServer.delete(folder);
      return 0;
    }
    return 1;
  }
}
