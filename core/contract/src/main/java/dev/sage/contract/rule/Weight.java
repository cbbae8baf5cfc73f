package dev.sage.contract.rule;

/// How large a rule becomes when it is compiled: some operators use their operand more than once.
final class Weight {
  static final long LIMIT = 20_000;

  private Weight() {}

  static long of(Expression expression) {
    long parts = 0;
    for (Expression child : expression.children()) {
      parts += of(child);
    }
    return Math.min(LIMIT + 1, 1 + parts * copies(expression));
  }

  private static int copies(Expression expression) {
    return switch (expression) {
      case Expression.Arithmetic arithmetic -> copies(arithmetic.operation());
      case Expression.Round _ -> 8;
      case Expression.Comparison _, Expression.InList _ -> 3;
      case Expression.Cast cast -> cast.operand().type() == RuleType.BOOLEAN ? 30 : 10;
      case Expression.Conditional _ -> 30;
      case Expression.ParseTime _, Expression.Slice _, Expression.CharacterAt _ -> 4;
      case Expression.Extreme _, Expression.Aggregate _ -> 3;
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
