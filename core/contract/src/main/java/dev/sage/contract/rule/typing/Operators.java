package dev.sage.contract.rule.typing;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.contract.pattern.PythonPattern.Mode;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Arithmetic;
import dev.sage.contract.rule.Expression.Cast;
import dev.sage.contract.rule.Expression.Comparison;
import dev.sage.contract.rule.Expression.Concatenation;
import dev.sage.contract.rule.Expression.Match;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.Relation;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.spi.Message;

/// The types of operators.
public final class Operators {
  private Operators() {}

  /// `+` joins texts, as in Python.
  public static Expression arithmetic(
      Operation operation, String sign, Expression left, Expression right, int at)
      throws RuleError {
    if (operation == Operation.ADD
        && left.type() == RuleType.TEXT
        && right.type() == RuleType.TEXT) {
      return new Concatenation(left, right);
    }
    Expression first = number(left, sign, at);
    Expression second = number(right, sign, at);
    return new Arithmetic(operation, first, second, type(operation, first, second));
  }

  /// Two texts, one behind the other.
  public static Expression joined(String sign, Expression left, Expression right, int at)
      throws RuleError {
    return new Concatenation(text(left, sign, at), text(right, sign, at));
  }

  private static RuleType type(Operation operation, Expression left, Expression right) {
    if (operation == Operation.DIVIDE || operation == Operation.POWER) {
      return RuleType.DOUBLE;
    }
    return wider(left.type(), right.type());
  }

  private static RuleType wider(RuleType left, RuleType right) {
    if (left == RuleType.DOUBLE || right == RuleType.DOUBLE) {
      return RuleType.DOUBLE;
    }
    return left == RuleType.DECIMAL || right == RuleType.DECIMAL
        ? RuleType.DECIMAL
        : RuleType.WHOLE;
  }

  /// The operand as a number; a condition counts 0 or 1.
  public static Expression number(Expression operand, String construct, int at) throws RuleError {
    if (operand.type().isNumber()) {
      return operand;
    }
    if (operand.type() == RuleType.BOOLEAN) {
      return new Cast(operand, RuleType.WHOLE);
    }
    if (operand.type() == RuleType.NULL) {
      return new Cast(operand, RuleType.WHOLE);
    }
    if (operand.type().isTime() && (construct.equals("-") || construct.equals("+"))) {
      throw new RuleError(at, Reasons.unsupported("fecha " + construct + " …", "fecha <= fecha"));
    }
    throw new RuleError(at, Reasons.needs(construct, "números", "numbers", operand.type()));
  }

  /// The operand, which must be a text.
  public static Expression text(Expression operand, String construct, int at) throws RuleError {
    if (operand.type() != RuleType.TEXT) {
      throw new RuleError(at, Reasons.needs(construct, "un texto", "a text", operand.type()));
    }
    return operand;
  }

  /// The operand, which must be a date or a date-time.
  public static Expression time(Expression operand, String construct, int at) throws RuleError {
    if (!operand.type().isTime()) {
      throw new RuleError(at, Reasons.needs(construct, "una fecha", "a date", operand.type()));
    }
    return operand;
  }

  /// The operand, which must be a number, a date or a date-time.
  public static Expression ordered(Expression operand, String construct, int at) throws RuleError {
    if (!operand.type().isNumber() && !operand.type().isTime()) {
      throw new RuleError(
          at, Reasons.needs(construct, "números o fechas", "numbers or dates", operand.type()));
    }
    return operand;
  }

  /// The operand as another type.
  public static Expression cast(Expression operand, RuleType type, String construct, int at)
      throws RuleError {
    if (operand.type().isTime() && type != RuleType.TEXT) {
      throw new RuleError(
          at, Reasons.needs(construct, "números o textos", "numbers or texts", operand.type()));
    }
    return operand.type() == type ? operand : new Cast(operand, type);
  }

  /// Whether a text matches a pattern.
  public static Expression match(
      Expression operand, String text, Mode mode, boolean ignoreCase, int at) throws RuleError {
    return switch (PythonPattern.parse(text, mode, ignoreCase)) {
      case PythonPattern.Parsed.Good(PythonPattern pattern) -> new Match(operand, pattern, mode);
      case PythonPattern.Parsed.Bad(Message message) -> throw new RuleError(at, message);
    };
  }

  public static Expression compare(String sign, Expression left, Expression right, int at)
      throws RuleError {
    Relation relation =
        switch (sign) {
          case "==" -> Relation.EQUAL;
          case "!=" -> Relation.NOT_EQUAL;
          case "<" -> Relation.LESS;
          case "<=" -> Relation.AT_MOST;
          case ">" -> Relation.GREATER;
          default -> Relation.AT_LEAST;
        };
    Expression second = fit(left, right, at);
    Expression first = fit(second, left, at);
    return new Comparison(relation, first, second);
  }

  /// `value` in a form that can be compared with `other`.
  public static Expression fit(Expression other, Expression value, int at) throws RuleError {
    if (other.type().isTime() && value instanceof TextConstant(String text)) {
      return Constants.time(text, at);
    }
    if (value.type().isTime() && other instanceof TextConstant) {
      return value;
    }
    requireComparable(other, value, at);
    boolean counted = value.type() == RuleType.BOOLEAN && other.type().isNumber();
    return counted ? new Cast(value, RuleType.WHOLE) : value;
  }

  public static void requireComparable(Expression left, Expression right, int at) throws RuleError {
    RuleType first = left.type();
    RuleType second = right.type();
    boolean fits =
        first == second
            || first == RuleType.NULL
            || second == RuleType.NULL
            || (first.isNumeric() && second.isNumeric())
            || (first.isTime() && second.isTime());
    if (!fits) {
      throw new RuleError(at, Reasons.compare(first, second));
    }
  }

  /// The type of something that is one or the other.
  public static RuleType common(Expression left, Expression right, int at) throws RuleError {
    return common(left.type(), right.type(), at);
  }

  public static RuleType common(RuleType left, RuleType right, int at) throws RuleError {
    if (left == right || right == RuleType.NULL) {
      return left;
    }
    if (left == RuleType.NULL) {
      return right;
    }
    if (left.isNumber() && right.isNumber()) {
      return wider(left, right);
    }
    if (left.isTime() && right.isTime()) {
      return RuleType.DATE_TIME;
    }
    throw new RuleError(at, Reasons.compare(left, right));
  }
}
