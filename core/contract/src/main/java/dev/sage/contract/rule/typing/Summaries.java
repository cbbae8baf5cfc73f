package dev.sage.contract.rule.typing;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Aggregate;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;

/// One value of many.
public final class Summaries {
  private Summaries() {}

  /// Of a column.
  public static Expression of(Summary summary, Expression operand, int at, String name)
      throws RuleError {
    requireFitting(summary, operand, at, name);
    if (operand.shape() instanceof Shape.Scalar) {
      throw new RuleError(at, Reasons.needsColumn(name));
    }
    return new Aggregate(summary, operand);
  }

  /// Whether there is such a summary of values of that type.
  public static void requireFitting(Summary summary, Expression operand, int at, String name)
      throws RuleError {
    boolean numeric = operand.type().isNumeric();
    boolean fits =
        switch (summary) {
          case SUM, MEAN, STD, MEDIAN -> numeric;
          case MIN, MAX -> operand.type() != RuleType.BOOLEAN;
          case ALL, ANY -> operand.type() == RuleType.BOOLEAN;
          case COUNT, NUNIQUE -> true;
        };
    if (!fits) {
      boolean logical = summary == Summary.ALL || summary == Summary.ANY;
      throw new RuleError(
          at,
          logical
              ? Reasons.needs(name, "una condición", "a condition", operand.type())
              : Reasons.needs(name, "números", "numbers", operand.type()));
    }
  }
}
