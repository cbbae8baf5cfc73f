package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Small questions and statements, with their values bound.
///
/// @param mostSeconds how long a question may take; 0: as long as it takes
record Query(Connection connection, int mostSeconds) {

  Query(Connection connection) {
    this(connection, 0);
  }

  /// Makes a value of one row.
  @FunctionalInterface
  interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /// All rows of a small result.
  <T> List<T> list(RowReader<T> reader, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = prepare(sql, values);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(reader.read(result));
      }
      return rows;
    }
  }

  /// The first column of all rows.
  List<String> texts(String sql, @Nullable Object... values) throws SQLException {
    return list(row -> row.getString(1), sql, values);
  }

  /// The first column of the only row.
  String text(String sql, @Nullable Object... values) throws SQLException {
    return texts(sql, values).getFirst();
  }

  /// The first column of the only row.
  boolean isTrue(String sql, @Nullable Object... values) throws SQLException {
    return list(row -> row.getBoolean(1), sql, values).getFirst();
  }

  /// Whether something has that name: a table, an index, a sequence, a view.
  boolean isRelation(TableName name) throws SQLException {
    return oid(name) != 0;
  }

  /// What has that name; 0 when nothing has.
  long oid(TableName name) throws SQLException {
    String sql = "SELECT coalesce(pg_catalog.to_regclass(?)::oid::bigint, 0)";
    return list(row -> row.getLong(1), sql, Sql.name(name)).getFirst();
  }

  /// Changes rows and says how many.
  int update(String sql, @Nullable Object... values) throws SQLException {
    try (PreparedStatement statement = prepare(sql, values)) {
      return statement.executeUpdate();
    }
  }

  /// Runs a statement of its own words: nothing is bound.
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(sql);
    }
  }

  void runAll(List<String> statements) throws SQLException {
    for (String statement : statements) {
      run(statement);
    }
  }

  private PreparedStatement prepare(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(mostSeconds);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
