package dev.sage.contract.rule;

import dev.sage.spi.Message;

/// Ends the reading of a rule, or of one of its conditions. Never leaves this package.
final class RuleError extends Exception {
  private static final long serialVersionUID = 1L;

  private final int offset;
  private final transient Message message;

  RuleError(int offset, Message message) {
    super(message.en(), null, false, false);
    this.offset = offset;
    this.message = message;
  }

  RuleProblem problem() {
    return new RuleProblem(offset, message);
  }
}
