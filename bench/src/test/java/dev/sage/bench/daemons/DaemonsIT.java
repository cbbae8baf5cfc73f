package dev.sage.bench.daemons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sage.bench.server.Distribution;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/run daemons`. It starts what was packaged, and is left out where
/// nothing was.
final class DaemonsIT {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  @TempDir private Path folder;

  @Test
  @Timeout(600)
  void what_is_delivered_while_servers_are_killed_lands_once() throws Exception {
    Distribution distribution = new Distribution(PROJECT);
    assumeTrue(distribution.isBuilt(), "the server was not packaged");

    try (DaemonsRun run = DaemonsRun.start(folder.resolve("run"), distribution)) {
      DaemonsRun.Outcome outcome = run.run(new DaemonsRun.Order(4, 12, 60, 1));

      assertThat(outcome.violations()).as(outcome.figures().toString()).isEmpty();
      assertThat(outcome.kills()).isEqualTo(4);
    }
  }
}
