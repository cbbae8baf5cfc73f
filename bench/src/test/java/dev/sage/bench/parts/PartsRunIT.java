package dev.sage.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.bench.parts.PartsRun.Ran;
import dev.sage.bench.parts.PartsRun.Step;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The short form of `bench/run parts`, and that it can fail.
final class PartsRunIT {
  @TempDir private Path folder;

  @Test
  void a_delivery_in_parts_leaves_what_one_piece_leaves() throws Exception {
    PartsRun run =
        PartsRun.start(new PartsOptions(60_000, List.of(3), 256, 256, 1, folder.resolve("parts")));
    Ran whole = run.whole();
    Ran parts = run.inParts(3);

    assertThat(parts.parts()).isEqualTo(3);
    assertThat(parts.steps()).extracting(Step::processes).containsExactly(1, 3, 1);
    assertThat(parts.peakMib()).isBetween(50.0, 1_000.0);
    assertThat(run.left(whole).findings()).isEqualTo("4");
    assertThat(run.left(parts).differences(run.left(whole))).isEmpty();
  }

  @Test
  void other_rows_are_a_difference() throws Exception {
    PartsRun one =
        PartsRun.start(new PartsOptions(100, List.of(1), 256, 256, 1, folder.resolve("one")));
    PartsRun other =
        PartsRun.start(new PartsOptions(101, List.of(1), 256, 256, 1, folder.resolve("other")));

    assertThat(one.left(one.whole()).differences(other.left(other.whole())))
        .contains("report.json", "output/movimientos.parquet");
  }
}
