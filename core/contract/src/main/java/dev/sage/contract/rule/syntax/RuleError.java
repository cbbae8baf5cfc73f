package dev.sage.contract.rule.syntax;

import dev.sage.contract.rule.RuleProblem;
import dev.sage.spi.Message;

/// Ends the reading of a rule, or of one of its conditions. Never leaves the reading of rules.
public final class RuleError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final transient Message message;

  public RuleError(int offset, Message message) {
    super(message.en(), null, false, false);
    this.offset = offset;
    this.message = message;
  }

  public RuleProblem problem() {
    return new RuleProblem(offset, message);
  }
}
