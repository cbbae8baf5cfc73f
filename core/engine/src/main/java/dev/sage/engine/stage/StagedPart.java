package dev.sage.engine.stage;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A part that has been staged, and what its rows failed.
///
/// @param file the Parquet part
/// @param rows rows that are in it
/// @param rejected rows that failed a check of severity error
/// @param failures rows that failed, for each check by its id
/// @param rawFields fields whose raw text is kept (`r` columns)
public record StagedPart(
    int number, Path file, long rows, long rejected, List<Long> failures, Set<Integer> rawFields) {
  public StagedPart {
    rawFields = Set.copyOf(rawFields);
    failures = List.copyOf(failures);
  }

  /// Whether any row failed any check.
  public boolean hasFailures() {
    return failures.stream().anyMatch(count -> count > 0);
  }
}
