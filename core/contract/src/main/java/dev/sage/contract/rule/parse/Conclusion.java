package dev.sage.contract.rule.parse;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Aggregate;
import dev.sage.contract.rule.Expression.Comparison;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.NumberConstant;
import dev.sage.contract.rule.Expression.Relation;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Expression.TruthConstant;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.typing.Weight;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// Turns what a rule says of all records into what it says of each, so that the bad ones can be
/// named.
final class Conclusion {
  private Conclusion() {}

  /// What a condition means as a whole rule.
  static Expression of(Expression condition) throws RuleError {
    Expression whole = simplify(condition);
    new Weight().require(whole, 0);
    return whole;
  }

  static Expression simplify(Expression rule) {
    return switch (rule) {
      case Aggregate(Summary summary, Expression operand) when summary == Summary.ALL ->
          simplify(operand);
      case Not(Not(Expression operand)) -> simplify(operand);
      case Not(Aggregate(Summary summary, Expression operand)) when summary == Summary.ANY ->
          simplify(new Not(operand));
      case Comparison(Relation relation, Expression left, TruthConstant(boolean wanted))
          when relation == Relation.EQUAL && left instanceof Aggregate ->
          simplify(wanted ? left : new Not(left));
      case Comparison(Relation relation, Aggregate(Summary summary, Expression operand), var right)
          when relation == Relation.EQUAL && summary == Summary.SUM && counts(operand, right) ->
          simplify(new Not(operand));
      case Logic logic when logic.all() -> all(logic);
      default -> rule;
    };
  }

  /// `(condition).sum() == 0`.
  private static boolean counts(Expression operand, Expression right) {
    return operand.type() == RuleType.BOOLEAN
        && right instanceof NumberConstant(BigDecimal value, RuleType _)
        && value.signum() == 0;
  }

  private static Expression all(Logic logic) {
    List<Expression> operands = new ArrayList<>();
    for (Expression operand : logic.operands()) {
      Expression simple = simplify(operand);
      if (simple instanceof Logic inner && inner.all()) {
        operands.addAll(inner.operands());
      } else {
        operands.add(simple);
      }
    }
    return new Logic(true, operands);
  }
}
