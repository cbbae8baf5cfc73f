package dev.sage.spi;

import java.math.BigDecimal;

/// Some rows, by column. Valid until the next call of [RowCursor#next()]; read by one thread.
public interface RowBatch {
  /// Number of rows; row indexes run from 0.
  int rows();

  /// The values of one column, in the order of [LoadRequest#columns()].
  Values column(int index);

  /// The values of one column. Call only the getter of the column's [ValueType], and only where not
  /// null.
  interface Values {
    boolean isNull(int row);

    /// [ValueType.Text].
    String text(int row);

    /// [ValueType.Whole] as it is; [ValueType.Date] in days, [ValueType.DateTime] in microseconds
    /// since 1970-01-01.
    long whole(int row);

    /// [ValueType.Decimal].
    BigDecimal decimal(int row);

    /// [ValueType.Bool].
    boolean bool(int row);
  }
}
