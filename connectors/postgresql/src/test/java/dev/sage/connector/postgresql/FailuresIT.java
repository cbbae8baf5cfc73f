package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.AT_ONCE;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.request;
import static dev.sage.connector.postgresql.Database.required;
import static dev.sage.connector.postgresql.Database.with;
import static dev.sage.connector.postgresql.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What goes wrong around a load, by name: it is said, nothing of it is seen, and the same
/// execution loads when the cause is gone.
@Timeout(120)
@ParameterizedClass
@EnumSource
final class FailuresIT {
  private static final LoadRequest VENTAS =
      request("ventas", required("id", ValueType.WHOLE), required("t", ValueType.TEXT));
  private static final Rows THREE = Rows.of(row(1L, "uno"), row(2L, "dos"), row(3L, "tres"));

  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  /// Those whose rows wait for the verdict elsewhere, so that the table can be changed meanwhile.
  private static final List<Strategy> WAITING = List.of(Strategy.UPSERT, Strategy.DELETE_INSERT);

  @RegisterExtension private static final Database database = new Database();

  private final Strategy strategy;
  private final LoadRequest ventas;
  private final UUID execution = UUID.randomUUID();

  FailuresIT(Strategy strategy) {
    this.strategy = strategy;
    this.ventas = with(VENTAS, strategy, "id");
  }

  @BeforeAll
  static void prepare() {
    database.run("CREATE ROLE carga SUPERUSER LOGIN");
  }

  @BeforeEach
  void fill() {
    database.clean();
    database.run(
        """
        CREATE TABLE ventas (id bigint, t text);
        INSERT INTO ventas VALUES (0, 'cero')
        """);
    if (strategy == Strategy.UPSERT) {
      database.run("CREATE UNIQUE INDEX ventas_id ON ventas (id)");
    }
  }

  @Test
  void aLockThatIsNotGrantedIsToldAfterSomeTries() throws SQLException {
    try (Connection other = database.open();
        Statement statement = other.createStatement();
        Destination hasty = impatient(AT_ONCE)) {
      statement.execute("BEGIN; LOCK TABLE ventas IN ACCESS EXCLUSIVE MODE");

      SageException failure = failure(hasty, THREE);

      statement.execute("ROLLBACK");
      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_CONFLICT);
      assertThat(failure).hasMessageContaining("55P03").hasMessageContaining("Try again");
      nothingIsSeen();
      theSameExecutionLoads(hasty);
    }
  }

  @Test
  void aLockThatIsGivenBackInTimeIsAwaited() throws SQLException {
    try (Connection other = database.open();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN; LOCK TABLE ventas IN ACCESS EXCLUSIVE MODE");
      Backoff releasing = failures -> run(statement, failures == 2 ? "ROLLBACK" : "SELECT 1");
      try (Destination hasty = impatient(releasing)) {
        theSameExecutionLoads(hasty);
      }
    }
  }

  @Test
  void theLoserOfADeadlockTriesAgain() throws Exception {
    assumeThat(strategy)
        .as("waits on two connections: its lock timeout ends that")
        .isNotEqualTo(Strategy.FULL);
    database.run("ALTER ROLE sage SET deadlock_timeout = '2s'");
    try (Connection other = database.open();
        Statement statement = other.createStatement();
        Destination destination = database.connect()) {
      load(destination, UUID.randomUUID(), VENTAS, Rows.of());
      Rows rows = THREE.before(_ -> {});
      statement.execute(
          "SET deadlock_timeout = '60s'; BEGIN; LOCK TABLE ventas IN ACCESS EXCLUSIVE MODE");
      CompletableFuture<LoadOutcome> loading =
          CompletableFuture.supplyAsync(() -> load(destination, execution, ventas, rows), THREADS);
      database.awaitLockWaits(1);
      statement.execute(
          "INSERT INTO sage_commits VALUES ('%s', 'm:ventas', 1, 1, now()); ROLLBACK"
              .formatted(execution));

      assertThat(loading.get().rows()).isEqualTo(3);
      assertThat(rows.opened()).isEqualTo(2);
      theRowsAreThere();
    } finally {
      database.run("ALTER ROLE sage RESET deadlock_timeout");
    }
  }

  @Test
  void aCrashOfTheServerWhileCopyingIsSurvived() {
    Rows rows =
        THREE.before(
            once(() -> {
              database.crash();
              database.restart();
            }));
    try (Destination destination = database.connect()) {
      assertThat(load(destination, execution, ventas, rows).status()).isEqualTo(Status.LOADED);
    }
    assertThat(rows.opened()).isEqualTo(2);
    theRowsAreThere();
  }

  @Test
  void aServerThatComesBackBetweenTwoTriesIsFound() {
    Backoff starting =
        failures -> {
          if (failures == 2) {
            database.restart();
          }
        };
    try (Destination destination = impatient(starting)) {
      load(destination, execution, ventas, THREE.before(once(database::crash)));
    }
    theRowsAreThere();
  }

  @Test
  void aServerThatDoesNotComeBackIsTold() {
    try (Destination destination = database.connect()) {
      SageException failure = failure(destination, THREE.before(once(database::crash)));
      database.restart();

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_UNREACHABLE);
      assertThat(failure).hasMessageContaining("Check that it runs");
      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aPasswordThatIsChangedMeanwhileIsTold() {
    database.run("ALTER ROLE carga PASSWORD 'vieja'");
    Runnable change =
        () -> {
          database.run("ALTER ROLE carga PASSWORD 'nueva'");
          database.killCopies();
        };
    try (Destination destination = Database.connect(carga("vieja"))) {
      SageException failure = failure(destination, THREE.before(once(change)));

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_AUTHENTICATION);
      assertThat(failure)
          .hasMessageContaining("Check the URL")
          .hasMessageNotContaining("vieja")
          .hasMessageNotContaining("nueva");
      nothingIsSeen();
    }
    try (Destination destination = Database.connect(carga("nueva"))) {
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aColumnThatIsDroppedBetweenTwoTriesIsToldWithTheStatementThatAddsIt() {
    Runnable drop =
        () -> {
          database.killCopies();
          database.run("ALTER TABLE ventas DROP COLUMN t");
        };
    try (Destination destination = database.connect()) {
      SageException failure = failure(destination, THREE.before(once(drop)));

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
      assertThat(failure)
          .hasMessageContaining("ALTER TABLE \"public\".\"ventas\" ADD COLUMN \"t\" text;");
      database.run("ALTER TABLE ventas ADD COLUMN t text DEFAULT 'cero'");
      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aColumnThatGetsANarrowerTypeBetweenTwoTriesIsTold() {
    Runnable narrow =
        () -> {
          database.killCopies();
          database.run("ALTER TABLE ventas ALTER id TYPE integer");
        };
    try (Destination destination = database.connect()) {
      SageException failure = failure(destination, THREE.before(once(narrow)));

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
      assertThat(failure).hasMessageContaining("was changed").hasMessageContaining("Run again");
      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aVerdictAgainstTheRowsLeavesNothingAndIsPassedOnAsItIs() {
    IllegalStateException verdict = new IllegalStateException("refused");
    CommitGate gate =
        () -> {
          throw verdict;
        };
    try (Destination destination = database.connect()) {
      List<Load> loads = List.of(new Load(destination.prepare(ventas), THREE));
      assertThatThrownBy(() -> destination.load(execution, 1, loads, gate)).isSameAs(verdict);

      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aColumnThatIsDroppedBeforeTheVerdictIsTold() {
    assumeThat(strategy).as("holds the table while copying").isIn(WAITING);
    CommitGate gate = () -> database.run("ALTER TABLE ventas DROP COLUMN IF EXISTS t");
    try (Destination destination = database.connect()) {
      SageException failure = failure(destination, THREE, gate);

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
      assertThat(failure).hasMessageContaining("ADD COLUMN \"t\" text;");
      database.run("ALTER TABLE ventas ADD COLUMN t text DEFAULT 'cero'");
      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void anIndexThatIsDroppedBeforeTheVerdictIsTold() {
    assumeThat(strategy).as("needs an index").isEqualTo(Strategy.UPSERT);
    CommitGate gate = () -> database.run("DROP INDEX IF EXISTS ventas_id");
    try (Destination destination = database.connect()) {
      SageException failure = failure(destination, THREE, gate);

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_MISMATCH);
      assertThat(failure).hasMessageContaining("CREATE UNIQUE INDEX ON \"public\".\"ventas\"");
      nothingIsSeen();
      database.run("CREATE UNIQUE INDEX ON ventas (id)");
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aRightThatIsTakenAwayBeforeTheVerdictIsTold() {
    assumeThat(strategy).as("has been asked already").isIn(WAITING);
    database.run(
        "ALTER ROLE carga NOSUPERUSER PASSWORD 'x'; GRANT ALL ON SCHEMA public TO carga;"
            + " GRANT ALL ON ALL TABLES IN SCHEMA public TO carga");
    CommitGate gate = () -> database.run("REVOKE INSERT ON ventas FROM carga");
    try (Destination destination = Database.connect(carga("x"))) {
      SageException failure = failure(destination, THREE, gate);

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_PERMISSION);
      assertThat(failure).hasMessageContaining("Run again");
      nothingIsSeen();
      assertThat(failure(destination, THREE)).hasMessageContaining("GRANT INSERT ON");
      database.run("GRANT INSERT ON ventas TO carga");
      theSameExecutionLoads(destination);
    } finally {
      database.run("ALTER ROLE carga SUPERUSER");
    }
  }

  @Test
  void aRowOfAnotherWriterThatHasTheSameUniqueValueIsTold() {
    assumeThat(Database.replacesAll(strategy)).as("its row would go").isFalse();
    database.run("ALTER TABLE ventas ADD CONSTRAINT uno_solo UNIQUE (t)");
    try (Destination destination = database.connect()) {
      Rows rows = THREE.before(once(() -> database.run("INSERT INTO ventas VALUES (99, 'tres')")));
      SageException failure = failure(destination, rows);

      assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
      assertThat(failure)
          .hasMessageContaining("23505")
          .hasMessageContaining("uno_solo")
          .hasMessageNotContaining("tres");
      database.run("DELETE FROM ventas WHERE id = 99");
      nothingIsSeen();
      theSameExecutionLoads(destination);
    }
  }

  @Test
  void aCommitWhoseAnswerIsLostIsFoundDoneThoughTheTableWasChangedSince() throws IOException {
    try (Destination first = database.connect()) {
      load(first, UUID.randomUUID(), ventas, Rows.of()); // makes the ledgers
    }
    int port = database.parsed().port();
    Backoff dropping = _ -> database.run("ALTER TABLE ventas DROP COLUMN IF EXISTS t");
    try (CuttingProxy proxy =
            new CuttingProxy(
                port, CuttingProxy.Cut.AFTER_COMMIT, 1, strategy == Strategy.FULL ? 1 : 0);
        Destination destination =
            Database.connect(
                database.urlThrough(proxy.port()), dropping, Connections.LOCK_TIMEOUT)) {
      LoadOutcome outcome = load(destination, execution, ventas, THREE);

      assertThat(outcome.status()).isEqualTo(Status.LOADED);
      assertThat(outcome.rows()).isEqualTo(3);
      assertThat(database.query("SELECT count(*) FROM ventas WHERE id > 0")).containsExactly("3");
    }
  }

  private void nothingIsSeen() {
    assertThat(database.query("SELECT * FROM ventas")).containsExactly("0|cero");
    assertThat(
            database.query(
                "SELECT to_regclass('sage_commits') IS NULL OR NOT EXISTS (%s)"
                    .formatted("SELECT FROM sage_commits WHERE execution = '" + execution + "'")))
        .containsExactly("t");
  }

  private void theSameExecutionLoads(Destination destination) {
    assertThat(load(destination, execution, ventas, THREE).status()).isEqualTo(Status.LOADED);
    theRowsAreThere();
  }

  private void theRowsAreThere() {
    List<String> rows = database.query("SELECT * FROM ventas ORDER BY id");
    if (Database.replacesAll(strategy)) {
      assertThat(rows).containsExactly("1|uno", "2|dos", "3|tres");
    } else {
      assertThat(rows).containsExactly("0|cero", "1|uno", "2|dos", "3|tres");
    }
  }

  private SageException failure(Destination destination, Rows rows) {
    return failure(destination, rows, CommitGate.OPEN);
  }

  private SageException failure(Destination destination, Rows rows, CommitGate gate) {
    return catchThrowableOfType(
        SageException.class,
        () ->
            destination.load(
                execution, 1, List.of(new Load(destination.prepare(ventas), rows)), gate));
  }

  private static Destination impatient(Backoff backoff) {
    return Database.connect(database.url(), backoff, Duration.ofMillis(50));
  }

  private static String carga(String password) {
    int port = database.parsed().port();
    return database.url("carga", password, port, database.parsed().database());
  }

  /// Runs it before the second batch is given, the first time only.
  private static IntConsumer once(Runnable action) {
    AtomicBoolean done = new AtomicBoolean();
    return batch -> {
      if (batch == 1 && done.compareAndSet(false, true)) {
        action.run();
      }
    };
  }

  private static void run(Statement statement, String sql) {
    try {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
