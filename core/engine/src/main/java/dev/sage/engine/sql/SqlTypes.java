package dev.sage.engine.sql;

import dev.sage.spi.ValueType;

/// DuckDB's types for the values of a delivery.
public final class SqlTypes {
  private SqlTypes() {}

  public static String of(ValueType type) {
    return switch (type) {
      case ValueType.Text _ -> "VARCHAR";
      case ValueType.Whole _ -> "BIGINT";
      case ValueType.Decimal decimal ->
          "DECIMAL(%d,%d)".formatted(decimal.precision(), decimal.scale());
      case ValueType.Date _ -> "DATE";
      case ValueType.DateTime _ -> "TIMESTAMP";
      case ValueType.Bool _ -> "BOOLEAN";
    };
  }
}
