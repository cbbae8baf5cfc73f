package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.ValueType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.postgresql.PGConnection;

/// What readers see while versions come and go.
@Timeout(120)
final class FullReadersIT {
  private static final LoadRequest VENTAS =
      Database.full(
          "ventas", List.of("id"), required("id", ValueType.WHOLE), required("v", ValueType.WHOLE));
  private static final TableName TABLE = TableName.parse("public.ventas");
  private static final int ROWS = 500;
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  @RegisterExtension private static final Database database = new Database();

  @BeforeEach
  void make() {
    database.clean();
    full(0);
    database.run("CREATE VIEW vista AS SELECT * FROM ventas");
  }

  @Test
  void readersSeeAllRowsOfOneVersionAtAnyTime() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    List<CompletableFuture<Integer>> readers = new ArrayList<>();
    for (String table : List.of("ventas", "vista")) {
      for (Reading reading : Reading.values()) {
        readers.add(CompletableFuture.supplyAsync(() -> poll(table, reading, done), THREADS));
      }
    }
    for (int version = 1; version <= 6; version++) {
      full(version);
      database.destination().rollback(TABLE, null);
      database.destination().rollback(TABLE, null);
    }
    done.set(true);
    for (CompletableFuture<Integer> reader : readers) {
      assertThat(reader.get()).isPositive();
    }
    assertThat(database.query("SELECT DISTINCT v FROM ventas")).containsExactly("6");
  }

  /// How a reader asks.
  private enum Reading {
    SIMPLE,
    PREPARED,
    REPEATABLE_READ
  }

  private static int poll(String table, Reading reading, AtomicBoolean done) {
    String sql = "SELECT count(*), count(DISTINCT v) FROM " + table;
    try (Connection connection = new Connections(database.parsed()).open()) {
      connection
          .unwrap(PGConnection.class)
          .setPrepareThreshold(reading == Reading.PREPARED ? 1 : 0);
      if (reading == Reading.REPEATABLE_READ) {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
      }
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        int polls = 0;
        for (; !done.get(); polls++) {
          assertThat(ask(statement)).isEqualTo(ROWS + "|1");
          if (reading == Reading.REPEATABLE_READ) {
            connection.commit();
          }
        }
        return polls;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(reading + " of " + table, e);
    }
  }

  private static String ask(PreparedStatement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1) + "|" + row.getLong(2);
    }
  }

  @Test
  void aTransactionThatIsOlderThanTheRowsIsNotShownAnEmptyTable() throws Exception {
    try (Connection reader = new Connections(database.parsed()).open()) {
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reader.setAutoCommit(false);
      ask(reader, "SELECT 1, 1");

      SageException refusal = catchThrowableOfType(SageException.class, () -> full(1));

      assertThat(refusal.code()).isEqualTo(ErrorCode.DESTINATION_CONFLICT);
      assertThat(refusal).hasMessageContaining("REPEATABLE READ");
      assertThat(ask(reader, "SELECT count(*), max(v) FROM ventas")).isEqualTo(ROWS + "|0");
      reader.commit();
    }
    full(2);
    assertThat(database.query("SELECT DISTINCT v FROM ventas")).containsExactly("2");
  }

  @Test
  void aReaderThatIsInTheWayIsWaitedFor() throws Exception {
    CompletableFuture<Void> load;
    try (Connection reader = new Connections(database.parsed()).open()) {
      reader.setAutoCommit(false);
      ask(reader, "SELECT count(*), 1 FROM ventas");
      load = CompletableFuture.runAsync(() -> full(1), THREADS);
      awaitLockWait(load);
      reader.commit();
    }
    load.get();
    assertThat(database.query("SELECT DISTINCT v FROM ventas")).containsExactly("1");
  }

  private static String ask(Connection connection, String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      return ask(statement);
    }
  }

  private static void full(long version) {
    try (Destination own = database.connect()) {
      load(
          own,
          UUID.randomUUID(),
          VENTAS,
          Rows.of(
              IntStream.range(0, ROWS)
                  .mapToObj(id -> row((long) id, version))
                  .toArray(Object[][]::new)));
    }
  }

  private static void awaitLockWait(CompletableFuture<Void> load) {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while (database.query(sql).equals(List.of("0"))) {
      assertThat(load).isNotDone();
    }
  }
}
