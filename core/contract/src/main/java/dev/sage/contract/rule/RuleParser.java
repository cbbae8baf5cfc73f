package dev.sage.contract.rule;

import dev.sage.contract.rule.ParsedRule.Bad;
import dev.sage.contract.rule.ParsedRule.Good;
import java.util.List;

/// Reads rules. The result is data; nothing in a rule is ever run.
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
      Checker checker = new Checker(text, scope);
      Expression expression = checker.rule(SyntaxParser.parse(text));
      return checker.problems().isEmpty() ? new Good(expression) : new Bad(checker.problems());
    } catch (RuleError error) {
      return bad(error);
    }
  }

  private static Bad bad(RuleError error) {
    return new Bad(List.of(error.problem()));
  }
}
