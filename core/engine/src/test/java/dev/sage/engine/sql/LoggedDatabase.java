package dev.sage.engine.sql;

import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;

/// A DuckDB that remembers every statement it was given.
public final class LoggedDatabase implements AutoCloseable {
  private final DuckDBConnection root;
  private final Session own;
  private final DuckDBConnection connection;
  private final Session session;

  public LoggedDatabase() throws SQLException {
    root = (DuckDBConnection) DriverManager.getConnection("jdbc:duckdb:", new Properties());
    own = new Session(root);
    own.execute("SET threads = 1");
    own.execute("CALL enable_logging('QueryLog')");
    connection = root.duplicate();
    session = new Session(connection);
  }

  public Session session() {
    return session;
  }

  /// Has a statement parsed, bound and planned.
  public void prepare(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.getMetaData();
    }
  }

  /// The statements since this was asked last, in their order.
  public List<String> statements() {
    List<String> statements =
        own.query(
            "SELECT message FROM duckdb_logs WHERE type = 'QueryLog'", row -> row.getString(1));
    own.execute("CALL truncate_duckdb_logs()");
    return statements;
  }

  @Override
  public void close() {
    session.close();
    own.close();
  }
}
