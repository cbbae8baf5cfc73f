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

  /// The name of a part's file.
  static String fileName(int number) {
    return "part-%05d.parquet".formatted(number);
  }

  /// The same part, with its file in another directory, where it has the name by which it is found.
  public StagedPart in(Path directory) {
    return new StagedPart(
        number, directory.resolve(fileName(number)), rows, rejected, failures, rawFields);
  }

  /// Whether any row failed any check.
  public boolean hasFailures() {
    return failures.stream().anyMatch(count -> count > 0);
  }
}
