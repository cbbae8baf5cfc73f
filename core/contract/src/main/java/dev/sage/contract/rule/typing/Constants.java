package dev.sage.contract.rule.typing;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.DoubleConstant;
import dev.sage.contract.rule.Expression.NumberConstant;
import dev.sage.contract.rule.Expression.TimeConstant;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Locale;

/// Values that a rule spells out.
public final class Constants {
  private static final int MAX_DIGITS = 38;

  private Constants() {}

  public static Expression whole(long value) {
    return new NumberConstant(BigDecimal.valueOf(value), RuleType.WHOLE);
  }

  public static Expression number(Syntax.Numeral number) {
    String text = number.text();
    boolean whole = text.chars().allMatch(Character::isDigit);
    if (text.length() > 60) {
      return new DoubleConstant(Double.parseDouble(text));
    }
    BigDecimal value;
    try {
      value = new BigDecimal(text).stripTrailingZeros();
    } catch (NumberFormatException _) {
      return new DoubleConstant(Double.parseDouble(text));
    }
    return fits(value)
        ? new NumberConstant(
            value.scale() < 0 ? value.setScale(0) : value,
            whole ? RuleType.WHOLE : RuleType.DECIMAL)
        : new DoubleConstant(Double.parseDouble(text));
  }

  private static boolean fits(BigDecimal value) {
    long before = (long) value.precision() - value.scale();
    return value.scale() <= MAX_DIGITS
        && before <= MAX_DIGITS
        && Math.max(before, 1) + Math.max(value.scale(), 0) <= MAX_DIGITS;
  }

  /// The same constant with the other sign; anything else is not folded.
  public static Expression negate(Expression operand) {
    return switch (operand) {
      case NumberConstant(BigDecimal value, RuleType type) ->
          new NumberConstant(value.negate(), type);
      case DoubleConstant(double value) -> new DoubleConstant(-value);
      default -> new Expression.Negation(operand);
    };
  }

  public static int integer(Syntax syntax, String function) throws RuleError {
    Syntax digits = syntax instanceof Syntax.Prefix prefix ? prefix.operand() : syntax;
    boolean negative = syntax instanceof Syntax.Prefix prefix && prefix.sign().equals("-");
    if (digits instanceof Syntax.Numeral number && number.text().matches("[0-9]{1,9}")) {
      int value = Integer.parseInt(number.text());
      return negative ? -value : value;
    }
    throw new RuleError(syntax.start(), Reasons.argumentForm(function, "2"));
  }

  public static String text(Syntax syntax, String function) throws RuleError {
    if (syntax instanceof Syntax.Text text) {
      return text.value();
    }
    throw new RuleError(syntax.start(), Reasons.argumentForm(function, "'texto'"));
  }

  public static boolean truth(Syntax syntax, String function) throws RuleError {
    if (syntax instanceof Syntax.Truth truth) {
      return truth.value();
    }
    throw new RuleError(syntax.start(), Reasons.argumentForm(function, "True, False"));
  }

  /// A date or date-time as ISO writes it, also `20240131`.
  public static TimeConstant time(String text, int at) throws RuleError {
    String clean = text.strip();
    try {
      return new TimeConstant(parse(clean));
    } catch (DateTimeException _) {
      throw new RuleError(at, Reasons.notATime(text));
    }
  }

  private static LocalDateTime parse(String text) {
    if (text.matches("[0-9]{8}")) {
      return LocalDate.parse(
              text,
              DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT)
                  .withResolverStyle(ResolverStyle.STRICT))
          .atStartOfDay();
    }
    if (!text.matches(
        "[0-9]{4}-[0-9]{2}-[0-9]{2}([ T][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]{1,6})?)?)?")) {
      throw new DateTimeException("not ISO");
    }
    LocalDate day = LocalDate.parse(text.substring(0, 10));
    if (day.getYear() < 1) {
      throw new DateTimeException("year");
    }
    return text.length() == 10
        ? day.atStartOfDay()
        : day.atTime(LocalTime.parse(text.substring(11)));
  }
}
