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
    Faults faults = new Faults(7, 0.2, 0.2, 0.2, 0, Duration.ofSeconds(1));

    BurstRun.Outcome outcome = outcome(new BurstRun.Order(20, 0, 2, faults, Map.of()));

    assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
    assertThat(outcome.elsewhere()).as("done in functions").isPositive();
  }

  @Test
  @Timeout(600)
  void what_is_large_is_done_in_parts_and_lands_once() throws Exception {
    Map<String, String> settings =
        Map.of(
            "SAGE_BURST_CPU_OVER", "1",
            "SAGE_BURST_RATE", "2KiB",
            "SAGE_BURST_PART", "256KiB");

    BurstRun.Outcome outcome = outcome(new BurstRun.Order(2, 30_000, 3, Faults.NONE, settings));

    assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
    assertThat(outcome.inParts()).as(outcome.figures().toString()).isEqualTo(1);
  }

  private BurstRun.Outcome outcome(BurstRun.Order order) throws Exception {
    Distribution distribution = new Distribution(PROJECT);
    assumeTrue(distribution.isBuilt(), "the server was not packaged");
    assumeTrue(Files.exists(FUNCTION.resolve("bootstrap")), "the function was not packaged");
    try (BurstRun run = BurstRun.start(folder.resolve("run"), distribution, FUNCTION, order)) {
      return run.run();
    }
  }
}
