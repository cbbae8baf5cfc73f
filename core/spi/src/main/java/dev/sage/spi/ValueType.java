package dev.sage.spi;

/// The types that a value of a delivery can have. What text is accepted for each is the contract's
/// law.
public sealed interface ValueType {

  /// Unicode text, kept verbatim.
  record Text() implements ValueType {}

  /// A whole number of 64 bits.
  record Whole() implements ValueType {}

  /// An exact decimal with at most `precision` digits, `scale` of them after the point.
  record Decimal(int precision, int scale) implements ValueType {
    public static final int MAX_PRECISION = 38;

    public Decimal {
      if (precision < 1 || precision > MAX_PRECISION || scale < 0 || scale > precision) {
        throw new IllegalArgumentException(
            "A decimal has 1 to 38 digits, and no more of them after the point than in all.");
      }
    }
  }

  /// A day of the calendar, years 0001 to 9999.
  record Date() implements ValueType {}

  /// A day and a time with microseconds, no zone.
  record DateTime() implements ValueType {}

  record Bool() implements ValueType {}

  ValueType TEXT = new Text();
  ValueType WHOLE = new Whole();
  ValueType DECIMAL = new Decimal(38, 9);
  ValueType DATE = new Date();
  ValueType DATE_TIME = new DateTime();
  ValueType BOOL = new Bool();
}
