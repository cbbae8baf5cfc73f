package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Small questions whose answers are texts; null is an empty one.
record TextQuery(Connection connection) {
  private static final int MOST_SECONDS = 10;

  List<List<String>> rows(String sql, String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(MOST_SECONDS);
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      List<List<String>> rows = new ArrayList<>();
      try (ResultSet result = statement.executeQuery()) {
        while (result.next()) {
          rows.add(row(result));
        }
      }
      return rows;
    }
  }

  List<String> row(String sql, String... values) throws SQLException {
    return rows(sql, values).getFirst();
  }

  private static List<String> row(ResultSet result) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
      String cell = result.getString(i);
      cells.add(cell == null ? "" : cell);
    }
    return cells;
  }

  /// PostgreSQL's text of a boolean.
  static boolean isTrue(String cell) {
    return cell.equals("t");
  }
}
