package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.RuleType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a rule means, one row at a time and as plainly as possible. Numbers are [BigDecimal] or,
/// after `/`, [Double]; the rows of the test do not overflow.
final class RowEvaluator {
  private final Map<String, @Nullable Object> row;

  RowEvaluator(Map<String, @Nullable Object> row) {
    this.row = row;
  }

  boolean holds(Expression expression) {
    return Boolean.TRUE.equals(value(expression));
  }

  @Nullable Object value(Expression expression) {
    return switch (expression) {
      case Expression.NumberConstant(BigDecimal value, RuleType _) -> value;
      case Expression.TextConstant(String value) -> value;
      case Expression.TruthConstant(boolean value) -> value;
      case Expression.NullConstant _ -> null;
      case Expression.FieldValue field -> row.get(field.field());
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negation(Expression operand) -> negated(value(operand));
      case Expression.Absolute(Expression operand) -> absolute(value(operand));
      case Expression.Round(Expression operand, int digits) -> rounded(value(operand), digits);
      case Expression.Comparison comparison -> compare(comparison);
      case Expression.Logic logic when logic.all() ->
          logic.operands().stream().allMatch(this::holds);
      case Expression.Logic logic -> logic.operands().stream().anyMatch(this::holds);
      case Expression.Not(Expression operand) -> !holds(operand);
      case Expression.IsNull(Expression operand) -> value(operand) == null;
      case Expression.InList in -> in(value(in.operand()), in.values());
      case Expression.FillNull fill ->
          value(fill.operand()) == null ? value(fill.replacement()) : value(fill.operand());
      case Expression.TextLength(Expression operand) ->
          value(operand) instanceof String text ? BigDecimal.valueOf(text.length()) : null;
      case Expression.Conditional choice ->
          holds(choice.condition()) ? value(choice.then()) : value(choice.otherwise());
      case Expression.Cast(Expression operand, RuleType type) when type == RuleType.WHOLE ->
          value(operand) instanceof Boolean truth ? truth ? BigDecimal.ONE : BigDecimal.ZERO : null;
      default -> throw new IllegalArgumentException("not generated: " + expression);
    };
  }

  private static @Nullable Object negated(@Nullable Object value) {
    return value instanceof BigDecimal exact
        ? exact.negate()
        : value instanceof Double inexact ? -inexact : null;
  }

  private static @Nullable Object absolute(@Nullable Object value) {
    return value instanceof BigDecimal exact
        ? exact.abs()
        : value instanceof Double inexact ? Math.abs(inexact) : null;
  }

  private static @Nullable Object rounded(@Nullable Object value, int digits) {
    if (value instanceof Double inexact) {
      double power = Math.pow(10, digits);
      return Math.rint(inexact * power) / power;
    }
    return value instanceof BigDecimal exact
        ? exact.setScale(digits, RoundingMode.HALF_EVEN)
        : null;
  }

  private @Nullable Object arithmetic(Expression.Arithmetic arithmetic) {
    Object left = value(arithmetic.left());
    Object right = value(arithmetic.right());
    if (left == null || right == null) {
      return null;
    }
    boolean exact = left instanceof BigDecimal && right instanceof BigDecimal;
    return exact && arithmetic.operation() != Operation.DIVIDE
        ? exact(arithmetic.operation(), (BigDecimal) left, (BigDecimal) right)
        : number(inexact(arithmetic.operation(), asDouble(left), asDouble(right)));
  }

  private static @Nullable Object number(double value) {
    return Double.isNaN(value) ? null : value;
  }

  private static double asDouble(Object value) {
    return ((Number) value).doubleValue();
  }

  private static @Nullable Object exact(Operation operation, BigDecimal left, BigDecimal right) {
    boolean divides = operation == Operation.MODULO || operation == Operation.FLOOR_DIVIDE;
    if (divides && right.signum() == 0) {
      return number(inexact(operation, left.doubleValue(), 0));
    }
    return switch (operation) {
      case ADD -> left.add(right);
      case SUBTRACT -> left.subtract(right);
      case MULTIPLY -> left.multiply(right);
      case FLOOR_DIVIDE -> floor(left, right);
      case MODULO -> left.subtract(floor(left, right).multiply(right));
      case DIVIDE, POWER -> throw new IllegalArgumentException("doubles");
    };
  }

  private static BigDecimal floor(BigDecimal left, BigDecimal right) {
    return left.divide(right, 0, RoundingMode.FLOOR);
  }

  private static double inexact(Operation operation, double left, double right) {
    return switch (operation) {
      case ADD -> left + right;
      case SUBTRACT -> left - right;
      case MULTIPLY -> left * right;
      case DIVIDE -> left / right;
      case FLOOR_DIVIDE -> right == 0 ? left / right : Math.floor(left / right);
      case MODULO -> right == 0 ? Double.NaN : left - right * Math.floor(left / right);
      case POWER -> Math.pow(left, right);
    };
  }

  private boolean compare(Expression.Comparison comparison) {
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    boolean unknown = left == null || right == null;
    return switch (comparison.relation()) {
      case NOT_EQUAL -> unknown || order(left, right) != 0;
      case EQUAL -> !unknown && order(left, right) == 0;
      case LESS -> !unknown && order(left, right) < 0;
      case AT_MOST -> !unknown && order(left, right) <= 0;
      case GREATER -> !unknown && order(left, right) > 0;
      case AT_LEAST -> !unknown && order(left, right) >= 0;
    };
  }

  private static int order(@Nullable Object left, @Nullable Object right) {
    Object first = Objects.requireNonNull(left);
    Object second = Objects.requireNonNull(right);
    if (first instanceof BigDecimal a && second instanceof BigDecimal b) {
      return a.compareTo(b);
    }
    if (first instanceof Number && second instanceof Number) {
      double a = asDouble(first);
      double b = asDouble(second);
      return a < b ? -1 : a > b ? 1 : 0;
    }
    return first instanceof Boolean a
        ? Boolean.compare(a, (Boolean) second)
        : ((String) first).compareTo((String) second);
  }

  private boolean in(@Nullable Object operand, List<Expression> values) {
    return operand != null
        && values.stream()
            .map(this::value)
            .anyMatch(value -> value != null && order(operand, value) == 0);
  }
}
