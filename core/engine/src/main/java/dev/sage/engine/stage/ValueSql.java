package dev.sage.engine.stage;

import dev.sage.contract.Reading;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.stream.Collectors;

/// What text is a value of a type, for who stages nothing: the SQL that staging uses itself.
///
/// The session must know the functions of [Stager#register].
public final class ValueSql {
  private ValueSql() {}

  /// The text, null where it is one of the null tokens.
  ///
  /// @param raw the column of the cells' text
  public static String nulled(ValueType type, String raw, Reading reading) {
    List<String> tokens = reading.nullValues();
    if (tokens.isEmpty()) {
      return raw;
    }
    String list = tokens.stream().map(Sql::literal).collect(Collectors.joining(", "));
    String compared = type instanceof ValueType.Text && !reading.trim() ? raw : stripped(raw);
    return "CASE WHEN %s IN (%s) THEN NULL ELSE %s END".formatted(compared, list, raw);
  }

  /// The value of a text; null where the text is none, or null.
  ///
  /// @param text the column of the text, null tokens already null
  public static String value(ValueType type, String text, Reading reading) {
    return Casts.value(type, text, Casts.quick(type, text, reading), reading);
  }

  /// The text without the blanks around it.
  public static String stripped(String text) {
    return Casts.stripped(text);
  }
}
