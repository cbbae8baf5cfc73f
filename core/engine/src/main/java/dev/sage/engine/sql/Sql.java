package dev.sage.engine.sql;

/// Quotes what users wrote, so that it can only ever be a name or a value.
public final class Sql {
  private Sql() {}

  /// A name, in double quotes.
  public static String identifier(String name) {
    return '"' + withoutNul(name).replace("\"", "\"\"") + '"';
  }

  /// A text, in single quotes.
  public static String literal(String text) {
    return '\'' + withoutNul(text).replace("'", "''") + '\'';
  }

  private static String withoutNul(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("A NUL cannot stand in a statement.");
    }
    return text;
  }
}
