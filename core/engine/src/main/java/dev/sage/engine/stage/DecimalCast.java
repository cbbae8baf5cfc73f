package dev.sage.engine.stage;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.spi.ValueType;

/// Decimals: exact, never rounded, with the contract's separators.
final class DecimalCast {
  /// The Java function that reads what the fast pattern does not: exponents and superfluous zeros.
  static final String EXACT_FUNCTION = "sage_decimal";

  private DecimalCast() {}

  /// The text with `.` as its decimal separator and no thousands separator; null where the
  /// separators do not stand where they may.
  static String plain(String text, Reading reading) {
    boolean point = reading.decimalSeparator() == '.';
    if (point && reading.thousandsSeparator().isEmpty()) {
      return text;
    }
    String grouped =
        reading
            .thousandsSeparator()
            .map(t -> "|[0-9]{1,3}(" + inClass(t) + "[0-9]{3})+")
            .orElse("");
    String shape =
        "[ \t]*[+-]?([0-9]*%s)(%s[0-9]*)?([eE][+-]?[0-9]+)?[ \t]*"
            .formatted(grouped, inClass(reading.decimalSeparator()));
    String ungrouped = reading.thousandsSeparator().map(t -> replaced(text, t, "")).orElse(text);
    return "CASE WHEN regexp_full_match(%s, %s) THEN %s END"
        .formatted(text, Sql.literal(shape), replaced(ungrouped, reading.decimalSeparator(), "."));
  }

  private static String replaced(String text, char mark, String by) {
    return "replace("
        + String.join(", ", text, Sql.literal(String.valueOf(mark)), Sql.literal(by))
        + ")";
  }

  private static String inClass(char c) {
    return "[" + (c == '\\' || c == ']' || c == '^' ? "\\" + c : String.valueOf(c)) + "]";
  }

  /// With few digits after the point most files have all of them, and the value prints back as its
  /// text.
  private static final int PRINTED_SCALE = 4;

  /// See [Casts#plainValue].
  static String plainValue(ValueType.Decimal type, String text, String quick, Reading reading) {
    String bare = plain(text, reading);
    return "CASE WHEN %s THEN %s END"
        .formatted(type.scale() <= PRINTED_SCALE ? prints(bare, quick) : fits(type, bare), quick);
  }

  static String value(ValueType.Decimal type, String text, String quick, Reading reading) {
    String bare = plain(text, reading);
    return """
    CASE WHEN %2$s THEN %3$s
      WHEN %1$s IS NULL THEN NULL
      ELSE try_cast(%4$s(%1$s, %5$d) AS %6$s) END\
    """
        .formatted(bare, fits(type, bare), quick, EXACT_FUNCTION, type.scale(), SqlTypes.of(type));
  }

  /// Whether [#plainValue] only finds values that print as their text.
  static boolean isPrinted(ValueType.Decimal type, Reading reading) {
    return type.scale() <= PRINTED_SCALE
        && reading.decimalSeparator() == '.'
        && reading.thousandsSeparator().isEmpty();
  }

  private static String prints(String bare, String quick) {
    return "CAST(%s AS VARCHAR) = %s".formatted(quick, bare);
  }

  /// No exponent, and no more digits after the point than are kept: the engine's cast is exact.
  private static String fits(ValueType.Decimal type, String bare) {
    String pattern =
        type.scale() == 0
            ? "[+-]?[0-9]+[.]?"
            : "[+-]?([0-9]+([.][0-9]{0,%1$d})?|[.][0-9]{1,%1$d})".formatted(type.scale());
    return "regexp_full_match(%s, '%s')".formatted(bare, pattern);
  }
}
