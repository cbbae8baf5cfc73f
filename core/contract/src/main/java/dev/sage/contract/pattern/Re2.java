package dev.sage.contract.pattern;

/// Writing of RE2 patterns.
public final class Re2 {
  private Re2() {}

  /// A code point that stands for itself, also inside a class.
  public static String quote(int codePoint) {
    boolean plain =
        (codePoint >= 'a' && codePoint <= 'z')
            || (codePoint >= 'A' && codePoint <= 'Z')
            || (codePoint >= '0' && codePoint <= '9');
    return plain ? Character.toString(codePoint) : "\\x{" + Integer.toHexString(codePoint) + "}";
  }
}
