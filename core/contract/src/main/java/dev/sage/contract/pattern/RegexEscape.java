package dev.sage.contract.pattern;

import java.util.function.IntConsumer;

/// Escapes of a pattern that stand for one character.
final class RegexEscape {
  private final int[] text;
  private int at;

  /// @param at behind the letter
  RegexEscape(int[] text, int at) {
    this.text = text;
    this.at = at;
  }

  int read(int letter, IntConsumer moveTo) throws PatternException {
    int value =
        switch (letter) {
          case 'n' -> '\n';
          case 't' -> '\t';
          case 'r' -> '\r';
          case 'f' -> '\f';
          case 'v' -> 0x0b;
          case 'a' -> 0x07;
          case 'x' -> hex(2);
          case 'u' -> hex(4);
          case 'U' -> hex(8);
          case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(letter);
          default -> other(letter);
        };
    moveTo.accept(at);
    return value;
  }

  private static int other(int letter) throws PatternException {
    if (letter < 128 && Character.isLetterOrDigit(letter)) {
      throw new PatternException(
          "escape `\\" + (char) letter + "` no válido.", "bad escape `\\" + (char) letter + "`.");
    }
    return letter;
  }

  private int hex(int digits) throws PatternException {
    long value = 0;
    for (int i = 0; i < digits; i++, at++) {
      int digit = at < text.length ? Character.digit(text[at], 16) : -1;
      if (digit < 0 || text[at] > 127) {
        throw new PatternException("escape hexadecimal incompleto.", "incomplete escape.");
      }
      value = value * 16 + digit;
    }
    if (value > Character.MAX_CODE_POINT || (value >= 0xD800 && value <= 0xDFFF)) {
      throw new PatternException("carácter no válido.", "not a character.");
    }
    return (int) value;
  }

  private int octal(int first) throws PatternException {
    int value = first - '0';
    for (int i = 0; i < 2 && at < text.length && isOctal(text[at]); i++, at++) {
      value = value * 8 + text[at] - '0';
    }
    if (value > 0377) {
      throw new PatternException("escape octal mayor que 377.", "octal escape above 377.");
    }
    return value;
  }

  static boolean isOctal(int c) {
    return c >= '0' && c <= '7';
  }
}
