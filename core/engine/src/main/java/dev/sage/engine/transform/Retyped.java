package dev.sage.engine.transform;

import dev.sage.contract.Reading;
import dev.sage.contract.Transformation.Cast;
import dev.sage.engine.rule.Computed;
import dev.sage.engine.stage.Casts;
import dev.sage.spi.ValueType;

/// Values of one type as values of another, by the law that cells are read by.
final class Retyped {
  private Retyped() {}

  /// @param column SQL of the value
  static Computed of(ValueType from, String column, Cast cast) {
    ValueType to = cast.type();
    if (from.equals(to)) {
      return new Computed(column, "false");
    }
    String text = text(from, to, column);
    Reading reading = from instanceof ValueType.Text ? cast.reading() : Reading.DEFAULT;
    if (to instanceof ValueType.Text) {
      return new Computed(text, "false");
    }
    String value = Casts.value(to, text, Casts.quick(to, text, reading), reading);
    String failed =
        "coalesce(%s <> '' AND (%s) IS NULL, false)".formatted(Casts.stripped(text), value);
    return new Computed(value, failed);
  }

  /// As a file would have it: no zeros at the end of a decimal, and booleans as numbers are 1 and
  /// 0.
  private static String text(ValueType from, ValueType to, String column) {
    boolean number = to instanceof ValueType.Whole || to instanceof ValueType.Decimal;
    return switch (from) {
      case ValueType.Text _ -> column;
      case ValueType.Decimal decimal when decimal.scale() > 0 ->
          "regexp_replace(CAST(%s AS VARCHAR), '[.]?0+$', '')".formatted(column);
      case ValueType.Bool _ when number ->
          "CASE WHEN %1$s THEN '1' WHEN NOT %1$s THEN '0' END".formatted(column);
      case ValueType.Whole _,
          ValueType.Decimal _,
          ValueType.Date _,
          ValueType.DateTime _,
          ValueType.Bool _ ->
          "CAST(" + column + " AS VARCHAR)";
    };
  }
}
