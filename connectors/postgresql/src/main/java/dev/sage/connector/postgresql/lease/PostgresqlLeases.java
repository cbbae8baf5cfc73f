package dev.sage.connector.postgresql.lease;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/// Leases in a table, a row for each resource. The server's clock alone says what has expired. A
/// row is never deleted, for it counts the tokens.
///
/// Every call is one statement of its own transaction. Who waits for another's statement meets the
/// row that it left.
public final class PostgresqlLeases implements Leases {
  /// The table; harmless where it is there already.
  public static final String DDL =
      """
      CREATE TABLE IF NOT EXISTS bloqueos (
        recurso uuid PRIMARY KEY,
        propietario text,
        token bigint NOT NULL,
        vence_en timestamptz
      )\
      """;

  private static final String ACQUIRE =
      """
      INSERT INTO bloqueos AS b (recurso, propietario, token, vence_en)
      VALUES (?, ?, greatest(?, 1), now() + ? * interval '1 millisecond')
      ON CONFLICT (recurso) DO UPDATE SET
        propietario = excluded.propietario,
        token = greatest(b.token + 1, excluded.token),
        vence_en = excluded.vence_en
      WHERE b.vence_en IS NULL OR b.vence_en < now()
      RETURNING token\
      """;

  private static final String RENEW =
      """
      UPDATE bloqueos SET vence_en = now() + ? * interval '1 millisecond'
      WHERE recurso = ? AND token = ? AND vence_en IS NOT NULL\
      """;

  private static final String RELEASE =
      "UPDATE bloqueos SET vence_en = NULL WHERE recurso = ? AND token = ?";

  private final DataSource database;

  /// @param database where the table is in the search path; its connections need few rights:
  ///   SELECT, INSERT and UPDATE on it
  public PostgresqlLeases(DataSource database) {
    this.database = database;
  }

  @Override
  public Optional<Lease> acquire(UUID resource, String owner, Duration length, long floor) {
    return execute(
        ACQUIRE,
        statement -> {
          statement.setObject(1, resource);
          statement.setString(2, owner);
          statement.setLong(3, floor);
          statement.setLong(4, length.toMillis());
          try (ResultSet taken = statement.executeQuery()) {
            return taken.next()
                ? Optional.of(new RowLease(resource, taken.getLong(1), length))
                : Optional.empty();
          }
        });
  }

  private boolean renew(RowLease lease) {
    return execute(
        RENEW,
        statement -> {
          statement.setLong(1, lease.length.toMillis());
          statement.setObject(2, lease.resource);
          statement.setLong(3, lease.token);
          return statement.executeUpdate() == 1;
        });
  }

  private void release(RowLease lease) {
    execute(
        RELEASE,
        statement -> {
          statement.setObject(1, lease.resource);
          statement.setLong(2, lease.token);
          return statement.executeUpdate();
        });
  }

  /// What a statement is for.
  private interface Use<T> {
    T of(PreparedStatement statement) throws SQLException;
  }

  private <T> T execute(String sql, Use<T> use) {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return use.of(statement);
      }
    } catch (SQLException e) {
      String state = e.getSQLState() == null ? "none" : e.getSQLState();
      throw new SageException(
          ErrorCode.METADATA_UNREACHABLE,
          "PostgreSQL cannot give or renew a lease now (SQLSTATE %s). Check that it runs, and that the table bloqueos is there."
              .formatted(state),
          e);
    }
  }

  private final class RowLease implements Lease {
    private final UUID resource;
    private final long token;
    private final Duration length;

    RowLease(UUID resource, long token, Duration length) {
      this.resource = resource;
      this.token = token;
      this.length = length;
    }

    @Override
    public UUID resource() {
      return resource;
    }

    @Override
    public long token() {
      return token;
    }

    @Override
    public boolean renew() {
      return PostgresqlLeases.this.renew(this);
    }

    @Override
    public void release() {
      PostgresqlLeases.this.release(this);
    }
  }
}
