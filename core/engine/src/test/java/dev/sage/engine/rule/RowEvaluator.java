package dev.sage.engine.rule;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.RuleType;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.function.BinaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a rule means, one row at a time and as plainly as possible: numbers are [Num], texts
/// [String], times [LocalDateTime].
final class RowEvaluator {
  private static final int MAX_DIGITS = 38;

  private final Map<String, @Nullable Object> row;
  private boolean doubtful;

  RowEvaluator(Map<String, @Nullable Object> row) {
    this.row = row;
  }

  boolean holds(Expression expression) {
    return Boolean.TRUE.equals(value(expression));
  }

  /// Whether something was compared that is off by more than it differs.
  boolean isDoubtful() {
    return doubtful;
  }

  @Nullable Object value(Expression expression) {
    return switch (expression) {
      case Expression.NumberConstant(BigDecimal value, RuleType _) -> Num.exact(value);
      case Expression.DoubleConstant(double value) -> Num.inexact(value, 0);
      case Expression.TextConstant(String value) -> value;
      case Expression.TruthConstant(boolean value) -> value;
      case Expression.TimeConstant(LocalDateTime value) -> value;
      case Expression.NullConstant _ -> null;
      case Expression.FieldValue field -> row.get(field.field());
      case Expression.Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negation(Expression operand) ->
          value(operand) instanceof Num number ? number.negated() : null;
      case Expression.Absolute(Expression operand) ->
          value(operand) instanceof Num number ? number.absolute() : null;
      case Expression.Round(Expression operand, int digits) ->
          value(operand) instanceof Num number ? fit(number.rounded(digits), expression) : null;
      case Expression.Comparison comparison -> compare(comparison);
      case Expression.Logic logic when logic.all() ->
          logic.operands().stream().map(this::holds).reduce(true, Boolean::logicalAnd);
      case Expression.Logic logic ->
          logic.operands().stream().map(this::holds).reduce(false, Boolean::logicalOr);
      case Expression.Not(Expression operand) -> !holds(operand);
      case Expression.IsNull(Expression operand) -> value(operand) == null;
      case Expression.InList in -> in(value(in.operand()), in.values());
      case Expression.FillNull fill -> either(value(fill.operand()), fill.replacement(), fill);
      case Expression.Conditional choice ->
          fit(value(holds(choice.condition()) ? choice.then() : choice.otherwise()), choice);
      case Expression.Extreme extreme -> extreme(extreme);
      case Expression.Cast(Expression operand, RuleType type) when type == RuleType.WHOLE ->
          value(operand) instanceof Boolean truth
              ? Num.exact(truth ? BigDecimal.ONE : BigDecimal.ZERO)
              : null;
      case Expression.TextTest test -> textTest(test);
      case Expression.Match match -> match(match);
      case Expression.TextLength(Expression operand) ->
          value(operand) instanceof String text
              ? Num.exact(BigDecimal.valueOf(text.codePointCount(0, text.length())))
              : null;
      case Expression.Concatenation(Expression left, Expression right) ->
          value(left) instanceof String first && value(right) instanceof String second
              ? first + second
              : null;
      case Expression.Upper(Expression operand) ->
          value(operand) instanceof String text ? text.toUpperCase(Locale.ROOT) : null;
      case Expression.Lower(Expression operand) ->
          value(operand) instanceof String text ? text.toLowerCase(Locale.ROOT) : null;
      case Expression.Strip strip ->
          value(strip.operand()) instanceof String text ? text.strip() : null;
      case Expression.Slice(Expression operand, OptionalInt from, OptionalInt to) ->
          value(operand) instanceof String text ? slice(text, from, to) : null;
      case Expression.CharacterAt(Expression operand, int index) -> at(value(operand), index);
      case Expression.TimePart part -> part(part);
      default -> throw new IllegalArgumentException("not generated: " + expression);
    };
  }

  private @Nullable Object either(@Nullable Object first, Expression otherwise, Expression whole) {
    return fit(first == null ? value(otherwise) : first, whole);
  }

  private @Nullable Object arithmetic(Expression.Arithmetic arithmetic) {
    if (!(value(arithmetic.left()) instanceof Num left)
        || !(value(arithmetic.right()) instanceof Num right)) {
      return null;
    }
    Operation operation = arithmetic.operation();
    boolean divides = operation == Operation.MODULO || operation == Operation.FLOOR_DIVIDE;
    boolean exact = left.isExact() && right.isExact() && operation != Operation.DIVIDE;
    if (divides) {
      return divided(arithmetic, left, right);
    }
    return exact
        ? fit(exact(operation, left, right), arithmetic)
        : inexact(operation, left.asDouble(), right.asDouble());
  }

  private static Num exact(Operation operation, Num left, Num right) {
    BigDecimal value =
        switch (operation) {
          case ADD -> left.exact().add(right.exact());
          case SUBTRACT -> left.exact().subtract(right.exact());
          case MULTIPLY -> left.exact().multiply(right.exact());
          case DIVIDE, FLOOR_DIVIDE, MODULO, POWER -> throw new IllegalArgumentException();
        };
    return new Num(value, error(operation, left, right));
  }

  private static double error(Operation operation, Num left, Num right) {
    if (left.error() == 0 && right.error() == 0) {
      return 0;
    }
    return switch (operation) {
      case MULTIPLY ->
          left.size() * right.error() + right.size() * left.error() + left.error() * right.error();
      case DIVIDE ->
          right.error() * 2 >= right.size()
              ? Double.POSITIVE_INFINITY
              : 2 * (left.error() + right.error() * left.size() / right.size()) / right.size();
      case ADD, SUBTRACT, FLOOR_DIVIDE, MODULO, POWER -> left.error() + right.error();
    };
  }

  private static @Nullable Num inexact(Operation operation, Num left, Num right) {
    double a = left.approximate();
    double b = right.approximate();
    double value =
        switch (operation) {
          case ADD -> a + b;
          case SUBTRACT -> a - b;
          case MULTIPLY -> a * b;
          case DIVIDE -> a / b;
          case FLOOR_DIVIDE, MODULO, POWER -> throw new IllegalArgumentException();
        };
    double error = error(operation, left, right);
    return Num.inexact(value, error == 0 ? 0 : error + Math.abs(value) * 1e-12);
  }

  /// Beyond the digits that are left for it nothing is certain.
  private static @Nullable Object divided(Expression.Arithmetic whole, Num left, Num right) {
    boolean modulo = whole.operation() == Operation.MODULO;
    double room =
        Math.pow(10, MAX_DIGITS - 3 - 2.0 * Math.max(scale(whole.left()), scale(whole.right())));
    boolean certain =
        left.error() + right.error() == 0 && Math.max(left.size(), right.size()) < room;
    double error = certain ? 0 : Double.POSITIVE_INFINITY;
    if (right.size() == 0) {
      return modulo ? null : Num.inexact(left.approximate() / 0.0, error);
    }
    if (left.isExact() && right.isExact()) {
      BigDecimal floor = left.exact().divide(right.exact(), 0, RoundingMode.FLOOR);
      return new Num(modulo ? left.exact().subtract(floor.multiply(right.exact())) : floor, error);
    }
    double a = left.approximate();
    double b = right.approximate();
    double value = modulo ? a - b * Math.floor(a / b) : Math.floor(a / b);
    return Num.inexact(
        value,
        certain && Math.abs(a) < 1e6 && Math.abs(b) > 1e-3 ? 1e-6 : Double.POSITIVE_INFINITY);
  }

  /// A value that may not have been exact for want of digits.
  private static @Nullable Object fit(@Nullable Object value, Expression whole) {
    if (!(value instanceof Num number) || !number.isExact()) {
      return value;
    }
    double room = Math.pow(10, MAX_DIGITS - 2.0 - scale(whole));
    return number.size() < room
        ? number
        : new Num(number.value(), number.error() + number.size() * 1e-12);
  }

  /// Digits after the point, whatever the row.
  private static int scale(Expression expression) {
    return switch (expression) {
      case Expression.NumberConstant(BigDecimal value, RuleType _) -> value.scale();
      case Expression.FieldValue field ->
          field.valueType() instanceof ValueType.Decimal decimal ? decimal.scale() : 0;
      case Expression.Arithmetic(Operation operation, Expression left, Expression right, _) ->
          operation == Operation.MULTIPLY
              ? scale(left) + scale(right)
              : Math.max(scale(left), scale(right));
      default -> expression.children().stream().mapToInt(RowEvaluator::scale).max().orElse(0);
    };
  }

  private boolean compare(Expression.Comparison comparison) {
    Object left = value(comparison.left());
    Object right = value(comparison.right());
    boolean unknown = left == null || right == null;
    int order = unknown ? 0 : order(left, right);
    return switch (comparison.relation()) {
      case NOT_EQUAL -> unknown || order != 0;
      case EQUAL -> !unknown && order == 0;
      case LESS -> !unknown && order < 0;
      case AT_MOST -> !unknown && order <= 0;
      case GREATER -> !unknown && order > 0;
      case AT_LEAST -> !unknown && order >= 0;
    };
  }

  private int order(@Nullable Object left, @Nullable Object right) {
    Object first = Objects.requireNonNull(left);
    Object second = Objects.requireNonNull(right);
    if (first instanceof Num a && second instanceof Num b) {
      doubtful |= Num.isDoubtful(a, b);
      return Num.order(a, b);
    }
    if (first instanceof LocalDateTime a) {
      return a.compareTo((LocalDateTime) second);
    }
    return first instanceof Boolean a
        ? Boolean.compare(a, (Boolean) second)
        : byCodePoints((String) first, (String) second);
  }

  private static int byCodePoints(String one, String other) {
    int[] first = one.codePoints().toArray();
    int[] second = other.codePoints().toArray();
    return Arrays.compare(first, second);
  }

  private boolean in(@Nullable Object operand, List<Expression> values) {
    boolean found = false;
    for (Expression expression : values) {
      Object value = value(expression);
      found |= operand != null && value != null && order(operand, value) == 0;
    }
    return found;
  }

  private @Nullable Object extreme(Expression.Extreme extreme) {
    Object best = value(extreme.operands().getFirst());
    for (Expression operand : extreme.operands()) {
      Object value = value(operand);
      if (best == null || value == null) {
        return null;
      }
      best = better(extreme.greatest()).apply(best, value);
    }
    return fit(best, extreme);
  }

  private BinaryOperator<Object> better(boolean greatest) {
    Comparator<Object> order = this::order;
    return greatest ? BinaryOperator.maxBy(order) : BinaryOperator.minBy(order);
  }

  private boolean textTest(Expression.TextTest test) {
    if (!(value(test.operand()) instanceof String text)) {
      return false;
    }
    return switch (test.test()) {
      case STARTS -> text.startsWith(test.text());
      case ENDS -> text.endsWith(test.text());
      case CONTAINS -> text.contains(test.text());
    };
  }

  /// The patterns of the test mean the same to Java.
  private boolean match(Expression.Match match) {
    if (!(value(match.operand()) instanceof String text)) {
      return false;
    }
    var matcher = Pattern.compile(match.pattern().text()).matcher(text);
    return match.mode() == PythonPattern.Mode.FULL
        ? matcher.matches()
        : match.mode() == PythonPattern.Mode.MATCH ? matcher.lookingAt() : matcher.find();
  }

  private static String slice(String text, OptionalInt from, OptionalInt to) {
    int[] points = text.codePoints().toArray();
    int start = position(from.orElse(0), points.length);
    int end = position(to.orElse(points.length), points.length);
    return new String(points, start, Math.max(0, end - start));
  }

  private static int position(int index, int length) {
    return Math.clamp(index < 0 ? index + length : index, 0, length);
  }

  private static @Nullable Object at(@Nullable Object value, int index) {
    if (!(value instanceof String text)) {
      return null;
    }
    int[] points = text.codePoints().toArray();
    int at = index < 0 ? index + points.length : index;
    return at < 0 || at >= points.length ? null : Character.toString(points[at]);
  }

  private @Nullable Object part(Expression.TimePart part) {
    if (!(value(part.operand()) instanceof LocalDateTime time)) {
      return null;
    }
    LocalDate day = time.toLocalDate();
    return switch (part.part()) {
      case DATE -> day.atStartOfDay();
      case YEAR -> number(time.getYear());
      case QUARTER -> number((time.getMonthValue() + 2) / 3);
      case MONTH -> number(time.getMonthValue());
      case DAY -> number(time.getDayOfMonth());
      case HOUR -> number(time.getHour());
      case MINUTE -> number(time.getMinute());
      case SECOND -> number(time.getSecond());
      case DAY_OF_WEEK -> number(time.getDayOfWeek().getValue() - 1);
    };
  }

  private static Num number(int value) {
    return Num.exact(BigDecimal.valueOf(value));
  }
}
