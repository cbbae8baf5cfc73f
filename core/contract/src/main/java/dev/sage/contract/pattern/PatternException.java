package dev.sage.contract.pattern;

import dev.sage.spi.Message;

/// A pattern that cannot be accepted.
final class PatternException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Message reason;

  PatternException(String es, String en) {
    super(en, null, false, false);
    this.reason = new Message("Patrón: " + es, "Pattern: " + en);
  }

  static PatternException unknownGroup(String name) {
    String shown = cut(name);
    return new PatternException(
        "no hay ningún grupo " + shown + ".", "there is no group " + shown + ".");
  }

  private static String cut(String name) {
    if (name.length() <= 40) {
      return name;
    }
    return name.substring(0, Character.isHighSurrogate(name.charAt(39)) ? 39 : 40) + "…";
  }

  Message reason() {
    return reason;
  }
}
