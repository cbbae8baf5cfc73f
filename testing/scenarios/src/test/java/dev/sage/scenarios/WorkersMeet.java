package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.Warehouse;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import dev.sage.worker.Processing;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.WorkOutcome.Busy;
import dev.sage.worker.WorkOutcome.Ended;
import dev.sage.worker.Worker;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two workers are told to do the same execution: at once, or the second while the first sleeps and
/// its lease expires. One result, and rows once.
abstract class WorkersMeet {
  @TempDir private static Path home;
  private static Warehouse warehouse;

  @TempDir private Path folder;
  private WorkerDesk desk;
  private final CountDownLatch asleep = new CountDownLatch(1);
  private final CountDownLatch wake = new CountDownLatch(1);

  @BeforeAll
  static void open() {
    warehouse = Warehouse.open(home);
  }

  @AfterAll
  static void close() {
    warehouse.close();
  }

  /// Over the store and the leases that are under test.
  protected abstract WorkerDesk desk(Path folder, String database);

  @BeforeEach
  void prepare() {
    desk = desk(folder, warehouse.url());
    desk.deliver("1;uno\n2;dos\n3;tres\n");
  }

  @Test
  void ofTwoAtOnceOneIsTurnedAway() throws Exception {
    CompletableFuture<WorkOutcome> first = start(desk.worker(sleepsBefore(desk.engine())));
    asleep.await();

    assertThat(desk.process(desk.worker(desk.engine()), 1)).isEqualTo(new Busy());

    wake.countDown();
    assertThat(first.join()).isInstanceOf(Ended.class);
    assertThat(desk.landed()).containsExactly("1", "2", "3");
  }

  @Test
  void whoSleptBeforeTheWorkFindsItDone() throws Exception {
    CompletableFuture<WorkOutcome> zombie = start(desk.worker(sleepsBefore(desk.engine())));
    assertThatTheSecondEndsItAndTheFirst(zombie, ErrorCode.LEASE_LOST);
  }

  @Test
  void whoSleptAfterTheWorkFindsItDone() throws Exception {
    CompletableFuture<WorkOutcome> zombie = start(desk.worker(sleepsAfter(desk.engine())));
    assertThatTheSecondEndsItAndTheFirst(zombie, ErrorCode.LEASE_LOST);
  }

  @Test
  void whoSleptBeforeStoringFilesIsFenced() throws Exception {
    CompletableFuture<WorkOutcome> zombie =
        start(desk.worker(new Sleepy("files"), desk.leases, desk.engine()));
    assertThatTheSecondEndsItAndTheFirst(zombie, ErrorCode.FENCED);
  }

  @Test
  void whoSleptBeforeStoringTheResultIsFenced() throws Exception {
    CompletableFuture<WorkOutcome> zombie =
        start(desk.worker(new Sleepy("result.json"), desk.leases, desk.engine()));
    assertThatTheSecondEndsItAndTheFirst(zombie, ErrorCode.FENCED);
  }

  @Test
  void whoStoresItsResultWhileTheNextOneWorksIsFenced() throws Exception {
    CompletableFuture<WorkOutcome> zombie =
        start(desk.worker(new Sleepy("result.json"), desk.leases, desk.engine()));
    asleep.await();
    theLeaseExpires();

    Ended second =
        (Ended)
            desk.process(
                desk.worker((job, progress, cancellation) -> {
                  wake.countDown();
                  assertThat(failure(zombie).code()).isEqualTo(ErrorCode.FENCED);
                  desk.engine().process(job, progress, cancellation);
                }),
                2);

    assertThat(second.token()).isEqualTo(2);
    assertThat(desk.landed()).containsExactly("1", "2", "3");
  }

  private void assertThatTheSecondEndsItAndTheFirst(
      CompletableFuture<WorkOutcome> zombie, ErrorCode code) throws InterruptedException {
    asleep.await();
    theLeaseExpires();
    Path[] place = new Path[1];
    Ended second =
        (Ended)
            desk.process(
                desk.worker((job, progress, cancellation) -> {
                  place[0] = job.directory();
                  desk.engine().process(job, progress, cancellation);
                }),
                2);
    assertThat(second.token()).isEqualTo(2);
    assertThat(place[0]).endsWithRaw(Path.of(desk.execution + "-2", "execution"));
    Map<String, String> stored = desk.stored();

    wake.countDown();

    assertThat(failure(zombie).code()).isEqualTo(code);
    assertThat(desk.stored()).isEqualTo(stored);
    assertThat(desk.landed()).containsExactly("1", "2", "3");
    assertThat(desk.isFree()).isTrue();
  }

  /// Of some leases only whoever has met them knows how old they are.
  private void theLeaseExpires() {
    assertThat(desk.process(desk.worker(desk.engine()), 1)).isEqualTo(new Busy());
    desk.leaseExpires();
  }

  private CompletableFuture<WorkOutcome> start(Worker worker) {
    return CompletableFuture.supplyAsync(() -> desk.process(worker, 1));
  }

  private static SageException failure(CompletableFuture<WorkOutcome> zombie) {
    try {
      throw new AssertionError("The sleeper said " + zombie.join());
    } catch (CompletionException e) {
      if (e.getCause() instanceof SageException known) {
        return known;
      }
      throw e;
    }
  }

  private Processing sleepsBefore(Processing processing) {
    return (job, progress, cancellation) -> {
      sleep();
      processing.process(job, progress, cancellation);
    };
  }

  private Processing sleepsAfter(Processing processing) {
    return (job, progress, cancellation) -> {
      processing.process(job, progress, cancellation);
      sleep();
    };
  }

  private void sleep() {
    asleep.countDown();
    try {
      wake.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The store, as a worker sees it that sleeps before it stores something.
  private final class Sleepy implements ExecutionStore {
    private final String before;

    Sleepy(String before) {
      this.before = before;
    }

    @Override
    public void put(UUID execution, long token, String name, Path file) {
      desk.store.put(execution, token, name, file);
    }

    @Override
    public void putAll(UUID execution, long token, Map<String, Path> files) {
      if (before.equals("files")) {
        sleep();
      }
      desk.store.putAll(execution, token, files);
    }

    @Override
    public boolean putIfAbsent(UUID execution, long token, String name, byte[] content) {
      if (before.equals(name)) {
        sleep();
      }
      return desk.store.putIfAbsent(execution, token, name, content);
    }

    @Override
    public boolean add(UUID execution, String name, Path file) {
      return desk.store.add(execution, name, file);
    }

    @Override
    public InputStream read(UUID execution, String name) {
      return desk.store.read(execution, name);
    }

    @Override
    public InputStream read(UUID execution, String name, long offset, long length) {
      return desk.store.read(execution, name, offset, length);
    }

    @Override
    public void fetch(UUID execution, String name, Path target) {
      desk.store.fetch(execution, name, target);
    }

    @Override
    public List<StoredFile> list(UUID execution, Optional<String> after, int most) {
      return desk.store.list(execution, after, most);
    }

    @Override
    public List<UUID> executions(Optional<UUID> after, int most) {
      return desk.store.executions(after, most);
    }

    @Override
    public void delete(UUID execution, String name) {
      desk.store.delete(execution, name);
    }

    @Override
    public void deleteAll(UUID execution) {
      desk.store.deleteAll(execution);
    }

    @Override
    public String display() {
      return "sleepy";
    }

    @Override
    public void close() {}
  }
}
