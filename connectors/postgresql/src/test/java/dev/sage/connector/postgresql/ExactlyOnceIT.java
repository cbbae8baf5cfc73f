package dev.sage.connector.postgresql;

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
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What every strategy owes: all rows or none, once for each execution.
@Timeout(60)
@ParameterizedClass
@EnumSource
final class ExactlyOnceIT {
  private static final LoadRequest VENTAS =
      request("ventas", required("id", ValueType.WHOLE), required("t", ValueType.TEXT));
  private static final Rows THREE = Rows.of(row(1L, "uno"), row(2L, "dos"), row(3L, "tres"));

  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  @RegisterExtension private static final Database database = new Database();

  private final Strategy strategy;
  private final LoadRequest ventas;
  private final UUID execution = UUID.randomUUID();

  ExactlyOnceIT(Strategy strategy) {
    this.strategy = strategy;
    this.ventas = with(VENTAS, strategy, "id");
  }

  @BeforeEach
  void empty() {
    database.run("DROP SCHEMA IF EXISTS otro CASCADE");
    database.clean();
    load(database.destination(), UUID.randomUUID(), VENTAS, Rows.of());
    database.run("DROP TABLE ventas; CREATE TABLE ventas (id bigint, t text)");
    if (strategy == Strategy.UPSERT) {
      database.run("CREATE UNIQUE INDEX ON ventas (id)");
    } else if (strategy == Strategy.FULL) {
      load(database.destination(), UUID.randomUUID(), ventas, Rows.of()); // makes its own ledger
    }
  }

  @Test
  void aSecondLoadOfAnExecutionDoesNothing() {
    LoadOutcome first = load(database.destination(), execution, ventas, THREE);
    Rows again = Rows.of(row(9L, "otra"));
    LoadOutcome second = load(database.destination(), execution, ventas, again);

    assertThat(first.status()).isEqualTo(Status.LOADED);
    assertThat(second.status()).isEqualTo(Status.ALREADY_LOADED);
    assertThat(second.rows()).isEqualTo(3);
    assertThat(again.opened()).isZero();
    assertThat(count()).isEqualTo(3);
    assertThat(database.query(ledger("materialization, token, rows, committed_at <= now()")))
        .containsExactly("m:ventas|1|3|t");
  }

  @Test
  void anotherExecutionLoadsItsRows() {
    load(database.destination(), execution, ventas, THREE);
    load(database.destination(), UUID.randomUUID(), ventas, THREE);

    assertThat(count()).isEqualTo(strategy == Strategy.APPEND ? 6 : 3);
  }

  @Test
  void aConcurrentLoadOfTheSameExecutionWaitsAndFindsItDone() throws Exception {
    CountDownLatch verdict = new CountDownLatch(1);
    CountDownLatch copying = new CountDownLatch(1);
    Rows slow =
        THREE.before(batch -> {
          copying.countDown();
          if (batch == 1) {
            await(verdict);
          }
        });
    CompletableFuture<LoadOutcome> first = start(() -> loadAlone(database.url(), slow));
    await(copying);
    CompletableFuture<LoadOutcome> second = start(() -> loadAlone(database.url(), THREE));
    database.awaitLockWaits(1);
    assertThat(second).isNotDone();
    verdict.countDown();

    assertThat(first.get().status()).isEqualTo(Status.LOADED);
    assertThat(second.get().status()).isEqualTo(Status.ALREADY_LOADED);
    assertThat(second.get().rows()).isEqualTo(3);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void manyFirstLoadsAtOnceMakeTheTableOnce() throws Exception {
    LoadRequest request =
        with(request("otro.nueva", required("id", ValueType.WHOLE)), strategy, "id");
    List<CompletableFuture<LoadOutcome>> loads =
        IntStream.range(0, 4)
            .mapToObj(i ->
                start(() -> {
                  try (Destination own = database.connect()) {
                    return load(own, UUID.randomUUID(), request, Rows.of(row((long) i)));
                  }
                }))
            .toList();
    for (CompletableFuture<LoadOutcome> load : loads) {
      assertThat(load.get().rows()).isEqualTo(1);
    }
    assertThat(database.query("SELECT count(*) FROM otro.nueva"))
        .containsExactly(Database.replacesAll(strategy) ? "1" : "4");
  }

  @Test
  void aConnectionKilledWhileCopyingIsRetried() {
    AtomicBoolean killed = new AtomicBoolean();
    Rows rows =
        THREE.before(batch -> {
          if (batch == 1 && killed.compareAndSet(false, true)) {
            database.killCopies();
          }
        });

    LoadOutcome outcome = load(database.destination(), execution, ventas, rows);

    assertThat(outcome.status()).isEqualTo(Status.LOADED);
    assertThat(rows.opened()).isEqualTo(2);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aCommitWhoseAnswerIsLostIsFoundDone() throws IOException {
    try (CuttingProxy proxy = proxy(CuttingProxy.Cut.AFTER_COMMIT, 1)) {
      Rows rows = fresh();
      LoadOutcome outcome = loadAlone(database.urlThrough(proxy.port()), rows);

      assertThat(proxy.cutsLeft()).isZero();
      assertThat(outcome.status()).isEqualTo(Status.LOADED);
      assertThat(outcome.rows()).isEqualTo(3);
      assertThat(rows.opened()).isEqualTo(1);
      assertThat(count()).isEqualTo(3);
    }
  }

  @Test
  void aCommitThatNeverArrivedIsDoneAgain() throws IOException {
    try (CuttingProxy proxy = proxy(CuttingProxy.Cut.BEFORE_COMMIT, 2)) {
      Rows rows = fresh();
      LoadOutcome outcome = loadAlone(database.urlThrough(proxy.port()), rows);

      assertThat(proxy.cutsLeft()).isZero();
      assertThat(outcome.status()).isEqualTo(Status.LOADED);
      // The second cut of FULL is before its rows: where the empty version is made.
      assertThat(rows.opened()).isEqualTo(strategy == Strategy.FULL ? 2 : 3);
      assertThat(count()).isEqualTo(3);
    }
  }

  @Test
  void aCommitThatCannotBeResolvedIsUnknownAndALaterCallResolvesIt() throws IOException {
    try (CuttingProxy proxy = proxy(CuttingProxy.Cut.AFTER_COMMIT_FOR_GOOD, 1)) {
      assertThatThrownBy(() -> loadAlone(database.urlThrough(proxy.port()), fresh()))
          .isInstanceOfSatisfying(
              SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.COMMIT_UNKNOWN))
          .hasMessageContaining(execution.toString())
          .hasMessageNotContaining(database.password());
    }
    assertThat(load(database.destination(), execution, ventas, THREE).status())
        .isEqualTo(Status.ALREADY_LOADED);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aSerializationFailureIsRetriedAndThenNamed() {
    database.run("CREATE SEQUENCE IF NOT EXISTS fallos; ALTER SEQUENCE fallos RESTART");
    trigger("IF nextval('fallos') <= 3 THEN RAISE EXCEPTION 'x' USING ERRCODE = '40001'; END IF;");
    Rows rows = fresh();
    assertThat(load(database.destination(), execution, ventas, rows).rows()).isEqualTo(3);
    assertThat(rows.opened()).isEqualTo(4);

    database.run("ALTER SEQUENCE fallos RESTART");
    trigger("RAISE EXCEPTION 'secreto uno' USING ERRCODE = '55P03', DETAIL = 'secreto dos';");
    Rows hopeless = fresh();
    SageException failure = failure(UUID.randomUUID(), hopeless);
    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_CONFLICT);
    assertThat(failure).hasMessageContaining("55P03").hasMessageNotContaining("secreto");
    assertThat(hopeless.opened()).isEqualTo(4);
    assertThat(count()).isEqualTo(3);
  }

  @Test
  void aFullDiskIsSaid() {
    trigger("RAISE EXCEPTION 'secreto' USING ERRCODE = '53100';");

    SageException failure = failure(execution, fresh());

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(failure).hasMessageContaining("disk").hasMessageNotContaining("secreto");
    assertThat(count()).isZero();
  }

  @Test
  void aConstraintOfTheTableRefusesEverythingAndNoValueIsTold() {
    database.run("ALTER TABLE ventas ADD CONSTRAINT uno_solo UNIQUE (t)");

    SageException failure = failure(execution, Rows.of(row(1L, "repetido"), row(2L, "repetido")));

    assertThat(failure.code()).isEqualTo(ErrorCode.DESTINATION_FAILED);
    assertThat(failure)
        .hasMessageContaining("uno_solo")
        .hasMessageContaining("23505")
        .hasMessageNotContaining("repetido")
        .hasNoCause();
    assertThat(count()).isZero();
    assertThat(database.query(ledger("*"))).isEmpty();
  }

  @Test
  void aTriggerThatSwallowsRowsIsNoticed() {
    trigger("IF NEW.id = 2 THEN RETURN NULL; END IF;");

    SageException failure = failure(execution, fresh());

    assertThat(failure).hasMessageContaining("2 of 3 rows");
    assertThat(count()).isZero();
  }

  @Test
  void aVerdictAgainstTheRowsRollsBackEveryLoadAndIsPassedOn() {
    LoadRequest other = with(request("otras", required("id", ValueType.WHOLE)), strategy, "id");
    database.run("CREATE TABLE otras (id bigint PRIMARY KEY)");
    IllegalStateException verdict = new IllegalStateException("refused");
    RowSource refused =
        Rows.of(row(1L), row(2L), row(3L))
            .before(batch -> {
              if (batch == 1) {
                throw verdict;
              }
            });

    List<Load> loads =
        List.of(
            new Load(database.destination().prepare(ventas), THREE),
            new Load(database.destination().prepare(other), refused));
    assertThatThrownBy(() -> database.destination().load(execution, 1, loads, CommitGate.OPEN))
        .isSameAs(verdict);

    assertThat(count()).isZero();
    assertThat(database.query("SELECT count(*) FROM otras")).containsExactly("0");
    assertThat(database.query(ledger("*"))).isEmpty();
    assertThat(load(database.destination(), execution, ventas, THREE).rows()).isEqualTo(3);
  }

  @Test
  void loadsOfOneCallAreCommittedTogetherAndEachTellsItsRows() {
    LoadRequest other =
        with(request("otro.otras", required("id", ValueType.WHOLE)), strategy, "id");
    List<LoadOutcome> outcomes =
        database
            .destination()
            .load(
                execution,
                7,
                List.of(
                    new Load(database.destination().prepare(ventas), THREE),
                    new Load(database.destination().prepare(other), Rows.of(row(5L)))),
                CommitGate.OPEN);

    assertThat(outcomes).extracting(LoadOutcome::id).containsExactly("m:ventas", "m:otro.otras");
    assertThat(outcomes).extracting(LoadOutcome::rows).containsExactly(3L, 1L);
    assertThat(
            database.query(
                "SELECT DISTINCT a.xmin = b.xmin, a.token FROM sage_commits a, otro.sage_commits b"
                    + " WHERE a.execution = '%s'".formatted(execution)))
        .containsExactly("t|7");
  }

  @Test
  void aSessionLimitOfTheRoleDoesNotEndALoad() {
    database.run("ALTER ROLE sage SET statement_timeout = '1ms'");
    try (Destination limited = database.connect()) {
      assertThat(load(limited, execution, ventas, THREE).rows()).isEqualTo(3);
    } finally {
      database.run("ALTER ROLE sage RESET statement_timeout");
    }
  }

  private static CompletableFuture<LoadOutcome> start(Supplier<LoadOutcome> load) {
    return CompletableFuture.supplyAsync(load, THREADS);
  }

  private LoadOutcome loadAlone(String url, Rows rows) {
    try (Destination own = Database.connect(url)) {
      return load(own, execution, ventas, rows);
    }
  }

  private SageException failure(UUID execution, Rows rows) {
    return catchThrowableOfType(
        SageException.class, () -> load(database.destination(), execution, ventas, rows));
  }

  private static Rows fresh() {
    return THREE.before(_ -> {});
  }

  /// FULL commits its empty version first, on a connection of its own.
  private CuttingProxy proxy(CuttingProxy.Cut cut, int times) throws IOException {
    int spared = strategy == Strategy.FULL ? 1 : 0;
    return new CuttingProxy(database.parsed().port(), cut, times, spared);
  }

  private void trigger(String body) {
    assumeThat(strategy).as("refuses triggers before reading").isNotEqualTo(Strategy.FULL);
    database.run(
        """
        CREATE OR REPLACE FUNCTION estorbo() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN %s RETURN NEW; END $$;
        CREATE OR REPLACE TRIGGER estorbo BEFORE INSERT ON ventas
          FOR EACH ROW EXECUTE FUNCTION estorbo();
        """
            .formatted(body));
  }

  private String ledger(String columns) {
    return "SELECT %s FROM sage_commits WHERE execution = '%s'".formatted(columns, execution);
  }

  private static long count() {
    return Long.parseLong(database.query("SELECT count(*) FROM ventas").getFirst());
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
