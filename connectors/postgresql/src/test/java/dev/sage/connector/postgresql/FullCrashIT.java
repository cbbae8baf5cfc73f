package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Database.column;
import static dev.sage.connector.postgresql.Database.load;
import static dev.sage.connector.postgresql.Database.required;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Load;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.SageException;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A replacement that is cut off anywhere leaves the old rows or the new ones, and nothing else.
@Timeout(90)
final class FullCrashIT {
  private static final LoadColumn[] COLUMNS = {
    required("id", ValueType.WHOLE), column("t", ValueType.TEXT)
  };
  private static final LoadRequest VENTAS = Database.full("ventas", List.of("id"), COLUMNS);
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  @RegisterExtension private static final Database database = new Database();

  private final UUID execution = UUID.randomUUID();

  @BeforeEach
  void make() {
    database.clean();
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(1, 2));
  }

  @Test
  void aCopyThatIsKilledIsDoneAgain() {
    killedIn("query LIKE 'COPY%'");
  }

  @Test
  void aLoadWhoseOwnConnectionIsKilledIsDoneAgain() {
    killedIn("state = 'idle in transaction'");
  }

  private void killedIn(String which) {
    AtomicBoolean killed = new AtomicBoolean();
    Rows rows =
        Rows.numbered(3, 4, 5, 6, 7)
            .before(batch -> {
              if (batch == 2 && killed.compareAndSet(false, true)) {
                database.run(
                    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND "
                        + which);
              }
            });

    LoadOutcome outcome = load(database.destination(), execution, VENTAS, rows);

    assertThat(killed).isTrue();
    assertThat(outcome.status()).isEqualTo(Status.LOADED);
    assertThat(outcome.rows()).isEqualTo(5);
    assertThat(ids()).containsExactly("3", "4", "5", "6", "7");
    assertThat(relations())
        .containsExactly("sage_commits", "sage_versions", "ventas", "ventas__v1");
  }

  /// The first commit is that of the empty version, the second that of the load.
  @ParameterizedTest
  @CsvSource({
    "BEFORE_COMMIT, 1, 0",
    "BEFORE_COMMIT, 1, 1",
    "BEFORE_COMMIT, 3, 0",
    "BEFORE_COMMIT, 2, 1",
    "AFTER_COMMIT, 1, 0",
    "AFTER_COMMIT, 1, 1",
    "AFTER_COMMIT, 3, 0"
  })
  void commitsWithoutAnAnswerAreResolved(CuttingProxy.Cut cut, int times, int spared)
      throws IOException {
    int port = database.parsed().port();
    try (CuttingProxy proxy = new CuttingProxy(port, cut, times, spared);
        Destination through = Database.connect(database.urlThrough(proxy.port()))) {
      LoadOutcome outcome = load(through, execution, VENTAS, Rows.numbered(3, 4));

      assertThat(proxy.cutsLeft()).isZero();
      assertThat(outcome.status()).isEqualTo(Status.LOADED);
      assertThat(outcome.rows()).isEqualTo(2);
    }
    assertThat(ids()).containsExactly("3", "4");
    assertThat(unfinished()).isEmpty();
    assertThat(relations())
        .containsExactly("sage_commits", "sage_versions", "ventas", "ventas__v1");
  }

  @Test
  void aCommitThatCannotBeResolvedIsUnknownAndALaterCallResolvesIt() throws IOException {
    try (CuttingProxy proxy =
            new CuttingProxy(
                database.parsed().port(), CuttingProxy.Cut.AFTER_COMMIT_FOR_GOOD, 1, 1);
        Destination through = Database.connect(database.urlThrough(proxy.port()))) {
      assertThatThrownBy(() -> load(through, execution, VENTAS, Rows.numbered(3)))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN));
    }

    assertThat(load(database.destination(), execution, VENTAS, Rows.numbered(4)).status())
        .isEqualTo(Status.ALREADY_LOADED);
    assertThat(ids()).containsExactly("3");
    assertThat(unfinished()).isEmpty();
  }

  @Test
  void aConstraintIsToldByItsOwnName() {
    database.run("CREATE UNIQUE INDEX sin_repetir ON ventas ((t IS NULL)) WHERE t IS NULL");
    Rows rows = Rows.of(Rows.row(3L, null), Rows.row(4L, null));

    assertThatThrownBy(() -> load(database.destination(), execution, VENTAS, rows))
        .hasMessageContaining("table ventas, constraint sin_repetir")
        .hasMessageContaining("23505");
    assertThatThrownBy(() -> load(database.destination(), execution, VENTAS, Rows.numbered(3, 3)))
        .hasMessageContaining("table ventas, constraint ventas_pkey");
    assertThat(ids()).containsExactly("1", "2");
  }

  @Test
  void whatACrashLeftIsRemovedByTheNextReplacement() {
    database.run(
        """
        INSERT INTO sage_versions (table_name, version, relation, execution)
          VALUES ('ventas', 2, 'ventas__v2', gen_random_uuid()), ('ventas', 3, 'ventas__v3', gen_random_uuid());
        CREATE TABLE ventas__v2 (a int);
        CREATE TABLE ventas__v4 (somebody_elses int);
        """);

    load(database.destination(), execution, VENTAS, Rows.numbered(3));
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(4));
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.numbered(5));

    assertThat(ids()).containsExactly("5");
    assertThat(unfinished()).isEmpty();
    assertThat(database.query("SELECT * FROM ventas__v4")).isEmpty();
    assertThat(database.query("SELECT version FROM sage_versions ORDER BY 1"))
        .containsExactly("2", "3", "5");
  }

  @Test
  void aVerdictAgainstTheRowsLeavesNothing() {
    IllegalStateException verdict = new IllegalStateException("refused");
    Load load = new Load(database.destination().prepare(VENTAS), Rows.numbered(3, 4, 5));

    assertThatThrownBy(() ->
            database
                .destination()
                .load(
                    execution,
                    1,
                    List.of(load),
                    () -> {
                      throw verdict;
                    }))
        .isSameAs(verdict);

    assertThat(ids()).containsExactly("1", "2");
    assertThat(unfinished()).isEmpty();
    assertThat(relations()).containsExactly("sage_commits", "sage_versions", "ventas");
  }

  @Test
  void rowsThatStopInOneShareStopTheOthers() {
    IllegalStateException verdict = new IllegalStateException("refused");
    Rows rows =
        Rows.numbered(3, 4, 5, 6, 7, 8)
            .before(batch -> {
              if (batch == 1) {
                throw verdict;
              }
            });
    Load load = new Load(database.destination().prepare(VENTAS), rows);

    assertThatThrownBy(
            () -> database.destination().load(execution, 1, List.of(load), CommitGate.OPEN))
        .isSameAs(verdict);

    assertThat(ids()).containsExactly("1", "2");
    assertThat(relations()).containsExactly("sage_commits", "sage_versions", "ventas");
  }

  @Test
  void twoReplacementsOfATableFollowEachOther() throws Exception {
    CountDownLatch verdict = new CountDownLatch(1);
    CountDownLatch copied = new CountDownLatch(1);
    CompletableFuture<LoadOutcome> first =
        start(
            Rows.numbered(3),
            () -> {
              copied.countDown();
              await(verdict);
            });
    await(copied);
    CompletableFuture<LoadOutcome> second = start(Rows.numbered(4), CommitGate.OPEN);
    awaitLockWait();
    assertThat(ids()).containsExactly("1", "2");
    verdict.countDown();

    assertThat(first.get().rows()).isEqualTo(1);
    assertThat(second.get().rows()).isEqualTo(1);
    assertThat(ids()).containsExactly("4");
    assertThat(database.query("SELECT id FROM ventas__v2")).containsExactly("3");
  }

  @Test
  void replacementsAndOtherLoadsOfOneCallAreCommittedTogether() {
    LoadRequest other =
        Database.request("otras", required("id", ValueType.WHOLE), column("t", ValueType.TEXT));
    List<Load> loads =
        List.of(
            new Load(database.destination().prepare(VENTAS), Rows.numbered(3)),
            new Load(database.destination().prepare(other), Rows.numbered(4)),
            new Load(
                database.destination().prepare(Database.full("terceras", List.of(), COLUMNS)),
                Rows.numbered(5)));

    assertThat(database.destination().load(execution, 1, loads, CommitGate.OPEN)).hasSize(3);

    assertThat(
            database.query(
                "SELECT DISTINCT xmin FROM sage_commits WHERE execution = '%s'"
                    .formatted(execution)))
        .hasSize(1);
    assertThat(ids()).containsExactly("3");
    assertThat(database.query("SELECT id FROM otras UNION ALL SELECT id FROM terceras"))
        .containsExactly("4", "5");
  }

  private static CompletableFuture<LoadOutcome> start(Rows rows, CommitGate gate) {
    return CompletableFuture.supplyAsync(
        () -> {
          try (Destination own = database.connect()) {
            Load load = new Load(own.prepare(VENTAS), rows);
            return own.load(UUID.randomUUID(), 1, List.of(load), gate).getFirst();
          }
        },
        THREADS);
  }

  private static List<String> ids() {
    return database.query("SELECT id FROM ventas ORDER BY id");
  }

  private static List<String> unfinished() {
    return database.query("SELECT relation FROM sage_versions WHERE since IS NULL");
  }

  private static List<String> relations() {
    return database.query(
        "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1");
  }

  private static void awaitLockWait() {
    String sql = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    while (database.query(sql).equals(List.of("0"))) {
      assertThat(Thread.interrupted()).isFalse();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
