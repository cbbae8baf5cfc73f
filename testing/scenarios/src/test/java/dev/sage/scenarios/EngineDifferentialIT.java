package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The engine reads odd spellings as the contract's value table says: random contracts and files,
/// compared with a plain reading of that table, written apart.
final class EngineDifferentialIT {
  private static final int ROWS = 250;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void findingsAndValuesAreThoseOfThePlainReading(long seed) throws IOException, SQLException {
    OddFile file = OddFile.random(seed, ROWS);
    EngineRun run = file.check(folder, 1 + (int) (seed % 2), seed % 3 == 0 ? 4 << 10 : 1 << 20);
    String contract = OddColumn.contract(file.columns());
    assertThat(file.staged(run)).as(contract).containsExactlyElementsOf(file.values());
    assertThat(run.findings()).as(contract).containsExactlyElementsOf(file.expected());
  }
}
