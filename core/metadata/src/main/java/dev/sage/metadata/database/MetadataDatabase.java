package dev.sage.metadata.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.sage.metadata.database.Connections.Patience;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

/// The metadata's PostgreSQL, 15 or later: a pool of connections, its tables at their latest
/// version.
///
/// Every failure of it is a [SageException]: [ErrorCode#METADATA_UNREACHABLE] where trying again
/// can help. No message holds the URL's password or a value of a statement. Safe for use by many
/// threads.
public final class MetadataDatabase implements AutoCloseable {
  private static final int OLDEST = 15;

  private static final Duration WHILE_OTHERS_MIGRATE = Duration.ofSeconds(20);

  private final MetadataUrl url;
  private final HikariDataSource pool;
  private final Jdbi jdbi;

  private MetadataDatabase(MetadataUrl url, HikariDataSource pool) {
    this.url = url;
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
  }

  /// Connects, and makes or updates the tables.
  ///
  /// @param url `postgresql://user:password@host:port/database?sslmode=verify-full`, or the same
  ///   behind `jdbc:`; `${env:NAME}` is allowed everywhere in it
  /// @throws SageException when it cannot be reached, does not let one in, or is too old
  public static MetadataDatabase open(String url) {
    return open(url, 10);
  }

  /// @param connections how many at most, one for listening not counted
  public static MetadataDatabase open(String url, int connections) {
    MetadataUrl parsed = MetadataUrl.parse(url, System::getenv);
    migrate(parsed);
    return new MetadataDatabase(parsed, pool(parsed, connections));
  }

  /// Makes a database beside the one of a URL, unless it is there, and opens that: for metadata
  /// beside a warehouse, whose tables shall not meet.
  public static MetadataDatabase openBeside(String url, String name) {
    MetadataUrl other = MetadataUrl.parse(url, System::getenv);
    createDatabase(other, name);
    MetadataUrl own = other.inDatabase(name);
    migrate(own);
    return new MetadataDatabase(own, pool(own, 10));
  }

  /// Does something in one transaction: all of it, or, when it throws, nothing.
  public <T> T inTransaction(Function<Session, T> work) {
    try {
      return jdbi.inTransaction(handle -> work.apply(new Session(handle)));
    } catch (SageException e) {
      throw e;
    } catch (RuntimeException e) {
      throw MetadataFailure.explain(e, url.where());
    }
  }

  /// [#inTransaction] for what has no result.
  public void transact(Consumer<Session> work) {
    inTransaction(session -> {
      work.accept(session);
      return true;
    });
  }

  /// The pool, for others that keep something beside these tables.
  public DataSource dataSource() {
    return pool;
  }

  /// A connection of its own, outside of the pool, for the caller to close.
  public Connection connect() throws SQLException {
    return Connections.source(url, Patience.STATEMENT).getConnection();
  }

  /// Whether it answers now. Says so within some seconds, and asks over a connection of its own:
  /// nobody who asks for the health waits for as long as a statement or the pool may take.
  public Health health() {
    long start = System.nanoTime();
    try (Connection connection = Connections.source(url, Patience.HEALTH).getConnection()) {
      return new Health(true, version(connection), took(start), "");
    } catch (SQLException e) {
      String problem = String.valueOf(MetadataFailure.explain(e, url.where()).getMessage());
      return new Health(false, "", took(start), problem);
    }
  }

  private static String version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_version")) {
      return row.next() ? row.getString(1) : "";
    }
  }

  /// @param version of the server
  /// @param problem why it does not answer, in English; empty when it does
  public record Health(boolean reachable, String version, Duration took, String problem) {}

  @Override
  public void close() {
    pool.close();
  }

  @Override
  public String toString() {
    return url.toString();
  }

  private static Duration took(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static void createDatabase(MetadataUrl url, String name) {
    try (Connection connection = Connections.source(url, Patience.MIGRATION).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE \"%s\" ENCODING 'UTF8' TEMPLATE template0"
              .formatted(name.replace("\"", "\"\"")));
    } catch (SQLException e) {
      // 23505: two of us made it at once.
      boolean isThere = "42P04".equals(e.getSQLState()) || "23505".equals(e.getSQLState());
      if (!isThere) {
        throw MetadataFailure.explain(e, url.where());
      }
    }
  }

  private static void migrate(MetadataUrl url) {
    requireVersion(url);
    try (MigrationLock _ = MigrationLock.take(url, WHILE_OTHERS_MIGRATE)) {
      Flyway.configure()
          .dataSource(Connections.source(url, Patience.MIGRATION))
          .locations("classpath:db/migration")
          .table("sage_migraciones")
          .baselineOnMigrate(true)
          .baselineVersion("0")
          .connectRetries(0)
          .load()
          .migrate();
    } catch (FlywayException e) {
      SQLException cause = MetadataFailure.sqlCause(e);
      throw cause == null ? notMigrated(url, e) : MetadataFailure.explain(cause, url.where());
    }
  }

  private static SageException notMigrated(MetadataUrl url, FlywayException e) {
    return new SageException(
        ErrorCode.SETTINGS_INVALID,
        "The tables of the metadata at %s are of another or newer SAGE, or were changed by hand. Start the version that made them, or restore a backup."
            .formatted(url.where()),
        e);
  }

  private static void requireVersion(MetadataUrl url) {
    try (Connection connection = Connections.source(url, Patience.GREETING).getConnection()) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST) {
        throw new SageException(
            ErrorCode.SETTINGS_INVALID,
            "The metadata at %s are in PostgreSQL %d. Use %d or later."
                .formatted(url.where(), version, OLDEST));
      }
    } catch (SQLException e) {
      throw MetadataFailure.explain(e, url.where());
    }
  }

  private static HikariDataSource pool(MetadataUrl url, int connections) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("sage-metadata");
    config.setDataSource(Connections.source(url, Patience.STATEMENT));
    config.setConnectionInitSql(Connections.SESSION);
    config.setMaximumPoolSize(connections);
    config.setMinimumIdle(Math.min(2, connections));
    config.setConnectionTimeout(Duration.ofSeconds(10).toMillis());
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1);
    return new HikariDataSource(config);
  }
}
