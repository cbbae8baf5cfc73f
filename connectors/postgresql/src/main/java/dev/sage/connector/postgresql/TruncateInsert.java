package dev.sage.connector.postgresql;

import dev.sage.spi.RowCursor;
import dev.sage.spi.RowSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/// Replaces all rows.
///
/// Whoever reads waits from the `TRUNCATE` to the commit: so it comes when the first rows are
/// there, and they are copied straight to their place.
record TruncateInsert() implements Landing {
  @Override
  public long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException {
    Connection connection = session.connection();
    try (RowCursor cursor = FetchedCursor.of(rows.open())) {
      truncate(connection, load);
      return into(connection, load).write(cursor);
    }
  }

  /// The rows are where they belong since they were copied.
  @Override
  public void apply(LoadSession session, TableLoad load, long copied) {}

  private static void truncate(Connection connection, TableLoad load) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("TRUNCATE TABLE " + Sql.name(load.table()));
    }
  }

  /// Frozen rows are seen by every snapshot, also by one that is older than the load: it would find
  /// an empty table otherwise. Partitioned tables cannot be copied into so.
  private static BinaryCopy into(Connection connection, TableLoad load) throws SQLException {
    String table = Sql.name(load.table());
    return isPartitioned(connection, table)
        ? BinaryCopy.into(connection, table, load.columns())
        : BinaryCopy.frozenInto(connection, table, load.columns());
  }

  private static boolean isPartitioned(Connection connection, String table) throws SQLException {
    String sql = "SELECT relkind = 'p' FROM pg_catalog.pg_class WHERE oid = ?::regclass";
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, table);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }
}
