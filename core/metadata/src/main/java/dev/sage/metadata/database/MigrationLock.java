package dev.sage.metadata.database;

import dev.sage.metadata.database.Connections.Patience;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/// Lets one SAGE at a time look at the tables of a database and change them.
///
/// Flyway has a lock for each migration, but looks before it takes it whether the database is
/// empty: of several that find it empty, some take the tables of the first for those of a stranger.
final class MigrationLock implements AutoCloseable {
  private static final long KEY = 0x5341_4745_4d49_4752L;
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private final Connection connection;
  private final MetadataUrl url;

  private MigrationLock(Connection connection, MetadataUrl url) {
    this.connection = connection;
    this.url = url;
  }

  /// The lock is a transaction's, which ends with its connection, also behind a pooler.
  ///
  /// @param patience how long another one that changes the tables is waited for
  static MigrationLock take(MetadataUrl url, Duration patience) {
    try {
      Connection connection = Connections.source(url, Patience.MIGRATION).getConnection();
      try {
        connection.setAutoCommit(false);
        lock(connection, patience);
        return new MigrationLock(connection, url);
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
    } catch (SQLException e) {
      throw LOCK_NOT_AVAILABLE.equals(e.getSQLState())
          ? taken(url, patience)
          : MetadataFailure.explain(e, url.where());
    }
  }

  private static void lock(Connection connection, Duration patience) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = %d".formatted(patience.toMillis()));
      statement.execute("SET LOCAL idle_in_transaction_session_timeout = 0");
      statement.execute("SELECT pg_advisory_xact_lock(%d)".formatted(KEY));
    }
  }

  private static SageException taken(MetadataUrl url, Duration patience) {
    return new SageException(
        ErrorCode.METADATA_UNREACHABLE,
        "Another SAGE has been changing the tables of the metadata at %s for %d s. It is tried again."
            .formatted(url.where(), patience.toSeconds()));
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw MetadataFailure.explain(e, url.where());
    }
  }
}
