package dev.sage.spi;

/// What a column that exists in a destination can hold, where that is less than its values' type
/// can hold.
///
/// The engine checks the limit while it reads, so that what does not fit is a finding
/// ([FindingCode#DESTINATION_LIMIT]) before any row is copied.
public sealed interface ColumnLimit {
  /// The name of the destination's column.
  String column();

  /// Whole numbers (or decimals that must be whole) from `min` to `max`.
  record WholeRange(String column, long min, long max) implements ColumnLimit {}

  /// Decimals that need at most `precision - scale` digits before and `scale` digits after the
  /// point.
  record Digits(String column, int precision, int scale) implements ColumnLimit {}

  /// Texts of at most `max` Unicode code points.
  record TextLength(String column, int max) implements ColumnLimit {}

  /// No nulls.
  record NotNull(String column) implements ColumnLimit {}
}
