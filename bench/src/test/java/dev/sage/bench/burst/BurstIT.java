package dev.sage.bench.burst;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sage.bench.server.Distribution;
import dev.sage.testing.lambda.Faults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/run burst`. It starts what was packaged, and is left out where nothing
/// was.
final class BurstIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
  private static final Path FUNCTION = PROJECT.resolve("apps/lambda/target/function");

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void what_arrives_at_once_is_done_here_and_in_functions_and_lands_once() throws Exception {
    Distribution distribution = new Distribution(PROJECT);
    assumeTrue(distribution.isBuilt(), "the server was not packaged");
    assumeTrue(Files.exists(FUNCTION.resolve("bootstrap")), "the function was not packaged");
    Faults faults = new Faults(7, 0.2, 0.2, 0.2, 0, Duration.ofSeconds(1));

    Map<String, String> settings =
        Map.of(
            "SAGE_BURST_CPU_OVER", "1",
            "SAGE_BURST_RATE", "2KiB",
            "SAGE_BURST_PART", "256KiB");
    BurstRun.Order order = new BurstRun.Order(15, 30_000, 2, faults, settings);

    try (BurstRun run = BurstRun.start(folder.resolve("run"), distribution, FUNCTION, order)) {
      BurstRun.Outcome outcome = run.run();

      assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
      assertThat(outcome.elsewhere()).as("done in functions").isPositive();
      assertThat(outcome.inParts()).as("the large one").isPositive();
    }
  }
}
