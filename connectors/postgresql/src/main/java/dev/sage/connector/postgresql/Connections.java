package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.PGProperty;

/// One connection to one database, made when it is needed, and made anew after it was dropped.
final class Connections implements AutoCloseable {
  static final Duration LOCK_TIMEOUT = Duration.ofSeconds(30);
  private static final String CONNECT_TIMEOUT_SECONDS = "10";

  /// A load may sit idle while rows are being checked, and may be long: the server's time limits
  /// for ordinary sessions must not end it. A lock that does not come must.
  private static final String SESSION =
      """
      SET TIME ZONE 'UTC';
      SET lock_timeout = @lock_timeout;
      SET statement_timeout = 0;
      SET idle_in_transaction_session_timeout = 0;
      SET tcp_keepalives_idle = 30;
      SET tcp_keepalives_interval = 10;
      SET tcp_keepalives_count = 3;
      SELECT set_config('transaction_timeout', '0', false)
        FROM pg_catalog.pg_settings WHERE name = 'transaction_timeout';
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
      """;

  private final ConnectionUrl url;
  private final Duration lockTimeout;
  private @Nullable Connection current;

  Connections(ConnectionUrl url) {
    this(url, LOCK_TIMEOUT);
  }

  /// @param lockTimeout how long a statement waits for a lock
  Connections(ConnectionUrl url, Duration lockTimeout) {
    this.url = url;
    this.lockTimeout = lockTimeout;
  }

  ConnectionUrl url() {
    return url;
  }

  /// The connection, in auto-commit mode.
  Connection get() throws SQLException {
    Connection connection = current;
    if (connection == null || connection.isClosed()) {
      connection = open();
      current = connection;
    }
    return connection;
  }

  /// Lets go of the connection; the server rolls back what was open.
  void drop() {
    Connection connection = current;
    current = null;
    if (connection != null) {
      try {
        connection.close();
      } catch (SQLException _) {
        // It was broken already.
      }
    }
  }

  @Override
  public void close() {
    drop();
  }

  /// Another connection, in auto-commit mode, for the caller to close.
  Connection open() throws SQLException {
    Connection connection = connect();
    try (Statement statement = connection.createStatement()) {
      statement.execute(SESSION.replace("@lock_timeout", String.valueOf(lockTimeout.toMillis())));
      connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  private Connection connect() throws SQLException {
    try {
      Connection connection = new Driver().connect(jdbcUrl(), properties());
      if (connection == null) {
        throw new SQLException("not a PostgreSQL URL", "08001");
      }
      return connection;
    } catch (SQLException e) {
      // pgjdbc has one state for a server without TLS and for one that wants a password.
      boolean noTls =
          Failure.state(e).equals("08004")
              && Encryption.isRequiredBy(url)
              && url.password() != null;
      throw noTls ? new TlsNotOffered(e) : e;
    }
  }

  /// The URL asks for TLS, and the server has none.
  static final class TlsNotOffered extends SQLException {
    private static final long serialVersionUID = 1L;

    TlsNotOffered(SQLException cause) {
      super("no TLS", cause.getSQLState(), cause);
    }
  }

  private String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(url.host(), url.port(), ConnectionUrl.encode(url.database()));
  }

  private Properties properties() {
    Properties properties = new Properties();
    PGProperty.USER.set(properties, url.user());
    PGProperty.PASSWORD.set(properties, url.password());
    PGProperty.APPLICATION_NAME.set(properties, parameter("application_name", "sage"));
    PGProperty.CONNECT_TIMEOUT.set(
        properties, parameter("connect_timeout", CONNECT_TIMEOUT_SECONDS));
    // A server that accepts and never answers is not waited for either.
    PGProperty.LOGIN_TIMEOUT.set(properties, parameter("connect_timeout", CONNECT_TIMEOUT_SECONDS));
    PGProperty.SSL_MODE.set(properties, parameter("sslmode", "prefer"));
    PGProperty.SSL_ROOT_CERT.set(properties, url.parameters().get("sslrootcert"));
    PGProperty.TCP_KEEP_ALIVE.set(properties, true);
    PGProperty.SOCKET_FACTORY.set(properties, KeepAliveSockets.class.getName());
    PGProperty.LOG_SERVER_ERROR_DETAIL.set(properties, false);
    return properties;
  }

  private String parameter(String name, String standard) {
    return url.parameters().getOrDefault(name, standard);
  }
}
