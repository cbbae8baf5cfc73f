package dev.sage.contract.rule;

import dev.sage.contract.rule.ParsedRule.Bad;
import dev.sage.contract.rule.ParsedRule.Good;
import java.util.List;

/// Reads rules in either [Spelling]. The result is data; nothing in a rule is ever run.
public final class RuleParser {
  public static final int MAX_LENGTH = 10_000;

  private RuleParser() {}

  /// Never throws, whatever the text.
  public static ParsedRule parse(String text, RuleScope scope) {
    if (text.length() > MAX_LENGTH) {
      return bad(new RuleError(MAX_LENGTH, Reasons.tooLong(MAX_LENGTH)));
    }
    if (text.isBlank()) {
      return bad(new RuleError(0, Reasons.empty()));
    }
    try {
      return switch (Spelling.of(text)) {
        case DATA_FRAME -> dataFrame(text, scope);
        case PLAIN -> plain(text, scope);
      };
    } catch (RuleError error) {
      return bad(error);
    }
  }

  private static ParsedRule dataFrame(String text, RuleScope scope) throws RuleError {
    Checker checker = new Checker(text, scope);
    Expression condition = checker.condition(SyntaxParser.parse(text));
    return parsed(condition, checker.problems());
  }

  private static ParsedRule plain(String text, RuleScope scope) throws RuleError {
    PlainChecker checker = new PlainChecker(text, scope);
    Expression condition = checker.condition(PlainParser.parse(text));
    return parsed(condition, checker.problems());
  }

  private static ParsedRule parsed(Expression condition, List<RuleProblem> problems)
      throws RuleError {
    return problems.isEmpty() ? new Good(Conclusion.of(condition)) : new Bad(problems);
  }

  private static Bad bad(RuleError error) {
    return new Bad(List.of(error.problem()));
  }
}
