package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.TableName;
import java.util.Collection;
import java.util.stream.Collectors;

/// The one place where names and texts become SQL.
final class Sql {
  /// Longer names are cut by PostgreSQL without a word.
  static final int MAX_NAME_BYTES = 63;

  private Sql() {}

  static String name(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  static String name(TableName table) {
    return name(table.schema()) + "." + name(table.name());
  }

  /// A text where no value can be bound: in statements that are not queries.
  static String text(String text) {
    return (text.indexOf('\\') < 0 ? "'" : " E'")
        + text.replace("\\", "\\\\").replace("'", "''")
        + "'";
  }

  static String names(Collection<String> names) {
    return names.stream().map(Sql::name).collect(Collectors.joining(", "));
  }

  static String columns(Collection<ColumnPlan> columns) {
    return names(columns.stream().map(ColumnPlan::name).toList());
  }

  /// Whether PostgreSQL can have something of that name.
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.indexOf('\0') < 0
        && name.getBytes(UTF_8).length <= MAX_NAME_BYTES;
  }
}
