package dev.sage.spi;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

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

    /// [ValueType.Text]: how many bytes it has in UTF-8.
    default int utf8Length(int row) {
      return text(row).getBytes(StandardCharsets.UTF_8).length;
    }

    /// [ValueType.Text]: copies it in UTF-8. For those to whom a string is a detour.
    default void copyUtf8(int row, byte[] target, int offset) {
      byte[] bytes = text(row).getBytes(StandardCharsets.UTF_8);
      System.arraycopy(bytes, 0, target, offset, bytes.length);
    }

    /// [ValueType.Decimal]: the value without its point, if it has this scale; `Long.MIN_VALUE`
    /// when it has not or is too long: then only [#decimal] knows it.
    default long unscaled(int row, int scale) {
      BigDecimal value = decimal(row);
      boolean fits = value.scale() == scale && value.unscaledValue().bitLength() < Long.SIZE;
      return fits ? value.unscaledValue().longValue() : Long.MIN_VALUE;
    }
  }
}
