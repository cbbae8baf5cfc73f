package dev.sage.contract.rule.typing;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Conditional;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.TruthConstant;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleProblem;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives syntax its meaning: names become fields, operators get types. Here is what both spellings
/// do alike.
public abstract class Checker {
  protected final String text;
  protected final RuleScope scope;

  private final Weight weight = new Weight();
  private final List<RuleProblem> problems = new ArrayList<>();

  /// @param text the rule, where the positions of the syntax point
  protected Checker(String text, RuleScope scope) {
    this.text = text;
    this.scope = scope;
  }

  /// What a piece of syntax means, if it is a value.
  protected abstract Expression expression(Syntax syntax) throws RuleError;

  /// All that was written, or all that is wrong with it.
  ///
  /// @param condition whether it must be a boolean expression
  protected final ParsedRule whole(Syntax whole, boolean condition) throws RuleError {
    Expression tree = condition ? condition(whole) : expression(whole);
    return problems.isEmpty() ? new ParsedRule.Good(tree) : new ParsedRule.Bad(problems);
  }

  /// A boolean expression.
  protected final Expression condition(Syntax syntax) throws RuleError {
    Expression expression = expression(syntax);
    if (expression.type() != RuleType.BOOLEAN) {
      throw new RuleError(syntax.start(), Reasons.notACondition(expression.type()));
    }
    return expression;
  }

  protected final Expression junction(Syntax.Junction junction) throws RuleError {
    List<Expression> operands = new ArrayList<>();
    for (Syntax operand : junction.operands()) {
      operand(junction, operand).ifPresent(operands::add);
    }
    return operands.size() < junction.operands().size()
        ? new TruthConstant(true)
        : new Logic(junction.all(), flat(junction.all(), operands));
  }

  /// Problems of one operand do not hide those of the next.
  private Optional<Expression> operand(Syntax.Junction junction, Syntax operand) {
    try {
      Expression expression = expression(operand);
      if (expression.type() != RuleType.BOOLEAN) {
        throw new RuleError(
            operand.start(),
            Reasons.needs(junction.sign(), "condiciones", "conditions", expression.type()));
      }
      return Optional.of(expression);
    } catch (RuleError error) {
      problems.add(error.problem());
      return Optional.empty();
    }
  }

  /// Without junctions of the same kind among the operands.
  protected static List<Expression> flat(boolean all, List<Expression> operands) {
    List<Expression> result = new ArrayList<>();
    for (Expression operand : operands) {
      if (operand instanceof Logic logic && logic.all() == all) {
        result.addAll(logic.operands());
      } else {
        result.add(operand);
      }
    }
    return result;
  }

  protected final Expression choice(Syntax.Choice choice) throws RuleError {
    Expression then = expression(choice.then());
    Expression otherwise = expression(choice.otherwise());
    RuleType type = Operators.common(then, otherwise, choice.otherwise().start());
    return new Conditional(condition(choice.condition()), then, otherwise, type);
  }

  protected final Expression arithmetic(Operation operation, Syntax.Binary binary)
      throws RuleError {
    Expression left = expression(binary.left());
    Expression right = expression(binary.right());
    return Operators.arithmetic(operation, binary.sign(), left, right, binary.at());
  }

  /// `-x` and `+x`.
  protected final Expression signed(Syntax.Prefix prefix) throws RuleError {
    Expression operand =
        Operators.number(expression(prefix.operand()), "unary " + prefix.sign(), prefix.start());
    return prefix.sign().equals("-") ? Constants.negate(operand) : operand;
  }

  /// Refuses what grows too large, and what ranges over several catalogs, except conditions joined
  /// by `and`.
  protected final Expression bounded(Expression expression, Syntax syntax) throws RuleError {
    weight.require(expression, syntax.start());
    boolean joined = expression instanceof Logic logic && logic.all();
    if (!joined && expression.shape() instanceof Shape.Several several) {
      boolean keyed = Shape.anyKeyed(expression.children().stream());
      throw new RuleError(
          syntax.start(),
          keyed ? Reasons.keysAndRows() : Reasons.severalCatalogs(several.catalogs()));
    }
    return expression;
  }

  public final FieldValue field(String catalog, String name, int at) throws RuleError {
    Map<String, ValueType> fields = fieldsOf(catalog);
    ValueType type = fields.get(name);
    if (type == null) {
      throw new RuleError(at, Reasons.unknownField(name, catalog, fields.keySet()));
    }
    return new FieldValue(catalog, name, type);
  }

  protected final Map<String, ValueType> fieldsOf(String catalog) {
    return scope.catalogs().getOrDefault(catalog, Map.of());
  }

  protected final String source(Syntax syntax) {
    return text.substring(syntax.start(), Math.max(syntax.start(), syntax.end()));
  }
}
