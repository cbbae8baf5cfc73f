package dev.sage.engine.infer;

import dev.sage.spi.Language;
import java.util.Optional;

/// What the user knows better than the sample, and how much of the file to look at.
///
/// @param name the contract's name; empty: from the file's
/// @param header whether the first record names the columns; empty: by evidence
/// @param delimiter of CSV; empty: by evidence
/// @param rows the most records of each file that are looked at
/// @param language of the comments
public record InferOptions(
    Optional<String> name,
    Optional<Boolean> header,
    Optional<String> delimiter,
    long rows,
    Language language) {
  public static final long DEFAULT_ROWS = 1_000_000;

  public InferOptions {
    if (rows < 1) {
      throw new IllegalArgumentException("A sample has at least one row.");
    }
  }

  /// All by evidence.
  public static InferOptions defaults(Language language) {
    return new InferOptions(
        Optional.empty(), Optional.empty(), Optional.empty(), DEFAULT_ROWS, language);
  }
}
