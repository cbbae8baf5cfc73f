package dev.sage.contract.rule;

/// Writing of RE2 patterns.
final class Re2 {
  private Re2() {}

  /// A code point that stands for itself, also inside a class.
  static String quote(int codePoint) {
    boolean plain =
        (codePoint >= 'a' && codePoint <= 'z')
            || (codePoint >= 'A' && codePoint <= 'Z')
            || (codePoint >= '0' && codePoint <= '9');
    return plain ? Character.toString(codePoint) : "\\x{" + Integer.toHexString(codePoint) + "}";
  }
}
