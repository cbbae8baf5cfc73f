package dev.sage.scenarios;

import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/// Rows of Parquet files and of PostgreSQL, as texts; a null is `null`.
final class Tables {
  private Tables() {}

  static List<List<String>> parquet(Path file, String select) {
    String from = " FROM read_parquet('" + file.toString().replace("'", "''") + "')";
    return query("jdbc:duckdb:", new Properties(), select.replace(" @", from));
  }

  /// Of DuckDB.
  static List<List<String>> query(String sql) {
    return query("jdbc:duckdb:", new Properties(), sql);
  }

  static List<String> column(List<List<String>> rows) {
    return rows.stream().map(List::getFirst).toList();
  }

  /// @param url `postgresql://user:password@host:port/database`, as the warehouse says it
  static List<List<String>> postgresql(String url, String sql) {
    URI uri = URI.create(url);
    Properties login = new Properties();
    String[] user = uri.getUserInfo().split(":", 2);
    login.setProperty("user", user[0]);
    login.setProperty("password", user[1]);
    return query(
        "jdbc:postgresql://" + uri.getHost() + ":" + uri.getPort() + uri.getPath(), login, sql);
  }

  private static List<List<String>> query(String url, Properties login, String sql) {
    try (Connection connection = DriverManager.getConnection(url, login);
        Statement statement = connection.createStatement()) {
      List<List<String>> rows = new ArrayList<>();
      if (statement.execute(sql)) {
        ResultSet result = statement.getResultSet();
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  private static List<String> row(ResultSet result) throws SQLException {
    List<String> row = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      row.add(String.valueOf(result.getString(i)));
    }
    return row;
  }
}
