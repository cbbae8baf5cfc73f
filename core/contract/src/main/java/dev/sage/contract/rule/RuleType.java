package dev.sage.contract.rule;

import dev.sage.spi.ValueType;

/// The type of an expression. WHOLE and DECIMAL are exact.
public enum RuleType {
  BOOLEAN,
  WHOLE,
  DECIMAL,
  DOUBLE,
  TEXT,
  DATE,
  DATE_TIME,
  NULL;

  /// The type that values of a field have.
  public static RuleType of(ValueType type) {
    return switch (type) {
      case ValueType.Text _ -> TEXT;
      case ValueType.Whole _ -> WHOLE;
      case ValueType.Decimal _ -> DECIMAL;
      case ValueType.Date _ -> DATE;
      case ValueType.DateTime _ -> DATE_TIME;
      case ValueType.Bool _ -> BOOLEAN;
    };
  }

  public boolean isNumber() {
    return this == WHOLE || this == DECIMAL || this == DOUBLE;
  }

  public boolean isTime() {
    return this == DATE || this == DATE_TIME;
  }

  /// Usable as a number: numbers, and conditions as 0 and 1.
  public boolean isNumeric() {
    return isNumber() || this == BOOLEAN;
  }
}
