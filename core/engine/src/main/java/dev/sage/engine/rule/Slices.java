package dev.sage.engine.rule;

import java.util.OptionalInt;

/// Pieces of texts, by Python's positions.
final class Slices {
  private Slices() {}

  static String at(String text, int index) {
    if (index >= 0) {
      return "nullif(substring(" + text + ", " + (index + 1L) + ", 1), '')";
    }
    long back = -(long) index;
    return "CASE WHEN length("
        + text
        + ") >= "
        + back
        + " THEN left(right("
        + text
        + ", "
        + back
        + "), 1) END";
  }

  static String slice(String text, OptionalInt from, OptionalInt to) {
    String head = to.isEmpty() ? text : head(text, to.getAsInt());
    if (from.isEmpty() || from.getAsInt() == 0) {
      return head;
    }
    if (from.getAsInt() > 0) {
      return "substring(" + head + ", " + (from.getAsInt() + 1L) + ")";
    }
    return tail(text, head, -(long) from.getAsInt());
  }

  /// Up to a position.
  private static String head(String text, int to) {
    return "left(" + text + ", " + to + ")";
  }

  /// From so many characters before the end of the text, in its head.
  private static String tail(String text, String head, long back) {
    return "substring(" + head + ", greatest(length(" + text + ") - " + back + ", 0) + 1)";
  }
}
