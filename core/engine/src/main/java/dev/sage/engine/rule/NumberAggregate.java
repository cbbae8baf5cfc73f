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

  private NumberAggregate() {}

  static SqlNumber of(Summary summary, Source outer, Expression.Aggregate aggregate) {
    Source source = outer.inner(aggregate.operand());
    Writer writer = source.writer();
    SqlNumber operand =
        aggregate.operand().type() == RuleType.BOOLEAN
            ? writer.number(new Expression.Cast(aggregate.operand(), RuleType.WHOLE))
            : writer.number(aggregate.operand());
    return switch (summary) {
      case SUM -> sum(outer, aggregate, source, operand);
      case MIN, MAX -> extreme(outer, aggregate, source, operand);
      case MEAN -> inexact(outer, aggregate, source, operand, "avg(a)");
      case STD -> inexact(outer, aggregate, source, operand, "stddev_samp(a)");
      case MEDIAN -> inexact(outer, aggregate, source, operand, "median(a)");
      case COUNT -> count(outer, aggregate, source, operand, "count(a)");
      case NUNIQUE -> count(outer, aggregate, source, operand, distinct(operand));
      case ALL, ANY -> throw new IllegalStateException("not a number");
    };
  }

  private static String distinct(SqlNumber operand) {
    return operand.isSafe() ? "count(DISTINCT x)" : "count(DISTINCT a)";
  }

  private static Source.NumberInput input(Source source, SqlNumber operand, int digits) {
    if (!operand.isExact() || digits < 1) {
      return new Source.NumberInput(source, "NULL", operand.approximate());
    }
    List<String> guards = SqlNumber.both(operand.guards(), operand.fitting(digits));
    String exact = operand.as(Math.min(operand.whole(), digits), operand.scale());
    return new Source.NumberInput(source, Writer.guarded(guards, exact), operand.approximate());
  }

  private static SqlNumber sum(
      Source outer, Expression.Aggregate aggregate, Source source, SqlNumber operand) {
    int digits = SqlNumber.MAX_DIGITS - operand.scale() - ROOM;
    Source.NumberInput input = input(source, operand, digits);
    String exact =
        input.exact().equals("NULL")
            ? "NULL"
            : "CASE WHEN " + COMPLETE + " THEN coalesce(sum(x), 0) END";
    String name = outer.joinNumbers(aggregate, exact, Writer.number("coalesce(sum(a), 0)"), input);
    boolean safe = operand.isSafe() && operand.whole() <= digits;
    return result(name, operand, Math.min(operand.whole(), digits) + ROOM, safe);
  }

  private static SqlNumber extreme(
      Source outer, Expression.Aggregate aggregate, Source source, SqlNumber operand) {
    String function = aggregate.summary() == Summary.MIN ? "min" : "max";
    Source.NumberInput input = input(source, operand, SqlNumber.MAX_DIGITS - operand.scale());
    String exact = "CASE WHEN " + COMPLETE + " THEN " + function + "(x) END";
    String name =
        outer.joinNumbers(
            aggregate, input.exact().equals("NULL") ? "NULL" : exact, function + "(a)", input);
    return result(name, operand, operand.whole(), operand.isSafe());
  }

  private static SqlNumber result(String name, SqlNumber operand, int whole, boolean safe) {
    if (!operand.isExact()) {
      return SqlNumber.inexact(name + ".a");
    }
    List<String> guards =
        safe ? List.of() : List.of("(" + name + ".e IS NOT NULL OR " + name + ".a IS NULL)");
    return new SqlNumber(Optional.of(name + ".e"), name + ".a", whole, operand.scale(), guards);
  }

  private static SqlNumber inexact(
      Source outer,
      Expression.Aggregate aggregate,
      Source source,
      SqlNumber operand,
      String function) {
    Source.NumberInput input = new Source.NumberInput(source, "NULL", operand.approximate());
    return SqlNumber.inexact(
        outer.joinNumbers(aggregate, "NULL", Writer.number(function), input) + ".a");
  }

  private static SqlNumber count(
      Source outer,
      Expression.Aggregate aggregate,
      Source source,
      SqlNumber operand,
      String function) {
    Source.NumberInput input = input(source, operand, SqlNumber.MAX_DIGITS - operand.scale());
    String name = outer.joinNumbers(aggregate, function, "NULL", input);
    return SqlNumber.exact(name + ".e", 18, 0, List.of());
  }
}
