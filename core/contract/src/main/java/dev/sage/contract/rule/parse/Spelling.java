package dev.sage.contract.rule.parse;

import java.util.regex.Pattern;

/// The two ways to write a rule.
public enum Spelling {
  /// `df['total'] > 0`, as Python and pandas write it.
  DATA_FRAME,
  /// `total > 0`, as SQL writes it.
  PLAIN;

  /// The words `df`, `pd` and `lambda`, and signs that only Python has.
  private static final Pattern PYTHON =
      Pattern.compile("(?<![\\w.])(?:df|pd|lambda)(?!\\w)|==|\\*\\*|//|\\[");

  /// A rule is in the data-frame spelling if, outside of quotes, it has one of the words `df`,
  /// `pd`, `lambda` or one of the signs `==`, `**`, `//`, `[`. Every other one is in the plain
  /// spelling. (A field of the name `df` is written `"df"` in the plain spelling.)
  public static Spelling of(String rule) {
    return PYTHON.matcher(withoutQuoted(rule)).find() ? DATA_FRAME : PLAIN;
  }

  private static String withoutQuoted(String rule) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < rule.length()) {
      char c = rule.charAt(at);
      rest.append(c);
      at = c == '\'' || c == '"' ? end(rule, at) : at + 1;
    }
    return rest.toString();
  }

  /// Behind the closing quote; a backslash protects one character, as in Python.
  private static int end(String rule, int open) {
    int at = open + 1;
    while (at < rule.length() && rule.charAt(at) != rule.charAt(open)) {
      at += rule.charAt(at) == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}
