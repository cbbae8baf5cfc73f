package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;

/// The table `sage_commits` of a schema: which executions have landed there.
final class Ledger {
  static final String TABLE = "sage_commits";

  private final Connection connection;
  private final UUID execution;

  Ledger(Connection connection, UUID execution) {
    this.connection = connection;
    this.execution = execution;
  }

  static String create(String schema) {
    return """
    CREATE TABLE IF NOT EXISTS %s.%s (
      execution uuid NOT NULL,
      materialization text NOT NULL,
      token bigint NOT NULL,
      rows bigint NOT NULL,
      committed_at timestamptz NOT NULL,
      PRIMARY KEY (execution, materialization))
    """
        .formatted(Sql.name(schema), TABLE);
  }

  /// Enters a load. False when it was committed before; while another transaction has entered it,
  /// this waits for its end.
  boolean enter(TableLoad load, long token) throws SQLException {
    String sql =
        """
        INSERT INTO @ledger (execution, materialization, token, rows, committed_at)
        VALUES (?, ?, ?, 0, clock_timestamp())
        ON CONFLICT (execution, materialization) DO NOTHING
        """;
    try (PreparedStatement insert = prepare(sql, load)) {
      insert.setObject(1, execution);
      insert.setString(2, load.id());
      insert.setLong(3, token);
      return insert.executeUpdate() == 1;
    }
  }

  /// Writes down how many rows were landed.
  void finish(TableLoad load, long rows) throws SQLException {
    String sql =
        """
        UPDATE @ledger SET rows = ?, committed_at = clock_timestamp()
        WHERE execution = ? AND materialization = ?
        """;
    try (PreparedStatement update = prepare(sql, load)) {
      update.setLong(1, rows);
      update.setObject(2, execution);
      update.setString(3, load.id());
      update.executeUpdate();
    }
  }

  /// The rows that an earlier attempt landed.
  long rows(TableLoad load) throws SQLException {
    String sql = "SELECT rows FROM @ledger WHERE execution = ? AND materialization = ?";
    try (PreparedStatement select = prepare(sql, load)) {
      select.setObject(1, execution);
      select.setString(2, load.id());
      try (ResultSet result = select.executeQuery()) {
        return result.next() ? result.getLong(1) : 0;
      }
    }
  }

  private PreparedStatement prepare(String sql, TableLoad load) throws SQLException {
    String ledger = Sql.name(load.table().schema()) + "." + TABLE;
    return connection.prepareStatement(sql.replace("@ledger", ledger));
  }
}
