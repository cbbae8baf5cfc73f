package dev.sage.engine.sql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;

/// Quotes names and texts for DuckDB. Nothing else may.
public final class Sql {
  private Sql() {}

  /// A name in double quotes.
  ///
  /// @throws SageException if it holds a NUL
  public static String identifier(String name) {
    return '"' + checked(name).replace("\"", "\"\"") + '"';
  }

  /// A text in single quotes. A backslash is a plain character to DuckDB.
  ///
  /// @throws SageException if it holds a NUL
  public static String literal(String text) {
    return '\'' + checked(text).replace("'", "''") + '\'';
  }

  private static String checked(String text) {
    if (text.indexOf('\0') >= 0) {
      throw new SageException(
          ErrorCode.CONTRACT_INVALID,
          "A name or text of the contract holds a NUL character. Remove it.");
    }
    return text;
  }
}
