package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Shape;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;

/// The SQL type in which the fields of several catalogs are compared as keys.
sealed interface KeyForm {
  /// As it is.
  record Same() implements KeyForm {}

  record Exact(int whole, int scale) implements KeyForm {}

  record Inexact() implements KeyForm {}

  record Moment() implements KeyForm {}

  /// One form for each part of the key.
  static List<KeyForm> of(Shape.Keyed keyed) {
    List<KeyForm> forms = new ArrayList<>();
    for (int part = 0; part < keyed.sides().getFirst().keys().size(); part++) {
      int position = part;
      forms.add(of(keyed.sides().stream().map(side -> side.keys().get(position)).toList()));
    }
    return forms;
  }

  private static KeyForm of(List<FieldValue> fields) {
    FieldValue first = fields.getFirst();
    if (fields.stream().allMatch(field -> field.valueType().equals(first.valueType()))) {
      return new Same();
    }
    if (first.type().isTime()) {
      return new Moment();
    }
    int whole = fields.stream().mapToInt(field -> whole(field.valueType())).max().orElse(0);
    int scale = fields.stream().mapToInt(field -> scale(field.valueType())).max().orElse(0);
    return whole + scale <= SqlNumber.MAX_DIGITS ? new Exact(whole, scale) : new Inexact();
  }

  private static int whole(ValueType type) {
    return type instanceof ValueType.Decimal(int precision, int scale) ? precision - scale : 19;
  }

  private static int scale(ValueType type) {
    return type instanceof ValueType.Decimal decimal ? decimal.scale() : 0;
  }

  /// The field as SQL of this form.
  default String sql(Writer writer, FieldValue field) {
    return switch (this) {
      case Same _ -> writer.column(field);
      case Exact(int whole, int scale) -> writer.number(field).as(whole, scale);
      case Inexact _ -> writer.number(field).approximate();
      case Moment _ -> Writer.timestamp(writer, field);
    };
  }
}
