package dev.sage.contract.rule.typing;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import java.util.IdentityHashMap;

/// How large a rule becomes when it is compiled: some operators use their operand more than once.
public final class Weight {
  private static final long LIMIT = 20_000;

  private final IdentityHashMap<Expression, Long> known = new IdentityHashMap<>();

  public void require(Expression expression, int at) throws RuleError {
    if (of(expression) > LIMIT) {
      throw new RuleError(at, Reasons.tooComplex());
    }
  }

  /// Parts that are used several times are weighed once, and count each time.
  private long of(Expression expression) {
    Long before = known.get(expression);
    if (before != null) {
      return before;
    }
    long weight =
        Math.min(
            LIMIT + 1,
            expression instanceof Expression.Conditional conditional
                ? choice(conditional)
                : 1 + parts(expression) * copies(expression));
    known.put(expression, weight);
    return weight;
  }

  private long parts(Expression expression) {
    long parts = 0;
    for (Expression child : expression.children()) {
      parts += of(child);
    }
    return parts;
  }

  /// A chain of choices grows with its length only.
  private long choice(Expression.Conditional conditional) {
    long copies = conditional.type().isNumber() ? 3 : 1;
    long first = of(conditional.condition()) + of(conditional.then());
    return 1 + copies * first + of(conditional.otherwise());
  }

  private static int copies(Expression expression) {
    return switch (expression) {
      case Expression.Arithmetic arithmetic -> copies(arithmetic.operation());
      case Expression.Round _ -> 8;
      case Expression.Comparison _, Expression.InList _ -> 3;
      case Expression.Cast cast -> cast.operand().type() == RuleType.BOOLEAN ? 30 : 10;
      case Expression.ParseTime _, Expression.Slice _, Expression.CharacterAt _ -> 4;
      case Expression.Extreme _, Expression.Aggregate _, Expression.Grouped _ -> 3;
      default -> 1;
    };
  }

  private static int copies(Expression.Operation operation) {
    return switch (operation) {
      case ADD, SUBTRACT, POWER -> 1;
      case MULTIPLY, DIVIDE -> 2;
      case MODULO, FLOOR_DIVIDE -> 8;
    };
  }
}
