package dev.sage.contract.rule;

import dev.sage.contract.rule.Expression.Arithmetic;
import dev.sage.contract.rule.Expression.Cast;
import dev.sage.contract.rule.Expression.Comparison;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.Relation;
import dev.sage.contract.rule.Expression.TextConstant;
import java.util.ArrayList;
import java.util.List;

/// The types of operators.
final class Operators {
  private Operators() {}

  static Expression arithmetic(Checker checker, Syntax.Binary binary) throws RuleError {
    Operation operation =
        switch (binary.sign()) {
          case "+" -> Operation.ADD;
          case "-" -> Operation.SUBTRACT;
          case "*" -> Operation.MULTIPLY;
          case "/" -> Operation.DIVIDE;
          case "//" -> Operation.FLOOR_DIVIDE;
          case "%" -> Operation.MODULO;
          case "**" -> Operation.POWER;
          default -> throw new RuleError(binary.at(), otherSign(binary.sign()));
        };
    Expression left = checker.expression(binary.left());
    Expression right = checker.expression(binary.right());
    return arithmetic(operation, binary.sign(), left, right, binary.at());
  }

  private static dev.sage.spi.Message otherSign(String sign) {
    return sign.equals("^")
        ? Reasons.unsupported("^", "!=, **")
        : Reasons.unsupported(sign, "+ - * / // % **");
  }

  static Expression arithmetic(
      Operation operation, String sign, Expression left, Expression right, int at)
      throws RuleError {
    Expression first = number(left, sign, at);
    Expression second = number(right, sign, at);
    return new Arithmetic(operation, first, second, type(operation, first, second));
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
  static Expression number(Expression operand, String construct, int at) throws RuleError {
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

  static Expression flip(Checker checker, Syntax.Prefix prefix) throws RuleError {
    Expression operand = checker.expression(prefix.operand());
    if (operand.type() != RuleType.BOOLEAN) {
      throw new RuleError(
          prefix.start(), Reasons.needs("~", "una condición", "a condition", operand.type()));
    }
    return new Not(operand);
  }

  static Expression sign(Checker checker, Syntax.Prefix prefix) throws RuleError {
    Expression operand =
        number(checker.expression(prefix.operand()), "unary " + prefix.sign(), prefix.start());
    return prefix.sign().equals("-") ? Constants.negate(operand) : operand;
  }

  static Expression compare(String sign, Expression left, Expression right, int at)
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
  static Expression fit(Expression other, Expression value, int at) throws RuleError {
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

  static void requireComparable(Expression left, Expression right, int at) throws RuleError {
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
  static RuleType common(Expression left, Expression right, int at) throws RuleError {
    return common(left.type(), right.type(), at);
  }

  static RuleType common(RuleType left, RuleType right, int at) throws RuleError {
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

  /// `a > 0 & b > 0` is `a > (0 & b) > 0`, which nobody means.
  static void requireParentheses(Syntax.Chain chain, String text) throws RuleError {
    List<Integer> cuts = new ArrayList<>();
    cuts(chain.first(), cuts);
    chain.links().forEach(link -> cuts(link.operand(), cuts));
    if (!cuts.isEmpty()) {
      throw new RuleError(cuts.getFirst(), Reasons.precedence(suggestion(chain, cuts, text)));
    }
  }

  private static void cuts(Syntax operand, List<Integer> cuts) {
    if (operand instanceof Syntax.Junction junction && !junction.sign().matches("[a-z]+")) {
      for (int i = 0; i < junction.operands().size(); i++) {
        cuts(junction.operands().get(i), cuts);
        if (i < junction.signs().size()) {
          cuts.add(junction.signs().get(i));
        }
      }
    }
  }

  private static String suggestion(Syntax.Chain chain, List<Integer> cuts, String text) {
    StringBuilder out = new StringBuilder();
    int from = chain.start();
    for (int cut : cuts) {
      out.append('(').append(text.substring(from, cut).strip()).append(") ");
      out.append(text.charAt(cut)).append(' ');
      from = cut + 1;
    }
    return out.append('(').append(text.substring(from, chain.end()).strip()).append(')').toString();
  }
}
