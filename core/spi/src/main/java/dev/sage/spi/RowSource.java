package dev.sage.spi;

/// Rows that can be walked over as often as a load is tried; each time the same rows in the same
/// order.
///
/// A source can be walked over in shares, by several threads at the same time: every row is in
/// exactly one share.
@FunctionalInterface
public interface RowSource {
  /// Opens one share of the rows.
  ///
  /// @param share from 0
  /// @param shares how many there are in all
  RowCursor open(int share, int shares);

  /// Opens all rows, in their order.
  default RowCursor open() {
    return open(0, 1);
  }
}
