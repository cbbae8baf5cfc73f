package dev.sage.connector.postgresql;

import dev.sage.spi.RowBatch.Values;
import java.sql.SQLException;
import java.time.LocalDate;

/// Writes a value that is not null in the binary form of one PostgreSQL type, its length first.
@FunctionalInterface
interface Encoder {
  void encode(Values values, int row, CopyBuffer out) throws SQLException;

  /// PostgreSQL counts days and microseconds from 2000-01-01.
  long EPOCH_DAYS = LocalDate.of(2000, 1, 1).toEpochDay();

  long EPOCH_MICROS = EPOCH_DAYS * 86_400_000_000L;

  Encoder INT2 =
      (values, row, out) -> {
        out.putInt(Short.BYTES);
        out.putShort(Narrow.toShort(values.whole(row)));
      };

  Encoder INT4 =
      (values, row, out) -> {
        out.putInt(Integer.BYTES);
        out.putInt(Math.toIntExact(values.whole(row)));
      };

  Encoder INT8 =
      (values, row, out) -> {
        out.putInt(Long.BYTES);
        out.putLong(values.whole(row));
      };

  Encoder WHOLE_NUMERIC = (values, row, out) -> Numeric.put(values.whole(row), 0, out);

  /// Of a scale that the values have.
  static Encoder numeric(int scale) {
    if (scale > Numeric.MAX_FAST_SCALE) {
      return (values, row, out) -> Numeric.put(values.decimal(row), out);
    }
    return (values, row, out) -> {
      long unscaled = values.unscaled(row, scale);
      if (unscaled == Long.MIN_VALUE) {
        Numeric.put(values.decimal(row), out);
      } else {
        Numeric.put(unscaled, scale, out);
      }
    };
  }

  Encoder FLOAT8 =
      (values, row, out) -> {
        out.putInt(Long.BYTES);
        out.putLong(Double.doubleToLongBits(values.decimal(row).doubleValue()));
      };

  Encoder TEXT = (values, row, out) -> out.putText(values, row);

  Encoder DATE =
      (values, row, out) -> {
        out.putInt(Integer.BYTES);
        out.putInt(Math.toIntExact(values.whole(row) - EPOCH_DAYS));
      };

  Encoder TIMESTAMP =
      (values, row, out) -> {
        out.putInt(Long.BYTES);
        out.putLong(values.whole(row) - EPOCH_MICROS);
      };

  Encoder BOOL =
      (values, row, out) -> {
        out.putInt(1);
        out.putByte(values.bool(row) ? 1 : 0);
      };

  /// The engine has checked the range; a number that is out of it is a bug, never cut silently.
  final class Narrow {
    private Narrow() {}

    static short toShort(long value) {
      if (value != (short) value) {
        throw new ArithmeticException("smallint overflow");
      }
      return (short) value;
    }
  }
}
