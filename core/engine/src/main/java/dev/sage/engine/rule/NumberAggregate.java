package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.RuleType;
import java.util.List;
import java.util.Optional;

/// Aggregates of numbers. A sum is exact as long as every value leaves room for a billion more.
final class NumberAggregate {
  private static final int ROOM = 9;
  private static final String COMPLETE = "count(a) = count(x)";

  private final Source source;
  private final SqlNumber operand;
  private final Join join;

  private NumberAggregate(Source source, SqlNumber operand, Join join) {
    this.source = source;
    this.operand = operand;
    this.join = join;
  }

  /// Puts the aggregates of the columns `x` (exact) and `a` (double) of an operand beside the row,
  /// as `e` and `a` of the name that it returns.
  @FunctionalInterface
  interface Join {
    String as(String exact, String approximate, Source.NumberInput input);
  }

  static boolean counts(Summary summary) {
    return summary == Summary.COUNT || summary == Summary.NUNIQUE;
  }

  /// @param source whose values are aggregated
  static SqlNumber of(Summary summary, Expression expression, Source source, Join join) {
    Writer writer = source.writer();
    SqlNumber operand =
        expression.type() == RuleType.BOOLEAN
            ? writer.number(new Expression.Cast(expression, RuleType.WHOLE))
            : writer.number(expression);
    return new NumberAggregate(source, operand, join).of(summary);
  }

  private SqlNumber of(Summary summary) {
    return switch (summary) {
      case SUM -> sum();
      case MIN -> extreme("min");
      case MAX -> extreme("max");
      case MEAN -> inexact("avg(a)");
      case STD -> inexact("stddev_samp(a)");
      case MEDIAN -> inexact("median(a)");
      case COUNT -> count("count(a)");
      case NUNIQUE -> count(operand.isSafe() ? "count(DISTINCT x)" : "count(DISTINCT a)");
      case ALL, ANY -> throw new IllegalStateException("not a number");
    };
  }

  private Source.NumberInput input(int digits) {
    if (!operand.isExact() || digits < 1) {
      return new Source.NumberInput(source, "NULL", operand.approximate());
    }
    List<String> guards = SqlNumber.both(operand.guards(), operand.fitting(digits));
    String exact = operand.as(Math.min(operand.whole(), digits), operand.scale());
    return new Source.NumberInput(source, Writer.guarded(guards, exact), operand.approximate());
  }

  private SqlNumber sum() {
    int digits = SqlNumber.MAX_DIGITS - operand.scale() - ROOM;
    Source.NumberInput input = input(digits);
    String exact =
        input.exact().equals("NULL")
            ? "NULL"
            : "CASE WHEN " + COMPLETE + " THEN coalesce(sum(x), 0) END";
    String name = join.as(exact, Writer.number("coalesce(sum(a), 0)"), input);
    boolean safe = operand.isSafe() && operand.whole() <= digits;
    return result(name, Math.min(operand.whole(), digits) + ROOM, safe);
  }

  private SqlNumber extreme(String function) {
    Source.NumberInput input = input(SqlNumber.MAX_DIGITS - operand.scale());
    String exact = "CASE WHEN " + COMPLETE + " THEN " + function + "(x) END";
    String name = join.as(input.exact().equals("NULL") ? "NULL" : exact, function + "(a)", input);
    return result(name, operand.whole(), operand.isSafe());
  }

  private SqlNumber result(String name, int whole, boolean safe) {
    if (!operand.isExact()) {
      return SqlNumber.inexact(name + ".a");
    }
    List<String> guards =
        safe ? List.of() : List.of("(" + name + ".e IS NOT NULL OR " + name + ".a IS NULL)");
    return new SqlNumber(Optional.of(name + ".e"), name + ".a", whole, operand.scale(), guards);
  }

  private SqlNumber inexact(String function) {
    Source.NumberInput input = new Source.NumberInput(source, "NULL", operand.approximate());
    return SqlNumber.inexact(join.as("NULL", Writer.number(function), input) + ".a");
  }

  private SqlNumber count(String function) {
    Source.NumberInput input = input(SqlNumber.MAX_DIGITS - operand.scale());
    return SqlNumber.exact(join.as(function, "NULL", input) + ".e", 18, 0, List.of());
  }
}
