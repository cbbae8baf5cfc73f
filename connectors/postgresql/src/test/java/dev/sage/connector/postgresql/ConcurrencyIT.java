package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Database.with;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What those see who read while rows are replaced, and loads that meet.
@Timeout(60)
final class ConcurrencyIT {
  private static final LoadRequest VENTAS =
      request("ventas", required("id", ValueType.WHOLE), required("v", ValueType.WHOLE));
  private static final int ROWS = 300;
  private static final int LOADS = 25;
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  @RegisterExtension private static final Database database = new Database();

  @BeforeEach
  void create() {
    database.run(
        "DROP TABLE IF EXISTS ventas; CREATE TABLE ventas (id bigint PRIMARY KEY, v bigint)");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT"})
  void readersSeeTheOldRowsOrTheNewOnesAndNeverNeither(Strategy strategy) throws Exception {
    LoadRequest request = with(VENTAS, strategy, "id");
    load(database.destination(), UUID.randomUUID(), request, version(0));
    AtomicBoolean done = new AtomicBoolean();
    CountDownLatch reading = new CountDownLatch(3);
    List<CompletableFuture<Set<String>>> readers =
        Stream.of("preferQueryMode=simple", "prepareThreshold=1", "prepareThreshold=0")
            .map(mode ->
                CompletableFuture.supplyAsync(() -> readUntil(done, reading, mode), THREADS))
            .toList();
    reading.await();
    for (int version = 1; version <= LOADS; version++) {
      load(database.destination(), UUID.randomUUID(), request, version(version));
    }
    done.set(true);

    for (CompletableFuture<Set<String>> reader : readers) {
      assertThat(reader.get()).isNotEmpty().allMatch(seen -> seen.matches("300\\|(\\d+)\\|\\1"));
    }
  }

  @Test
  void aSnapshotThatIsOlderThanATruncateFindsRows() throws SQLException {
    LoadRequest request = with(VENTAS, Strategy.TRUNCATE_INSERT);
    load(database.destination(), UUID.randomUUID(), request, version(0));
    try (Connection old = database.open();
        Statement statement = old.createStatement()) {
      statement.execute("BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT FROM sage_commits");
      load(database.destination(), UUID.randomUUID(), request, version(1));

      assertThat(read(statement)).isEqualTo("300|1|1");
    }
  }

  @Test
  void aTableIsTruncatedOnlyWhenTheFirstRowsAreThere() {
    LoadRequest request = with(VENTAS, Strategy.TRUNCATE_INSERT);
    load(database.destination(), UUID.randomUUID(), request, version(0));
    Rows rows =
        version(1)
            .before(batch -> {
              if (batch == 0) {
                assertThat(database.query("SELECT count(*) FROM ventas")).containsExactly("300");
              }
            });

    load(database.destination(), UUID.randomUUID(), request, rows);

    assertThat(database.query("SELECT max(v) FROM ventas")).containsExactly("1");
  }

  @ParameterizedTest
  @EnumSource(names = {"UPSERT", "DELETE_INSERT"})
  void othersReadAndWriteUntilTheVerdict(Strategy strategy) {
    LoadRequest request = with(VENTAS, strategy, "id");
    load(database.destination(), UUID.randomUUID(), request, version(0));
    CommitGate gate =
        () -> {
          database.run("UPDATE ventas SET v = 7; INSERT INTO ventas VALUES (1000, 7)");
          assertThat(database.query("SELECT count(*), min(v) FROM ventas"))
              .containsExactly("301|7");
        };

    database
        .destination()
        .load(
            UUID.randomUUID(),
            1,
            List.of(new Load(database.destination().prepare(request), version(1))),
            gate);

    assertThat(database.query("SELECT count(*), sum(v) FROM ventas")).containsExactly("301|307");
  }

  @Test
  void twoLoadsThatReplaceTheSameKeysTakeTurns() throws Exception {
    database.run("ALTER TABLE ventas DROP CONSTRAINT ventas_pkey");
    LoadRequest request = with(VENTAS, Strategy.DELETE_INSERT, "id");
    load(database.destination(), UUID.randomUUID(), request, version(0));

    meet(request, Rows.of(row(1L, 1L), row(2L, 1L)), Rows.of(row(1L, 2L), row(2L, 2L)));

    assertThat(database.query("SELECT * FROM ventas WHERE id IN (1, 2)"))
        .containsExactly("1|2", "2|2");
  }

  @Test
  void twoLoadsOfTheSameKeysInAnotherOrderDoNotBlockEachOtherForGood() throws Exception {
    LoadRequest request = with(VENTAS, Strategy.UPSERT, "id");
    load(database.destination(), UUID.randomUUID(), request, version(0));
    Rows second = Rows.of(row(2L, 2L), row(1L, 2L));

    meet(request, Rows.of(row(1L, 1L), row(2L, 1L)), second);

    assertThat(second.opened()).isEqualTo(1);
    assertThat(database.query("SELECT * FROM ventas WHERE id IN (1, 2)"))
        .containsExactly("1|2", "2|2");
  }

  /// The first load stops when it has written its row 1 and goes on when the second one waits.
  private static void meet(LoadRequest request, Rows first, Rows second) throws Exception {
    database.run(
        """
        CREATE OR REPLACE FUNCTION frena() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
          IF NEW.id = 2 AND NEW.v = 1 THEN PERFORM pg_advisory_xact_lock(1); END IF; RETURN NEW; END $$;
        CREATE TRIGGER frena BEFORE INSERT ON ventas FOR EACH ROW EXECUTE FUNCTION frena();
        """);
    try (Connection brake = database.open();
        Statement statement = brake.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(1)");
      CompletableFuture<?> one =
          CompletableFuture.runAsync(() -> loadAlone(request, first), THREADS);
      database.awaitLockWaits(1);
      CompletableFuture<?> two =
          CompletableFuture.runAsync(() -> loadAlone(request, second), THREADS);
      database.awaitLockWaits(2);
      statement.execute("SELECT pg_advisory_unlock(1)");
      one.get();
      two.get();
    }
  }

  private static void loadAlone(LoadRequest request, Rows rows) {
    try (Destination own = database.connect()) {
      load(own, UUID.randomUUID(), request, rows);
    }
  }

  private static Rows version(long version) {
    return Rows.of(
        IntStream.range(0, ROWS).mapToObj(id -> row((long) id, version)).toArray(Object[][]::new));
  }

  private static Set<String> readUntil(AtomicBoolean done, CountDownLatch reading, String mode) {
    ConnectionUrl to = database.parsed();
    String url =
        "jdbc:postgresql://%s:%d/%s?user=sage&%s"
            .formatted(to.host(), to.port(), to.database(), mode);
    try (Connection connection =
            DriverManager.getConnection(url + "&password=" + database.password());
        PreparedStatement statement = connection.prepareStatement(READ)) {
      Set<String> seen = new HashSet<>();
      while (!done.get()) {
        seen.add(read(statement.executeQuery()));
        reading.countDown();
      }
      return seen;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static final String READ = "SELECT count(*), min(v), max(v) FROM ventas";

  private static String read(Statement statement) throws SQLException {
    return read(statement.executeQuery(READ));
  }

  private static String read(ResultSet result) throws SQLException {
    try (result) {
      result.next();
      return "%s|%s|%s".formatted(result.getString(1), result.getString(2), result.getString(3));
    }
  }
}
