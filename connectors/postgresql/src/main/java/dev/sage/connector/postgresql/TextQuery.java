package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Small questions whose answers are texts; null is an empty one. Nobody waits long for them.
record TextQuery(Query query) {
  private static final int MOST_SECONDS = 10;

  TextQuery(Connection connection) {
    this(new Query(connection, MOST_SECONDS));
  }

  List<List<String>> rows(String sql, Object... values) throws SQLException {
    return query.list(TextQuery::cells, sql, values);
  }

  List<String> row(String sql, Object... values) throws SQLException {
    return rows(sql, values).getFirst();
  }

  private static List<String> cells(ResultSet row) throws SQLException {
    List<String> cells = new ArrayList<>();
    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
      String cell = row.getString(i);
      cells.add(cell == null ? "" : cell);
    }
    return cells;
  }

  /// PostgreSQL's text of a boolean.
  static boolean isTrue(String cell) {
    return cell.equals("t");
  }
}
