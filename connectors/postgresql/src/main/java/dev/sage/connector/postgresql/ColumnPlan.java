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
/// @param encoder writes the column's own type
/// @param limits what the column cannot hold of what its values' type can
record ColumnPlan(String name, Encoder encoder, List<ColumnLimit> limits) {
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
  static ColumnPlan created(LoadColumn column) {
    Encoder encoder =
        switch (column.type()) {
          case ValueType.Text _ -> Encoder.TEXT;
          case ValueType.Whole _ -> Encoder.INT8;
          case ValueType.Decimal _ -> Encoder.NUMERIC;
          case ValueType.Date _ -> Encoder.DATE;
          case ValueType.DateTime _ -> Encoder.TIMESTAMP;
          case ValueType.Bool _ -> Encoder.BOOL;
        };
    return new ColumnPlan(column.name(), encoder, List.of());
  }

  /// A column that is there; empty when its type cannot hold such values as they are.
  static Optional<ColumnPlan> existing(LoadColumn column, Column existing) {
    return encoding(column.type(), existing)
        .map(encoding -> {
          List<ColumnLimit> limits = new ArrayList<>(encoding.limits());
          if (existing.notNull() && !column.required()) {
            limits.add(new ColumnLimit.NotNull(column.name()));
          }
          return new ColumnPlan(column.name(), encoding.encoder(), limits);
        });
  }

  private static Optional<ColumnPlan> encoding(ValueType type, Column column) {
    return switch (type) {
      case ValueType.Text _ -> text(column);
      case ValueType.Whole _ -> whole(column);
      case ValueType.Decimal decimal -> decimal(decimal, column);
      case ValueType.Date _ -> only(column.type() == DATE, column, Encoder.DATE);
      case ValueType.DateTime _ -> only(isTimestamp(column), column, Encoder.TIMESTAMP);
      case ValueType.Bool _ -> only(column.type() == BOOL, column, Encoder.BOOL);
    };
  }

  private static Optional<ColumnPlan> text(Column column) {
    return switch (column.type()) {
      case TEXT -> plan(column, Encoder.TEXT);
      case VARCHAR, BPCHAR ->
          column.modifier() < 0
              ? plan(column, Encoder.TEXT)
              : plan(
                  column,
                  Encoder.TEXT,
                  new ColumnLimit.TextLength(column.name(), column.modifier() - MODIFIER_OFFSET));
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnPlan> whole(Column column) {
    return switch (column.type()) {
      case INT2 -> plan(column, Encoder.INT2, range(column, Short.MIN_VALUE, Short.MAX_VALUE));
      case INT4 -> plan(column, Encoder.INT4, range(column, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case INT8 -> plan(column, Encoder.INT8);
      case NUMERIC -> numeric(column, Encoder.WHOLE_NUMERIC, LONG_DIGITS, 0);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnPlan> decimal(ValueType.Decimal type, Column column) {
    return switch (column.type()) {
      case FLOAT8 -> plan(column, Encoder.FLOAT8);
      case NUMERIC ->
          numeric(column, Encoder.NUMERIC, type.precision() - type.scale(), type.scale());
      default -> Optional.empty();
    };
  }

  /// A scale below 0 or above the precision would round, or bound, in a way no limit can say.
  private static Optional<ColumnPlan> numeric(
      Column column, Encoder encoder, int before, int after) {
    if (column.modifier() < 0) {
      return plan(column, encoder);
    }
    int modifier = column.modifier() - MODIFIER_OFFSET;
    int precision = (modifier >> 16) & 0xffff;
    int scale = ((modifier & 0x7ff) ^ 1024) - 1024;
    if (scale < 0 || scale > precision) {
      return Optional.empty();
    }
    return precision - scale >= before && scale >= after
        ? plan(column, encoder)
        : plan(column, encoder, new ColumnLimit.Digits(column.name(), precision, scale));
  }

  /// Fewer digits than microseconds would round.
  private static boolean isTimestamp(Column column) {
    return (column.type() == TIMESTAMP || column.type() == TIMESTAMPTZ)
        && (column.modifier() < 0 || column.modifier() >= MICROSECONDS);
  }

  private static ColumnLimit range(Column column, long min, long max) {
    return new ColumnLimit.WholeRange(column.name(), min, max);
  }

  private static Optional<ColumnPlan> only(boolean fits, Column column, Encoder encoder) {
    return fits ? plan(column, encoder) : Optional.empty();
  }

  private static Optional<ColumnPlan> plan(Column column, Encoder encoder, ColumnLimit... limits) {
    return Optional.of(new ColumnPlan(column.name(), encoder, List.of(limits)));
  }
}
