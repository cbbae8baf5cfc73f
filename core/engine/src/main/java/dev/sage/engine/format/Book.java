package dev.sage.engine.format;

import java.util.List;

/// An opened workbook of any kind.
interface Book extends AutoCloseable {
  /// The names of its worksheets, hidden ones too, in its order.
  List<String> sheets();

  /// About how large a sheet is, in what the offsets of its rows are counted in.
  long size(int sheet);

  /// Whether day 0 is the first of 1904.
  boolean from1904();

  /// Goes through the rows of a sheet that have something in them, in their order.
  void read(int sheet, Visitor visitor);

  @Override
  void close();

  /// What [#read] shows.
  interface Visitor {
    /// @param row is another one after this call
    /// @param offset how far the reading is
    /// @return whether to go on
    boolean row(SheetRow row, long offset);

    /// Cells that are one, as `B1:C1`; shown after all rows.
    ///
    /// @param first the first of their rows, from 1
    /// @param last the last of their rows
    default void merged(String cells, int first, int last) {}
  }
}
