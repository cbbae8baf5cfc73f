package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;

/// The escapes of Python's text literals. An unknown one stays as written, backslash and all.
final class Escapes {
  private final String body;
  private final int offset;
  private final StringBuilder out = new StringBuilder();
  private int at;

  private Escapes(String body, int offset) {
    this.body = body;
    this.offset = offset;
  }

  /// @param offset where the body begins in the rule, for problems
  static String unescape(String body, int offset) throws RuleError {
    return body.indexOf('\\') < 0 ? body : new Escapes(body, offset).run();
  }

  private String run() throws RuleError {
    while (at < body.length()) {
      char c = body.charAt(at++);
      if (c == '\\' && at < body.length()) {
        escape(body.charAt(at++));
      } else {
        out.append(c);
      }
    }
    return out.toString();
  }

  private void escape(char c) throws RuleError {
    switch (c) {
      case '\n' -> {}
      case '\\', '\'', '"' -> out.append(c);
      case 'n' -> out.append('\n');
      case 't' -> out.append('\t');
      case 'r' -> out.append('\r');
      case 'f' -> out.append('\f');
      case 'a' -> out.append('\u0007');
      case 'b' -> out.append('\b');
      case 'v' -> out.append('\u000b');
      case 'x' -> code(2);
      case 'u' -> code(4);
      case 'U' -> code(8);
      case 'N' -> throw new RuleError(offset + at - 2, Reasons.badEscape());
      default -> other(c);
    }
  }

  private void other(char c) {
    if (c < '0' || c > '7') {
      out.append('\\').append(c);
      return;
    }
    int value = c - '0';
    for (int n = 0; n < 2 && at < body.length(); n++, at++) {
      int digit = body.charAt(at) - '0';
      if (digit < 0 || digit > 7) {
        break;
      }
      value = value * 8 + digit;
    }
    out.append((char) value);
  }

  private void code(int digits) throws RuleError {
    int start = at - 2;
    int value = 0;
    for (int n = 0; n < digits; n++, at++) {
      int digit = at < body.length() ? Character.digit(body.charAt(at), 16) : -1;
      if (digit < 0 || value > 0x10FFFF) {
        throw new RuleError(offset + start, Reasons.badEscape());
      }
      value = value * 16 + digit;
    }
    if (!Character.isValidCodePoint(value) || (value >= 0xD800 && value <= 0xDFFF)) {
      throw new RuleError(offset + start, Reasons.badEscape());
    }
    out.appendCodePoint(value);
  }
}
