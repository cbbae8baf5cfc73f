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

  static PatternException notBuilt(String construct) {
    return new PatternException(
        "`" + construct + "` no está construido todavía.", "`" + construct + "` is not built yet.");
  }

  Message reason() {
    return reason;
  }
}
