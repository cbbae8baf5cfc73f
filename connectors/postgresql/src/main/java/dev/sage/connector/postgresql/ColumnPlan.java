package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableState.Column;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How one column is landed.
///
/// @param definition its type as a column definition has it, collation included
/// @param required whether the contract promises that no null arrives
/// @param encoder writes the column's own type
/// @param limits what the column cannot hold of what its values' type can
record ColumnPlan(
    String name, String definition, boolean required, Encoder encoder, List<ColumnLimit> limits) {
  private static final int INT8 = 20;
  private static final int INT2 = 21;
  private static final int INT4 = 23;
  private static final int TEXT = 25;
  private static final int FLOAT8 = 701;
  private static final int BOOL = 16;
  private static final int BPCHAR = 1042;
  private static final int VARCHAR = 1043;
  private static final int DATE = 1082;
  private static final int TIMESTAMP = 1114;
  private static final int TIMESTAMPTZ = 1184;
  private static final int NUMERIC = 1700;

  /// PostgreSQL adds 4 to lengths and precisions in `atttypmod`.
  private static final int MODIFIER_OFFSET = 4;

  private static final int MICROSECONDS = 6;
  private static final int LONG_DIGITS = 19;

  ColumnPlan {
    limits = List.copyOf(limits);
  }

  /// The type of a column that SAGE makes.
  static String typeOf(ValueType type) {
    return switch (type) {
      case ValueType.Text _ -> "text";
      case ValueType.Whole _ -> "bigint";
      case ValueType.Decimal decimal ->
          "numeric(%d,%d)".formatted(decimal.precision(), decimal.scale());
      case ValueType.Date _ -> "date";
      case ValueType.DateTime _ -> "timestamp";
      case ValueType.Bool _ -> "boolean";
    };
  }

  /// A column that SAGE makes: it holds every value of its type.
  ///
  /// @param notNull whether it takes no null, whatever the contract says
  static ColumnPlan created(LoadColumn column, boolean notNull) {
    Encoder encoder =
        switch (column.type()) {
          case ValueType.Text _ -> Encoder.TEXT;
          case ValueType.Whole _ -> Encoder.INT8;
          case ValueType.Decimal decimal -> Encoder.numeric(decimal.scale());
          case ValueType.Date _ -> Encoder.DATE;
          case ValueType.DateTime _ -> Encoder.TIMESTAMP;
          case ValueType.Bool _ -> Encoder.BOOL;
        };
    return new ColumnPlan(
        column.name(), typeOf(column.type()), column.required(), encoder, nulls(column, notNull));
  }

  /// A column that is there; empty when its type cannot hold such values as they are.
  static Optional<ColumnPlan> existing(LoadColumn column, Column existing) {
    return encoding(column.type(), existing)
        .map(encoding -> {
          List<ColumnLimit> limits = new ArrayList<>(encoding.limits());
          limits.addAll(nulls(column, existing.notNull()));
          return new ColumnPlan(
              column.name(), existing.definition(), column.required(), encoding.encoder(), limits);
        });
  }

  private static List<ColumnLimit> nulls(LoadColumn column, boolean notNull) {
    return notNull && !column.required()
        ? List.of(new ColumnLimit.NotNull(column.name()))
        : List.of();
  }

  /// What the types of two columns make of each other.
  private record Encoding(Encoder encoder, List<ColumnLimit> limits) {}

  private static Optional<Encoding> encoding(ValueType type, Column column) {
    return switch (type) {
      case ValueType.Text _ -> text(column);
      case ValueType.Whole _ -> whole(column);
      case ValueType.Decimal decimal -> decimal(decimal, column);
      case ValueType.Date _ -> only(column.type() == DATE, Encoder.DATE);
      case ValueType.DateTime _ -> only(isTimestamp(column), Encoder.TIMESTAMP);
      case ValueType.Bool _ -> only(column.type() == BOOL, Encoder.BOOL);
    };
  }

  private static Optional<Encoding> text(Column column) {
    return switch (column.type()) {
      case TEXT -> encoded(Encoder.TEXT);
      case VARCHAR, BPCHAR ->
          column.modifier() < 0
              ? encoded(Encoder.TEXT)
              : encoded(
                  Encoder.TEXT,
                  new ColumnLimit.TextLength(column.name(), column.modifier() - MODIFIER_OFFSET));
      default -> Optional.empty();
    };
  }

  private static Optional<Encoding> whole(Column column) {
    return switch (column.type()) {
      case INT2 -> encoded(Encoder.INT2, range(column, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT4 -> encoded(Encoder.INT4, range(column, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT8 -> encoded(Encoder.INT8);
      case NUMERIC -> numeric(column, Encoder.WHOLE_NUMERIC, LONG_DIGITS, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<Encoding> decimal(ValueType.Decimal type, Column column) {
    return switch (column.type()) {
      case FLOAT8 -> encoded(Encoder.FLOAT8);
      case NUMERIC ->
          numeric(
              column, Encoder.numeric(type.scale()), type.precision() - type.scale(), type.scale());
      default -> Optional.empty();
    };
  }

  /// A scale below 0 or above the precision would round, or bound, in a way no limit can say.
  private static Optional<Encoding> numeric(Column column, Encoder encoder, int before, int after) {
    if (column.modifier() < 0) {
      return encoded(encoder);
    }
    int modifier = column.modifier() - MODIFIER_OFFSET;
    int precision = (modifier >> 16) & 0xffff;
    int scale = ((modifier & 0x7ff) ^ 1024) - 1024;
    if (scale < 0 || scale > precision) {
      return Optional.empty();
    }
    return precision - scale >= before && scale >= after
        ? encoded(encoder)
        : encoded(encoder, new ColumnLimit.Digits(column.name(), precision, scale));
  }

  /// Fewer digits than microseconds would round.
  private static boolean isTimestamp(Column column) {
    return (column.type() == TIMESTAMP || column.type() == TIMESTAMPTZ)
        && (column.modifier() < 0 || column.modifier() >= MICROSECONDS);
  }

  private static ColumnLimit range(Column column, long min, long max) {
    return new ColumnLimit.WholeRange(column.name(), min, max);
  }

  private static Optional<Encoding> only(boolean fits, Encoder encoder) {
    return fits ? encoded(encoder) : Optional.empty();
  }

  private static Optional<Encoding> encoded(Encoder encoder, ColumnLimit... limits) {
    return Optional.of(new Encoding(encoder, List.of(limits)));
  }
}
