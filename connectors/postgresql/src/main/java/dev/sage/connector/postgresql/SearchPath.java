package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;

/// Work under an empty `search_path`, so that PostgreSQL writes every name with its schema and
/// reads none in another one.
final class SearchPath {
  private SearchPath() {}

  /// Work on a connection.
  @FunctionalInterface
  interface Work<T> {
    T with(Query query) throws SQLException;
  }

  /// Sets the path back afterwards. Where a statement failed it cannot: the transaction is to be
  /// rolled back then, or the connection dropped.
  static <T> T emptyFor(Connection connection, Work<T> work) throws SQLException {
    Query query = new Query(connection);
    String before = query.text("SELECT pg_catalog.current_setting('search_path')");
    set(query, "");
    T result;
    try {
      result = work.with(query);
    } catch (RuntimeException e) {
      restore(query, before, e);
      throw e;
    }
    set(query, before);
    return result;
  }

  private static void restore(Query query, String before, RuntimeException cause) {
    try {
      set(query, before);
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private static void set(Query query, String path) throws SQLException {
    query.text("SELECT pg_catalog.set_config('search_path', ?, false)", path);
  }
}
