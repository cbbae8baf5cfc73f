package dev.sage.contract.rule;

import dev.sage.spi.Message;

/// A pattern that cannot be accepted.
final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message reason;

  PatternException(String es, String en) {
    super(en, null, false, false);
    this.reason = Reasons.pattern(es, en);
  }

  Message reason() {
    return reason;
  }
}
