package dev.sage.engine.rule;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// Rounds half to even.
final class Rounding {
  private Rounding() {}

  static SqlNumber round(SqlNumber operand, int digits) {
    String approximate = Numbers.roundDouble(operand.approximate(), digits);
    if (operand.isExact() && digits >= operand.scale()) {
      return operand;
    }
    int whole = Math.max(operand.whole(), 1 - digits) + 1;
    int room = SqlNumber.MAX_DIGITS - operand.scale();
    if (!operand.isExact() || 2 - digits > room) {
      return SqlNumber.inexact(approximate);
    }
    int fit = Math.min(whole, room);
    List<String> guards = operand.guards();
    if (whole > room) {
      guards = SqlNumber.both(guards, List.of(SqlNumber.below(operand.approximate(), room - 1)));
    }
    return new SqlNumber(
        Optional.of(exact(operand, digits, fit)), approximate, fit, operand.scale(), guards);
  }

  /// The multiple below, and one unit more above the half, or at the half if that makes it even.
  private static String exact(SqlNumber operand, int digits, int fit) {
    String type = SqlNumber.type(fit, operand.scale());
    String value = operand.as(fit, operand.scale());
    BigDecimal one = BigDecimal.ONE.scaleByPowerOfTen(-digits);
    String unit = constant(one, type);
    String half = constant(one.divide(BigDecimal.TWO), type);
    String twice = constant(one.multiply(BigDecimal.TWO), type);
    if (operand.scale() <= digits) {
      return value;
    }
    String rest = floorRest(value, unit);
    String base = "(" + value + " - " + rest + ")";
    return "("
        + base
        + " + CASE WHEN "
        + rest
        + " > "
        + half
        + " OR ("
        + rest
        + " = "
        + half
        + " AND "
        + base
        + " % "
        + twice
        + " <> 0) THEN "
        + unit
        + " ELSE CAST(0 AS "
        + type
        + ") END)";
  }

  private static String floorRest(String value, String unit) {
    return "(((" + value + " % " + unit + ") + " + unit + ") % " + unit + ")";
  }

  private static String constant(BigDecimal value, String type) {
    return "CAST('" + value.toPlainString() + "' AS " + type + ")";
  }
}
