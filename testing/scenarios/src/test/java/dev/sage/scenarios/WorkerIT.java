package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.connector.postgresql.Warehouse;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.Processing;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.WorkOutcome.Busy;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.WorkOutcome.Landed;
import dev.sage.worker.Worker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// One execution is done once, whoever is told to do it and whatever happens to them. Workers that
/// meet are in [WorkersMeetIT].
final class WorkerIT {
  private static final String ROWS = "1;uno\n2;dos\n3;tres\n";

  @TempDir private static Path home;
  private static Warehouse warehouse;

  @TempDir private Path folder;
  private WorkerDesk desk;

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(home);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  @BeforeEach
  void prepare() {
    desk = new WorkerDesk(folder, warehouse.url());
  }

  @Test
  void anExecutionIsDoneAndLeavesEverythingInTheStore() {
    desk.deliver(ROWS);

    Ended ended = (Ended) desk.process(desk.engine());

    assertThat(ended)
        .usingRecursiveComparison()
        .ignoringFields("finishedAt")
        .isEqualTo(
            new Ended(
                1,
                "done",
                0,
                "Éxito",
                3,
                3,
                0,
                0,
                0,
                0,
                0,
                List.of(new Landed("m", 3, "loaded")),
                ended.finishedAt()));
    assertThat(desk.landed()).containsExactly("1", "2", "3");
    assertThat(desk.stored().keySet())
        .containsExactly(
            "contract.yaml",
            "finding_records.parquet",
            "findings.parquet",
            "input/datos.csv",
            "log.txt",
            "output/datos.parquet",
            "report.html",
            "report.json",
            "result.json");
    assertThat(desk.scratch()).isEmpty();
    assertThat(desk.isFree()).isTrue();
  }

  @Test
  void theResultNamesWhatIsInTheStore() {
    desk.deliver(ROWS + "x;malo\n");
    assertThat(desk.process(desk.worker(desk.engine()), 4)).isInstanceOf(Ended.class);

    JsonNode result = Ran.json(desk.text("result.json"));
    Map<String, String> stored = desk.stored();
    assertThat(result.path("attempt").asInt()).isEqualTo(4);
    assertThat(result.path("token").asInt()).isEqualTo(4);
    for (JsonNode file : result.path("files")) {
      assertThat(stored)
          .containsEntry(file.path("name").asString(), file.path("sha256").asString());
    }
    assertThat(result.path("file_sha256").asString()).isEqualTo(stored.get("input/datos.csv"));
  }

  @Test
  void theReportSaysWhereTheDeliveryCameFrom() {
    desk.deliver(ROWS);
    assertThat(desk.process(desk.engine())).isInstanceOf(Ended.class);

    JsonNode info = Ran.json(desk.text("report.json")).path("execution_info");
    assertThat(info.path("execution_id").asString()).isEqualTo(desk.execution.toString());
    assertThat(info.path("inbox_id").asString()).isEqualTo(WorkerDesk.INBOX.toString());
    assertThat(info.path("sender_id").asString()).isEqualTo(WorkerDesk.SENDER.toString());
    assertThat(info.path("placement").asString()).isEqualTo("local");
    assertThat(info.path("file").asString()).isEqualTo("datos.csv");
    assertThat(info.path("contract").asString()).isEqualTo("contrato.yaml");
  }

  @Test
  void refusedDataIsAnOutcome() {
    desk.deliver(ROWS + "x;malo\n;nada\n");

    Ended ended = (Ended) desk.process(desk.engine());

    assertThat(ended.outcome()).isEqualTo("refused");
    assertThat(ended.exit()).isEqualTo(1);
    assertThat(ended.status()).isEqualTo("Fallido");
    assertThat(ended.read()).isEqualTo(5);
    assertThat(ended.accepted()).isEqualTo(3);
    assertThat(ended.rejected()).isEqualTo(2);
    assertThat(ended.errors()).isEqualTo(2);
    assertThat(ended.landed()).containsExactly(new Landed("m", 0, "refused"));
    assertThat(desk.landed()).isEmpty();
    assertThat(desk.stored()).containsKeys("rejects/datos.csv", "rejects/datos.errors.csv");
  }

  @Test
  void theSameOrderAgainIsAnsweredFromWhatItLeft() {
    desk.deliver(ROWS);
    WorkOutcome first = desk.process(desk.engine());
    Map<String, String> stored = desk.stored();

    Processing nobody =
        (_, _, _) -> {
          throw new AssertionError("There is nothing to do.");
        };
    WorkOutcome second = desk.process(desk.worker(nobody), 2);

    assertThat(second).isEqualTo(first);
    assertThat(desk.stored()).isEqualTo(stored);
    assertThat(desk.landed()).containsExactly("1", "2", "3");
    assertThat(desk.isFree()).isTrue();
  }

  @Test
  void whatAKilledWorkerHadStagedIsGoneOnWith() {
    desk.deliver(manyRows());
    List<Object> before = new ArrayList<>();
    Worker dead = desk.worker(desk.store, desk.ofTheDead(), desk.engine());
    assertThatThrownBy(() -> dead.process(desk.workOrder(1), killAfter(4), new Cancellation()))
        .isInstanceOf(Killed.class);
    before.add(firstPart());
    assertThat(desk.process(desk.engine())).isEqualTo(new Busy());
    desk.leaseExpires();

    List<Object> after = new ArrayList<>();
    Worker next = desk.worker(desk.engine());
    Ended ended =
        (Ended)
            next.process(
                desk.workOrder(2), whenFinishing(() -> after.add(firstPart())), new Cancellation());

    assertThat(ended.token()).isEqualTo(2);
    assertThat(after).isEqualTo(before);
    assertThat(desk.landed()).hasSize(4_000).doesNotHaveDuplicates();
    assertThat(desk.scratch()).isEmpty();
  }

  @Test
  void whatWasStagedOfAnotherContractIsOfNoUse() {
    desk.deliver(manyRows());
    Worker dead = desk.worker(desk.store, desk.ofTheDead(), desk.engine());
    assertThatThrownBy(() -> dead.process(desk.workOrder(1), killAfter(4), new Cancellation()))
        .isInstanceOf(Killed.class);
    desk.order("name: codigo, type: entero, max: 10", "name: nombre, type: texto");
    desk.leaseExpires();

    Ended ended = (Ended) desk.process(desk.worker(desk.engine()), 2);

    assertThat(ended.outcome()).isEqualTo("refused");
    assertThat(ended.rejected()).isEqualTo(3_989);
  }

  @Test
  void aWorkerThatWasKilledWhenAllWasDoneButTheResultIsFinishedByTheNext() {
    desk.deliver(ROWS);
    Processing diesAfterwards =
        (job, progress, cancellation) -> {
          desk.engine().process(job, progress, cancellation);
          throw new Killed();
        };
    Worker dead = desk.worker(desk.store, desk.ofTheDead(), diesAfterwards);
    assertThatThrownBy(() -> desk.process(dead, 1)).isInstanceOf(Killed.class);
    assertThat(desk.stored()).doesNotContainKey("result.json");
    desk.leaseExpires();

    Ended ended = (Ended) desk.process(desk.worker(desk.engine()), 2);

    assertThat(ended.landed()).containsExactly(new Landed("m", 3, "loaded"));
    assertThat(desk.landed()).containsExactly("1", "2", "3");
    assertThat(desk.stored()).containsKeys("result.json", "report.json", "output/datos.parquet");
    assertThat(desk.scratch()).isEmpty();
  }

  @Test
  void anotherContractThanTheOrderedOneIsNotUsed() {
    desk.deliver(ROWS);

    assertFails(
        ErrorCode.EXECUTION_MISMATCH,
        () ->
            desk.worker(desk.engine())
                .process(desk.workOrder(1, "0".repeat(64)), Progress.SILENT, new Cancellation()));
    assertThat(desk.landed()).isEmpty();
    assertThat(desk.scratch()).isEmpty();
  }

  @Test
  void anInputThatIsNotThereIsAFailure() {
    assertFails(ErrorCode.FILE_MISSING, () -> desk.process(desk.engine()));
    assertThat(desk.scratch()).isEmpty();
  }

  @Test
  void aDestinationThatCannotBeReachedIsAFailureAndLaterAllIsWell() {
    desk.deliver(ROWS);
    assertFails(ErrorCode.DESTINATION_UNREACHABLE, () -> desk.process(desk.lostEngine()));
    assertThat(desk.stored()).containsKey("log.txt").doesNotContainKey("result.json");

    Ended ended = (Ended) desk.process(desk.worker(desk.engine()), 2);

    assertThat(ended.token()).isGreaterThan(1);
    assertThat(desk.landed()).containsExactly("1", "2", "3");
    assertThat(desk.stored()).doesNotContainKey("error.log").containsKey("result.json");
  }

  @Test
  void aFaultOfOurOwnIsAFailureToo() {
    desk.deliver(ROWS);

    assertFails(
        ErrorCode.INTERNAL,
        () ->
            desk.process((_, _, _) -> {
              throw new IllegalStateException("a bug");
            }));
    assertThat(desk.text("error.log")).contains("IllegalStateException");
  }

  @Test
  void cancellingEndsItAndItCanBeGoneOnWith() {
    desk.deliver(manyRows());
    Cancellation cancellation = new Cancellation();

    assertFails(
        ErrorCode.CANCELLED,
        () ->
            desk.worker(desk.engine())
                .process(desk.workOrder(1), after(3, cancellation::cancel), cancellation));

    assertThat(desk.landed()).isEmpty();
    assertThat(desk.scratch()).isNotEmpty();
    assertThat(desk.process(desk.worker(desk.engine()), 2)).isInstanceOf(Ended.class);
    assertThat(desk.landed()).hasSize(4_000);
  }

  @Test
  void whoHearsThatTheLeaseIsLostStopsAndStoresNothing() {
    desk.deliver(manyRows());
    Progress sleepsAndWakes =
        after(
            3,
            () -> {
              desk.leaseExpires();
              desk.beat();
            });

    assertThatThrownBy(() ->
            desk.worker(desk.engine())
                .process(desk.workOrder(1), sleepsAndWakes, new Cancellation()))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.LEASE_LOST));

    assertThat(desk.landed()).isEmpty();
    assertThat(desk.stored()).containsOnlyKeys("contract.yaml", "input/datos.csv");
    assertThat(desk.isFree()).isTrue();
  }

  @Test
  void aHeartThatBeatsKeepsTheLease() {
    desk.deliver(manyRows());
    List<WorkOutcome> others = new ArrayList<>();
    Progress slow =
        whenFinishing(() -> {
          for (int i = 0; i < 4; i++) {
            desk.nanos.addAndGet(30_000_000_000L);
            desk.beat();
          }
          others.add(desk.process(desk.engine()));
        });

    assertThat(desk.worker(desk.engine()).process(desk.workOrder(1), slow, new Cancellation()))
        .isInstanceOf(Ended.class);
    assertThat(others).containsExactly(new Busy());
  }

  @Test
  void whoCancelsBeforeItBeginsTakesNoLease() {
    Cancellation cancellation = new Cancellation();
    cancellation.cancel();

    assertThatThrownBy(() ->
            desk.worker(desk.engine()).process(desk.workOrder(1), Progress.SILENT, cancellation))
        .isInstanceOf(SageException.class);
    assertThat(desk.stored()).doesNotContainKey("error.log");
  }

  @Test
  void whatNobodyGoesOnWithIsTidiedUp() {
    desk.deliver(manyRows());
    Cancellation cancellation = new Cancellation();
    Worker worker = desk.worker(desk.engine());
    assertThatThrownBy(
            () -> worker.process(desk.workOrder(1), after(3, cancellation::cancel), cancellation))
        .isInstanceOf(SageException.class);

    worker.tidy(execution -> execution.equals(desk.execution));
    assertThat(desk.scratch()).isNotEmpty();
    worker.tidy(_ -> false);
    assertThat(desk.scratch()).isEmpty();
  }

  private void assertFails(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(SageException.class, e -> assertThat(e.code()).isEqualTo(code));
    assertThat(desk.text("error.log")).contains("SageException");
    assertThat(desk.isFree()).isTrue();
  }

  private static String manyRows() {
    return IntStream.range(0, 4_000)
        .mapToObj(i -> i + ";nombre " + i + "\n")
        .collect(Collectors.joining());
  }

  /// The inode and the time of the first staged part.
  private Object firstPart() {
    Path part =
        desk.folder.resolve(
            "scratch/" + desk.execution + "/execution/work/catalog-000/part-00000.parquet");
    try {
      return List.of(Files.getAttribute(part, "unix:ino"), Files.getAttribute(part, "unix:ctime"));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /// Ends a worker as nothing ends that it foresees.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static Progress killAfter(int parts) {
    return after(
        parts,
        () -> {
          throw new Killed();
        });
  }

  private static Progress after(int parts, Runnable then) {
    return new Progress() {
      private int seen;

      @Override
      public void phase(Phase phase, long totalBytes) {}

      @Override
      public void advance(long bytes, long rows) {
        if (rows > 0 && ++seen == parts) {
          then.run();
        }
      }
    };
  }

  private static Progress whenFinishing(Runnable then) {
    return new Progress() {
      @Override
      public void phase(Phase phase, long totalBytes) {
        if (phase == Phase.FINISH) {
          then.run();
        }
      }

      @Override
      public void advance(long bytes, long rows) {}
    };
  }
}
