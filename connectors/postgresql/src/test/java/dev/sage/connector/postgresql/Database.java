package dev.sage.connector.postgresql;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.RowSource;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A real PostgreSQL for one test class, and SQL to look into it.
final class Database implements BeforeAllCallback, AfterAllCallback, AutoCloseable {
  /// Binaries are unpacked once for all tests.
  static final Path BINARIES = Path.of("target", "postgresql");

  static final Environment NOTHING = _ -> null;
  static final Backoff AT_ONCE = _ -> {};

  private @Nullable Path root;
  private @Nullable Server server;
  private @Nullable Connections connections;
  private @Nullable Destination destination;

  static Database start(Path root) {
    Database database = new Database();
    database.begin(root);
    return database;
  }

  private void begin(Path directory) {
    server = Server.start(directory);
    connections = new Connections(ConnectionUrl.parse(url(), NOTHING));
    destination = connect();
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    root = Files.createTempDirectory("database");
    begin(root);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    close();
    try (Stream<Path> files = Files.walk(Objects.requireNonNull(root))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private Server server() {
    return Objects.requireNonNull(server, "not started");
  }

  private Connections connections() {
    return Objects.requireNonNull(connections, "not started");
  }

  /// Whether nothing is left of the rows that were there.
  static boolean replacesAll(Strategy strategy) {
    return strategy == Strategy.TRUNCATE_INSERT || strategy == Strategy.FULL;
  }

  /// Stops the server as if the machine had lost its power.
  void crash() {
    connections().drop();
    server().crash();
  }

  /// Starts the server at its old port.
  void restart() {
    server().start();
  }

  /// Another session, for the caller to close.
  Connection open() throws SQLException {
    return connections().open();
  }

  String url() {
    return server().url();
  }

  ConnectionUrl parsed() {
    return ConnectionUrl.parse(url(), NOTHING);
  }

  /// The destination that a class uses unless it needs one of its own.
  Destination destination() {
    return Objects.requireNonNull(destination, "not started");
  }

  /// One of its own, for the caller to close.
  Destination connect() {
    return connect(url());
  }

  static Destination connect(String url) {
    return connect(url, AT_ONCE, Connections.LOCK_TIMEOUT);
  }

  static Destination connect(String url, Backoff backoff, Duration lockTimeout) {
    return new PostgresqlPlugin(NOTHING, backoff, lockTimeout).connect(url);
  }

  /// The URL of this database as another role, at another port, or of another database.
  String url(String user, String password, int port, String name) {
    return "postgresql://%s:%s@127.0.0.1:%d/%s".formatted(user, password, port, name);
  }

  String urlThrough(int port) {
    return url("sage", password(), port, parsed().database());
  }

  String password() {
    return Objects.requireNonNull(parsed().password());
  }

  Connection connection() throws SQLException {
    return connections().get();
  }

  void run(String sql) {
    try (Statement statement = connection().createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends every session that copies.
  void killCopies() {
    run("SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE query LIKE 'COPY%'");
  }

  /// Waits until so many sessions wait for a lock.
  void awaitLockWaits(int sessions) {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while (Integer.parseInt(query(sql).getFirst()) < sessions) {
      if (Thread.interrupted()) {
        throw new IllegalStateException("too few sessions wait for a lock");
      }
    }
  }

  /// The rows as text, columns joined by `|`, null as `∅`.
  List<String> query(String sql) {
    try (Statement statement = connection().createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      while (result.next()) {
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
          @Nullable String cell = result.getString(i);
          cells.add(cell == null ? "∅" : cell);
        }
        rows.add(String.join("|", cells));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  static LoadColumn column(String name, ValueType type) {
    return new LoadColumn(name, name, type, false);
  }

  static LoadColumn required(String name, ValueType type) {
    return new LoadColumn(name, name, type, true);
  }

  static LoadRequest request(String table, LoadColumn... columns) {
    return request(TableName.parse(table), columns);
  }

  static LoadRequest request(TableName table, LoadColumn... columns) {
    return new LoadRequest(
        "m:" + table,
        table,
        Strategy.APPEND,
        List.of(columns),
        List.of(),
        List.of(),
        SchemaMode.FREEZE);
  }

  /// The same with another strategy and a key.
  static LoadRequest with(LoadRequest request, Strategy strategy, String... key) {
    return new LoadRequest(
        request.id(),
        request.table(),
        strategy,
        request.columns(),
        List.of(key),
        request.partitionBy(),
        request.schemaMode());
  }

  /// The same with columns that [Strategy#DELETE_INSERT] goes by.
  static LoadRequest by(LoadRequest request, String... partition) {
    return new LoadRequest(
        request.id(),
        request.table(),
        Strategy.DELETE_INSERT,
        request.columns(),
        request.key(),
        List.of(partition),
        request.schemaMode());
  }

  /// The same, adding columns that the table lacks.
  static LoadRequest evolving(LoadRequest request) {
    return new LoadRequest(
        request.id(),
        request.table(),
        request.strategy(),
        request.columns(),
        request.key(),
        request.partitionBy(),
        SchemaMode.EVOLVE);
  }

  /// An empty schema: dropping a table alone would leave the versions that were kept of it.
  void clean() {
    run("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  /// A complete replacement.
  static LoadRequest full(String table, List<String> key, LoadColumn... columns) {
    return new LoadRequest(
        "m:" + table,
        TableName.parse(table),
        Strategy.FULL,
        List.of(columns),
        key,
        List.of(),
        SchemaMode.FREEZE);
  }

  /// Prepares and loads.
  static LoadOutcome load(
      Destination destination, UUID execution, LoadRequest request, RowSource rows) {
    PreparedLoad prepared = destination.prepare(request);
    return destination
        .load(execution, 1, List.of(new Load(prepared, rows)), CommitGate.OPEN)
        .getFirst();
  }

  @Override
  public void close() {
    destination().close();
    connections().close();
    server().close();
  }
}
