package dev.sage.engine.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Division that rounds towards minus infinity. DuckDB's own truncates, and fails on zero; its
/// `fmod` of doubles floors.
final class Division {
  private static final Pattern LITERAL =
      Pattern.compile("(?:\\(?|CAST\\(')(?<digits>-?[0-9.]+)(?:\\)?|' AS [A-Z0-9(),]+\\))");

  private Division() {}

  static SqlNumber modulo(SqlNumber left, SqlNumber right) {
    String approximate =
        Writer.number("fmod(" + left.approximate() + ", " + right.approximate() + ")");
    int scale = Math.max(left.scale(), right.scale());
    int room = SqlNumber.MAX_DIGITS - scale;
    if (!left.isExact() || !right.isExact() || room < 2) {
      return SqlNumber.inexact(approximate);
    }
    int digits = Math.min(Math.max(left.whole(), right.whole()) + 1, room);
    String exact = rest(left.as(digits, scale), right.as(digits, scale));
    List<String> guards = guards(left, right, digits);
    return new SqlNumber(
        Optional.of(exact),
        nearest(guards, exact, approximate),
        Math.min(right.whole(), room),
        scale,
        guards);
  }

  /// The remainder of doubles says little of long numbers.
  private static String nearest(List<String> guards, String exact, String approximate) {
    return "coalesce(CAST(" + Writer.guarded(guards, exact) + " AS DOUBLE), " + approximate + ")";
  }

  private static List<String> guards(SqlNumber left, SqlNumber right, int digits) {
    List<String> guards =
        SqlNumber.both(
            SqlNumber.both(left.guards(), right.guards()),
            SqlNumber.both(left.fitting(digits), right.fitting(digits - 1)));
    return isConstant(right)
        ? guards
        : SqlNumber.both(guards, List.of("(" + right.approximate() + ") <> 0"));
  }

  /// A constant that is not zero.
  private static boolean isConstant(SqlNumber number) {
    Matcher literal = LITERAL.matcher(number.exactly());
    return literal.matches() && literal.group("digits").matches(".*[1-9].*");
  }

  private static String rest(String left, String right) {
    return "(((" + left + " % " + right + ") + " + right + ") % " + right + ")";
  }

  static SqlNumber floor(SqlNumber left, SqlNumber right) {
    String approximate = inexactFloor(left.approximate(), right.divisor());
    int scale = Math.max(left.scale(), right.scale());
    int room = SqlNumber.MAX_DIGITS - 2 * scale - 1;
    if (!left.isExact() || !right.isExact() || room < 2) {
      return SqlNumber.inexact(approximate);
    }
    int digits = Math.min(Math.max(left.whole(), right.whole()) + 1, room);
    String first = scaled(left, digits, scale);
    String second = scaled(right, digits, scale);
    String exact = "((" + first + " - " + rest(first, second) + ") // " + second + ")";
    int whole = Math.min(SqlNumber.MAX_DIGITS, digits + scale);
    List<String> guards = guards(left, right, digits);
    return new SqlNumber(Optional.of(exact), nearest(guards, exact, approximate), whole, 0, guards);
  }

  /// In units of the last place.
  private static String scaled(SqlNumber number, int digits, int scale) {
    String power = "CAST('1" + "0".repeat(scale) + "' AS DECIMAL(" + (scale + 1) + ",0))";
    return scale == 0
        ? "CAST(" + number.exactly() + " AS HUGEINT)"
        : "CAST((" + number.as(digits, scale) + " * " + power + ") AS HUGEINT)";
  }

  private static String inexactFloor(String left, String right) {
    return Writer.number(
        "CASE WHEN "
            + right
            + " = 0 THEN "
            + left
            + " / "
            + right
            + " ELSE round(("
            + left
            + " - fmod("
            + left
            + ", "
            + right
            + ")) / "
            + right
            + ") END");
  }
}
