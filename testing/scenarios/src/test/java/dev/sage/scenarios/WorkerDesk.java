package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.connector.postgresql.PostgresqlPlugin;
import dev.sage.engine.Cancellation;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.spi.Language;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import dev.sage.testing.FreshIds;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Heartbeats;
import dev.sage.worker.Processing;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOrder.Input;
import dev.sage.worker.WorkOrder.Origin;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.storage.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// One execution, and workers that are told to do it. Time passes and hearts beat when a test says
/// so.
final class WorkerDesk {
  static final UUID INBOX = new UUID(7, 1);
  static final UUID SENDER = new UUID(7, 2);

  final UUID execution = FreshIds.next();
  final String table = "t" + execution.getLeastSignificantBits();
  final Path folder;
  final ExecutionStore store;
  final AtomicLong nanos = new AtomicLong();
  final Leases leases;
  private final List<Runnable> hearts = new CopyOnWriteArrayList<>();
  private final String database;
  private String contract = "";

  /// @param database the URL of the destination `warehouse`
  WorkerDesk(Path folder, String database) {
    this(folder, database, LocalStore.open(folder.resolve("store")), MemoryLeases::new);
  }

  /// @param leases that go by a monotonic clock
  WorkerDesk(
      Path folder,
      String database,
      ExecutionStore store,
      Function<LongSupplier, ? extends Leases> leases) {
    this.folder = folder;
    this.database = database;
    this.store = store;
    this.leases = leases.apply(nanos::get);
    order("name: codigo, type: entero, required: true", "name: nombre, type: texto");
  }

  /// Puts a contract of these fields into the store.
  void order(String... fields) {
    contract =
        Yaml.header(fields)
            + """
            materializations:
              m: {catalog: datos, destination: warehouse, table: %s, strategy: APPEND}
            """
                .formatted(table);
    given("contract.yaml", contract);
  }

  void deliver(String rows) {
    given("input/datos.csv", "codigo;nombre\n" + rows);
  }

  private void given(String name, String content) {
    try {
      Path file = Files.writeString(Files.createTempFile(folder, "given", ""), content);
      store.put(execution, 0, name, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Processing engine() {
    EngineOptions options = new EngineOptions(EngineOptions.DEFAULT_MEMORY, 1, 5 << 10, false);
    return new EngineProcessing(
        Clock.systemUTC(), _ -> new PostgresqlPlugin().connect(database), options, "local");
  }

  /// One that cannot reach its destination.
  Processing lostEngine() {
    EngineOptions options = new EngineOptions(EngineOptions.DEFAULT_MEMORY, 1, 5 << 10, false);
    return new EngineProcessing(
        Clock.systemUTC(),
        _ -> new PostgresqlPlugin().connect("postgresql://x:y@127.0.0.1:1/z?connect_timeout=1"),
        options,
        "local");
  }

  Worker worker(Processing processing) {
    return worker(store, leases, processing);
  }

  Worker worker(ExecutionStore itsStore, Leases itsLeases, Processing processing) {
    return new Worker(
        itsStore,
        itsLeases,
        processing,
        this::begin,
        nanos::get,
        new WorkerSettings(folder.resolve("scratch"), "worker"));
  }

  private Heartbeats.Beating begin(Duration interval, Runnable beat) {
    assertThat(interval).isPositive();
    hearts.add(beat);
    return () -> hearts.remove(beat);
  }

  /// Once, of every worker that works.
  void beat() {
    hearts.forEach(Runnable::run);
  }

  /// Leases of a process that is going to be killed: it releases nothing.
  Leases ofTheDead() {
    return (resource, owner, length, floor) ->
        leases.acquire(resource, owner, length, floor).map(Unreleased::new);
  }

  private record Unreleased(Lease lease) implements Lease {
    @Override
    public UUID resource() {
      return lease.resource();
    }

    @Override
    public long token() {
      return lease.token();
    }

    @Override
    public boolean renew() {
      return lease.renew();
    }

    @Override
    public void release() {}
  }

  WorkOutcome process(Processing processing) {
    return process(worker(processing), 1);
  }

  WorkOutcome process(Worker worker, long attempt) {
    return worker.process(workOrder(attempt), Progress.SILENT, new Cancellation());
  }

  WorkOrder workOrder(long attempt) {
    return workOrder(attempt, sha256(contract.getBytes(StandardCharsets.UTF_8)));
  }

  WorkOrder workOrder(long attempt, String contractSha256) {
    return new WorkOrder(
        execution,
        attempt,
        "contrato.yaml",
        contractSha256,
        new Input(execution, "datos.csv"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Language.ES,
        Optional.empty(),
        new Origin(Optional.of(INBOX), Optional.of(SENDER)));
  }

  void leaseExpires() {
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
  }

  boolean isFree() {
    Optional<Lease> lease = leases.acquire(execution, "test", Duration.ofSeconds(1), 1);
    lease.ifPresent(Lease::release);
    return lease.isPresent();
  }

  /// The SHA-256 of each file in the store.
  Map<String, String> stored() {
    Map<String, String> files = new TreeMap<>();
    for (StoredFile file : store.list(execution, Optional.empty(), 1_000)) {
      files.put(file.name(), sha256(read(file.name())));
    }
    return files;
  }

  String text(String name) {
    return new String(read(name), StandardCharsets.UTF_8);
  }

  private byte[] read(String name) {
    try (InputStream in = store.read(execution, name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The rows that were landed; none where there is no table.
  List<String> landed() {
    String there = "SELECT to_regclass('%s') IS NOT NULL".formatted(table);
    return Tables.postgresql(database, there).getFirst().getFirst().equals("t")
        ? Tables.column(
            Tables.postgresql(database, "SELECT codigo FROM %s ORDER BY 1".formatted(table)))
        : List.of();
  }

  /// What is in the scratch directory, without the file of the locks.
  List<String> scratch() {
    return Desk.files(folder.resolve("scratch")).stream()
        .filter(file -> !file.equals(".locks"))
        .toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
