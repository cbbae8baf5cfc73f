package dev.sage.contract.rule;

import java.util.List;

/// What came of reading a rule.
public sealed interface ParsedRule {

  /// The rule means this; its type is boolean.
  record Good(Expression expression) implements ParsedRule {}

  /// The rule cannot be accepted; at least one problem.
  record Bad(List<RuleProblem> problems) implements ParsedRule {
    public Bad {
      problems = List.copyOf(problems);
    }
  }
}
