package dev.sage.cli;

/// Text from files, made harmless for a terminal.
final class SafeText {
  private static final int REPLACEMENT = 0xFFFD;

  private SafeText() {}

  /// One line without control or direction-changing characters; line ends and tabs are shown as `⏎`
  /// and `⇥`.
  static String of(String text) {
    return of(text, Integer.MAX_VALUE);
  }

  /// The same, of at most `max` characters; what was cut is shown as `…`.
  static String of(String text, int max) {
    StringBuilder safe = new StringBuilder(Math.min(text.length(), 256));
    int shown = 0;
    for (int i = 0; i < text.length(); shown++) {
      if (shown == max) {
        return safe.append('…').toString();
      }
      int point = text.codePointAt(i);
      safe.appendCodePoint(visible(point));
      i += Character.charCount(point);
    }
    return safe.toString();
  }

  private static int visible(int point) {
    return switch (point) {
      case '\n', '\r', 0x2028, 0x2029 -> '⏎';
      case '\t' -> '⇥';
      default -> isHarmful(point) ? REPLACEMENT : point;
    };
  }

  private static boolean isHarmful(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }
}
