package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import java.util.List;

/// What sheets a workbook has.
public final class SheetNames {
  private SheetNames() {}

  /// The names of its worksheets, in its order.
  ///
  /// @param file inflated
  /// @throws dev.sage.spi.SageException if it is no workbook, or a damaged one
  public static List<String> of(DataFile file, Workplace at) {
    try (Book book = ExcelFile.book(file, at)) {
      return book.sheets();
    }
  }
}
