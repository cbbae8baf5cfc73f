package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Comparison;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.Relation;
import dev.sage.contract.rule.RuleType;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Writes conditions as SQL. Numbers and other values are written by [Numbers] and [Values].
///
/// A condition is written in one of two ways: as something that is true where it holds and false or
/// null elsewhere, which is enough under AND, OR and WHERE; or as a truth that is never null.
final class Writer {
  private final Function<FieldValue, String> columns;
  private final @Nullable Lookups lookups;
  private final Numbers numbers;
  private final Values values;
  private final Set<String> guards = new LinkedHashSet<>();

  /// For expressions that are row-wise.
  Writer(LocalDateTime now, Function<FieldValue, String> columns) {
    this(now, columns, null);
  }

  Writer(LocalDateTime now, Function<FieldValue, String> columns, @Nullable Lookups lookups) {
    this.columns = columns;
    this.lookups = lookups;
    this.numbers = new Numbers(this);
    this.values = new Values(this, now);
  }

  String column(FieldValue field) {
    return columns.apply(field);
  }

  Lookups lookups() {
    if (lookups == null) {
      throw new SageException(
          ErrorCode.INTERNAL, "A rule that needs other rows was compiled for one row.");
    }
    return lookups;
  }

  SqlNumber number(Expression expression) {
    return numbers.write(expression);
  }

  /// A value that is no number; may be null.
  String value(Expression expression) {
    return values.write(expression);
  }

  /// A whole rule; never null.
  String rule(Expression expression) {
    String truth = truth(expression);
    return guards.isEmpty() ? truth : "(" + truth + " AND " + String.join(" AND ", guards) + ")";
  }

  /// Adds what must hold whatever the rule says; never null.
  void guard(String sql) {
    guards.add(sql);
  }

  List<String> guards() {
    return List.copyOf(guards);
  }

  /// Never null.
  String truth(Expression expression) {
    return switch (expression) {
      case Expression.IsNull _, Expression.Not _, Expression.TruthConstant _ ->
          condition(expression);
      case Comparison(Relation relation, _, _) when relation == Relation.NOT_EQUAL ->
          condition(expression);
      default -> "coalesce(" + condition(expression) + ", false)";
    };
  }

  /// False may be null.
  String condition(Expression expression) {
    return switch (expression) {
      case Expression.TruthConstant(boolean value) -> value ? "true" : "false";
      case Comparison comparison -> comparison(comparison);
      case Expression.Logic logic -> logic(logic);
      case Expression.Not(Expression operand) -> not(operand);
      case Expression.IsNull(Expression operand) -> "(" + nullable(operand) + " IS NULL)";
      case Expression.InList in -> inList(in);
      case Expression.InColumn in -> lookups().contains(in);
      case Expression.Duplicated duplicated -> lookups().duplicated(duplicated);
      case Expression.Match match -> match(match);
      case Expression.TextTest test -> textTest(test);
      default -> value(expression);
    };
  }

  private String match(Expression.Match match) {
    String text = value(match.operand());
    PatternTest.soonEnough(text, match.pattern()).ifPresent(this::guard);
    return PatternTest.matches(text, match.pattern());
  }

  private String not(Expression operand) {
    return operand instanceof Expression.IsNull(Expression inner)
        ? "(" + nullable(inner) + " IS NOT NULL)"
        : "(NOT " + truth(operand) + ")";
  }

  /// The simplest SQL that is null where the value is.
  private String nullable(Expression operand) {
    if (!operand.type().isNumber()) {
      return value(operand);
    }
    SqlNumber number = number(operand);
    return number.isSafe() ? number.exactly() : number.approximate();
  }

  private String logic(Expression.Logic logic) {
    return logic.operands().stream()
        .map(this::condition)
        .collect(Collectors.joining(logic.all() ? " AND " : " OR ", "(", ")"));
  }

  private String textTest(Expression.TextTest test) {
    String function =
        switch (test.test()) {
          case STARTS -> "starts_with(";
          case ENDS -> "ends_with(";
          case CONTAINS -> "contains(";
        };
    return function + value(test.operand()) + ", " + Sql.literal(test.text()) + ")";
  }

  private String comparison(Comparison comparison) {
    boolean unequal = comparison.relation() == Relation.NOT_EQUAL;
    Expression left = comparison.left();
    Expression right = comparison.right();
    if (left.type() == RuleType.NULL || right.type() == RuleType.NULL) {
      return unequal ? "true" : "false";
    }
    String sign = sign(comparison.relation());
    String sql =
        left.type().isNumber()
            ? compare(number(left), number(right), sign)
            : compare(left, right, sign);
    return unequal ? "coalesce(" + sql + ", true)" : sql;
  }

  private String compare(Expression left, Expression right, String sign) {
    Pair pair = alike(this, left, this, right);
    return "(" + pair.left() + " " + sign + " " + pair.right() + ")";
  }

  private static String sign(Relation relation) {
    return switch (relation) {
      case EQUAL -> "=";
      case NOT_EQUAL -> "<>";
      case LESS -> "<";
      case AT_MOST -> "<=";
      case GREATER -> ">";
      case AT_LEAST -> ">=";
    };
  }

  static String compare(SqlNumber left, SqlNumber right, String sign) {
    String approximate = "(" + left.approximate() + " " + sign + " " + right.approximate() + ")";
    int scale = Math.max(left.scale(), right.scale());
    if (!left.isExact() || !right.isExact() || scale >= SqlNumber.MAX_DIGITS) {
      return approximate;
    }
    Aligned aligned = Aligned.of(left, right);
    String exact = "(" + aligned.left() + " " + sign + " " + aligned.right() + ")";
    return aligned.guards().isEmpty()
        ? exact
        : "coalesce(" + guarded(aligned.guards(), exact) + ", " + approximate + ")";
  }

  /// The exact form where it cannot overflow, otherwise null. The guards keep errors rare, since
  /// every one of them is slow; TRY catches what rounding lets through.
  static String guarded(List<String> guards, String exact) {
    return guards.isEmpty()
        ? exact
        : "TRY(CASE WHEN " + String.join(" AND ", guards) + " THEN " + exact + " END)";
  }

  /// Not-a-number is null.
  static String number(String sql) {
    return "nullif(" + sql + ", CAST('NaN' AS DOUBLE))";
  }

  private String inList(Expression.InList in) {
    List<Expression> wanted = new ArrayList<>(in.values());
    wanted.removeIf(value -> value.type() == RuleType.NULL);
    if (wanted.isEmpty() || in.operand().type() == RuleType.NULL) {
      return "false";
    }
    if (in.operand().type().isNumber() || wanted.stream().anyMatch(v -> v.type().isNumber())) {
      return inNumbers(in.operand(), wanted);
    }
    boolean time = in.operand().type().isTime();
    String list =
        wanted.stream()
            .map(value -> time ? timestamp(this, value) : value(value))
            .collect(Collectors.joining(", "));
    String operand = time ? timestamp(this, in.operand()) : value(in.operand());
    return "(" + operand + " IN (" + list + "))";
  }

  private String inNumbers(Expression operand, List<Expression> wanted) {
    SqlNumber number = countable(this, operand);
    if (number.isSafe() && wanted.stream().allMatch(value -> fits(number, value))) {
      String list =
          wanted.stream()
              .map(value -> Aligned.of(countable(this, value), number).left())
              .collect(Collectors.joining(", "));
      return "(" + number.exactly() + " IN (" + list + "))";
    }
    return wanted.stream()
        .map(value -> compare(number, countable(this, value), "="))
        .collect(Collectors.joining(" OR ", "(", ")"));
  }

  /// Whether the value can be of the number's own SQL type.
  private boolean fits(SqlNumber number, Expression value) {
    SqlNumber other = countable(this, value);
    return other.isSafe()
        && other.scale() <= number.scale()
        && other.whole() <= number.whole()
        && number.whole() + number.scale() <= SqlNumber.MAX_DIGITS;
  }

  /// Two values in forms that can be compared with `=`.
  record Pair(String left, String right) {}

  static Pair alike(Writer left, Expression first, Writer right, Expression second) {
    boolean numbers = first.type().isNumber() || second.type().isNumber();
    if (numbers) {
      return alike(countable(left, first), countable(right, second));
    }
    if (first.type().isTime() && first.type() != second.type()) {
      return new Pair(timestamp(left, first), timestamp(right, second));
    }
    return new Pair(left.value(first), right.value(second));
  }

  private static Pair alike(SqlNumber left, SqlNumber right) {
    if (left.isSafe() && right.isSafe()) {
      Aligned aligned = Aligned.of(left, right);
      if (aligned.guards().isEmpty()) {
        return new Pair(aligned.left(), aligned.right());
      }
    }
    return new Pair(left.approximate(), right.approximate());
  }

  private static SqlNumber countable(Writer writer, Expression expression) {
    return expression.type().isNumber()
        ? writer.number(expression)
        : writer.number(new Expression.Cast(expression, RuleType.WHOLE));
  }

  static String timestamp(Writer writer, Expression value) {
    String sql = writer.value(value);
    return value.type() == RuleType.DATE ? "CAST(" + sql + " AS TIMESTAMP)" : sql;
  }
}
