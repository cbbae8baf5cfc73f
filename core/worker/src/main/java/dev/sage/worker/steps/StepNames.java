package dev.sage.worker.steps;

import dev.sage.worker.StepFiles;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The names of the files below `steps/`.
final class StepNames {
  private static final String STAGED = StepFiles.FOLDER + "staged/";
  private static final Pattern STAGED_PART =
      Pattern.compile(Pattern.quote(STAGED) + "(part-\\d+)-[^/]+\\.parquet");

  private StepNames() {}

  static String part(int number) {
    return "part-%05d".formatted(number);
  }

  /// Where the texts of one split are: another split may have cut other parts.
  static String texts(UUID split) {
    return StepFiles.FOLDER + "text/" + split + "/";
  }

  static String text(UUID split, int number) {
    return texts(split) + part(number) + ".csv.zst";
  }

  /// What was staged in one try.
  static String staged(int number, UUID attempt) {
    return STAGED + part(number) + "-" + attempt + ".parquet";
  }

  /// Says which try counts.
  static String entry(int number) {
    return STAGED + part(number) + ".json";
  }

  /// Of which part a file has the staged rows; empty: it is another file.
  static Optional<String> partOf(String name) {
    Matcher matcher = STAGED_PART.matcher(name);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
