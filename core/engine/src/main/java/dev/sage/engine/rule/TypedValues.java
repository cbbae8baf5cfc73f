package dev.sage.engine.rule;

import dev.sage.contract.Transformation.Total;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.RuleType;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Expressions as values that are kept: rounded half to even to the scale of their type, and null
/// where they exceed it.
final class TypedValues {
  /// Digits that are left free before the point, so that a sum of a billion values fits.
  private static final int ROOM = 9;

  private final Writer writer;

  TypedValues(Writer writer) {
    this.writer = writer;
  }

  Computed value(Expression expression, ValueType type) {
    Computed computed =
        expression.type() == RuleType.NULL
            ? new Computed("CAST(NULL AS " + SqlTypes.of(type) + ")", "false")
            : known(expression, type);
    return guarded(computed);
  }

  private Computed known(Expression expression, ValueType type) {
    return switch (type) {
      case ValueType.Whole _ -> fitted(writer.number(expression), type, 0);
      case ValueType.Decimal decimal -> fitted(writer.number(expression), type, decimal.scale());
      case ValueType.DateTime _ -> sure(Writer.timestamp(writer, expression));
      case ValueType.Text _, ValueType.Date _, ValueType.Bool _ -> sure(writer.value(expression));
    };
  }

  private static Computed sure(String sql) {
    return new Computed(sql, "false");
  }

  /// A pattern that took too long leaves nothing that could be kept.
  private Computed guarded(Computed computed) {
    List<String> guards = writer.guards();
    return guards.isEmpty()
        ? computed
        : new Computed(
            computed.sql(),
            "(" + computed.failed() + " OR NOT (" + String.join(" AND ", guards) + "))");
  }

  private static Computed fitted(SqlNumber number, ValueType type, int scale) {
    SqlNumber rounded = Rounding.round(number, scale);
    String name = SqlTypes.of(type);
    String sql =
        rounded.isExact()
            ? Writer.guarded(rounded.guards(), tryCast(rounded.exactly(), name))
            : tryCast(rounded.approximate(), name);
    boolean fits = number.isSafe() && holds(type, number, scale);
    return fits
        ? sure(sql)
        : new Computed(sql, "(" + number.approximate() + " IS NOT NULL AND " + sql + " IS NULL)");
  }

  private static String tryCast(String sql, String type) {
    return "TRY_CAST(" + sql + " AS " + type + ")";
  }

  /// Whether every such number is one of the type.
  private static boolean holds(ValueType type, SqlNumber number, int scale) {
    return type instanceof ValueType.Decimal(int precision, int _)
        ? number.whole() < precision - scale
            || (number.scale() <= scale && number.whole() <= precision - scale)
        : number.whole() <= 18;
  }

  /// @param name under which the aggregates stand beside each other
  Totalled total(Total total, String name) {
    Optional<Expression> operand = total.operand();
    if (operand.isEmpty()) {
      return plain("count(*)", name);
    }
    boolean whole = total.summary() == Summary.ALL || total.summary() == Summary.ANY;
    return !whole && (operand.get().type().isNumber() || adds(total.summary()))
        ? numeric(total, operand.get(), name)
        : plain(
            Source.summary(total.summary(), Source.operand(writer, total.summary(), operand.get())),
            name);
  }

  private static boolean adds(Summary summary) {
    return switch (summary) {
      case SUM, MEAN, STD, MEDIAN -> true;
      case MIN, MAX, COUNT, NUNIQUE, ALL, ANY -> false;
    };
  }

  private Totalled plain(String sql, String name) {
    return totalled(List.of(sql + " AS " + name), sure(name), name);
  }

  private Totalled numeric(Total total, Expression operand, String name) {
    SqlNumber number =
        writer.number(
            operand.type() == RuleType.BOOLEAN
                ? new Expression.Cast(operand, RuleType.WHOLE)
                : operand);
    SqlNumber summary = summary(total.summary(), number);
    List<String> aggregates = new ArrayList<>();
    aggregates.add(summary.approximate() + " AS " + name + "a");
    summary.exact().ifPresent(exact -> aggregates.add(exact + " AS " + name));
    SqlNumber made =
        new SqlNumber(
            summary.exact().map(_ -> name),
            name + "a",
            summary.whole(),
            summary.scale(),
            summary.isSafe() ? List.of() : List.of(name + " IS NOT NULL"));
    int scale = total.type() instanceof ValueType.Decimal decimal ? decimal.scale() : 0;
    return totalled(aggregates, fitted(made, total.type(), scale), name);
  }

  /// A pattern that took too long in any row leaves nothing that could be kept.
  private Totalled totalled(List<String> aggregates, Computed value, String name) {
    List<String> guards = writer.guards();
    if (guards.isEmpty()) {
      return new Totalled(aggregates, value);
    }
    List<String> all = new ArrayList<>(aggregates);
    all.add("bool_and(" + String.join(" AND ", guards) + ") AS " + name + "g");
    return new Totalled(
        all, new Computed(value.sql(), "(" + value.failed() + " OR NOT " + name + "g)"));
  }

  private static SqlNumber summary(Summary summary, SqlNumber operand) {
    return switch (summary) {
      case SUM -> sum(operand);
      case MIN -> extreme("min", operand);
      case MAX -> extreme("max", operand);
      case MEAN -> inexact("avg", operand);
      case STD -> inexact("stddev_samp", operand);
      case MEDIAN -> inexact("median", operand);
      case COUNT -> count("count(", operand);
      case NUNIQUE -> count("count(DISTINCT ", operand);
      case ALL, ANY -> throw new IllegalStateException("not a number");
    };
  }

  /// Exact where every value leaves room enough; otherwise there is none.
  private static SqlNumber sum(SqlNumber operand) {
    int digits = SqlNumber.MAX_DIGITS - operand.scale() - ROOM;
    String approximate = Writer.number("coalesce(sum(" + operand.approximate() + "), 0)");
    if (!operand.isExact() || digits < 1) {
      return SqlNumber.inexact(approximate);
    }
    int whole = Math.min(operand.whole(), digits);
    List<String> guards =
        new ArrayList<>(SqlNumber.both(operand.guards(), operand.fitting(digits)));
    String exact = Writer.guarded(guards, operand.as(whole, operand.scale()));
    String sum = "coalesce(sum(" + exact + "), 0)";
    String complete = "count(" + operand.approximate() + ") = count(" + exact + ")";
    return new SqlNumber(
        Optional.of(guards.isEmpty() ? sum : "CASE WHEN " + complete + " THEN " + sum + " END"),
        approximate,
        whole + ROOM,
        operand.scale(),
        guards.isEmpty() ? List.of() : List.of(complete));
  }

  private static SqlNumber extreme(String function, SqlNumber operand) {
    return operand.isSafe()
        ? SqlNumber.exact(
            function + "(" + operand.exactly() + ")", operand.whole(), operand.scale(), List.of())
        : inexact(function, operand);
  }

  private static SqlNumber inexact(String function, SqlNumber operand) {
    return SqlNumber.inexact(Writer.number(function + "(" + operand.approximate() + ")"));
  }

  private static SqlNumber count(String function, SqlNumber operand) {
    String of = operand.isSafe() ? operand.exactly() : operand.approximate();
    return SqlNumber.exact(function + of + ")", 18, 0, List.of());
  }
}
