package dev.sage.testing.fuzz;

import java.util.regex.Pattern;

/// Texts as YAML, as a rule of each spelling, and as whoever reads these writes them.
final class Scalars {
  private static final Pattern BARE = Pattern.compile("[\\p{L}0-9_./][\\p{L}0-9_./ +*()=<>-]*");
  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");

  private Scalars() {}

  static String written(Tree.Text text) {
    String words = text.text();
    if (text.plain() && (words.isEmpty() || bare(words))) {
      return words.isEmpty() ? "null" : words;
    }
    return printable(words) && words.length() % 2 == 0
        ? "'" + words.replace("'", "''") + "'"
        : doubled(words);
  }

  private static boolean bare(String words) {
    return BARE.matcher(words).matches() && words.equals(words.strip());
  }

  private static boolean printable(String words) {
    return words.codePoints().noneMatch(Scalars::odd);
  }

  /// What YAML takes only as an escape.
  private static boolean odd(int c) {
    return c < ' '
        || (c >= 127 && c < 160)
        || (c >= 0xD800 && c <= 0xDFFF)
        || c == 0x2028
        || c == 0x2029
        || (c >= 0xFEFF && c < 0x10000);
  }

  private static String doubled(String words) {
    StringBuilder text = new StringBuilder("\"");
    words
        .codePoints()
        .forEach(c -> {
          if (odd(c)) {
            text.append("\\u%04x".formatted(c));
          } else if (c == '"' || c == '\\') {
            text.append('\\').appendCodePoint(c);
          } else {
            text.appendCodePoint(c);
          }
        });
    return text.append('"').toString();
  }

  /// A text of Python.
  static String python(String words) {
    return "'"
        + words.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
        + "'";
  }

  /// A text of SQL.
  static String literal(String words) {
    return "'" + words.replace("'", "''") + "'";
  }

  /// A name of SQL, in quotes if it needs them.
  static String name(String words) {
    return WORD.matcher(words).matches() ? words : "\"" + words.replace("\"", "\"\"") + "\"";
  }
}
