package dev.sage.engine.stage;

import java.nio.file.Path;
import java.util.List;

/// A part that has been staged, and what its rows failed.
///
/// @param file the Parquet part
/// @param rows rows that are in it
/// @param rejected rows that failed a check of severity error
/// @param failures rows that failed, for each check by its id
public record StagedPart(int number, Path file, long rows, long rejected, List<Long> failures) {
  public StagedPart {
    failures = List.copyOf(failures);
  }

  /// Whether any row failed any check.
  public boolean hasFailures() {
    return failures.stream().anyMatch(count -> count > 0);
  }
}
