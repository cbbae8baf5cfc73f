package dev.sage.engine.stage;

import dev.sage.spi.ColumnLimit;

/// A destination's limits as SQL.
public final class Limits {
  private Limits() {}

  /// True where the value does not fit; a cell with a type error has that finding only.
  public static String exceeded(ColumnLimit limit, String value, String typeError) {
    return switch (limit) {
      case ColumnLimit.WholeRange range ->
          "coalesce(%1$s < %2$d OR %1$s > %3$d OR %1$s <> trunc(%1$s), false)"
              .formatted(value, range.min(), range.max());
      case ColumnLimit.Digits digits ->
          "coalesce(abs(%1$s) >= %2$s OR %1$s <> round(%1$s, %3$d), false)"
              .formatted(value, power(digits.precision() - digits.scale()), digits.scale());
      case ColumnLimit.TextLength text ->
          "coalesce(length(%s) > %d, false)".formatted(value, text.max());
      case ColumnLimit.NotNull _ -> "(%s IS NULL AND NOT %s)".formatted(value, typeError);
    };
  }

  private static String power(int digits) {
    return "CAST('1" + "0".repeat(Math.min(digits, 37)) + "' AS DECIMAL(38,0))";
  }
}
