package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.Policy;
import dev.sage.engine.Cancellation;
import dev.sage.engine.Destinations;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.Language;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.StoredFile;
import dev.sage.testing.FreshIds;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Processing;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOrder.Input;
import dev.sage.worker.WorkOrder.Origin;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.steps.StepWorker;
import dev.sage.worker.steps.Steps;
import dev.sage.worker.steps.Steps.Due;
import dev.sage.worker.storage.LocalStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// One execution of a delivery, which is done whole or in steps, and what it leaves.
final class StepsDesk {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
  private static final EngineOptions OPTIONS = new EngineOptions(512L << 20, 1, 16 << 10, false);

  final UUID execution = FreshIds.next();
  final Path folder;
  final LocalStore store;
  final MemoryDestination destination = new MemoryDestination();
  final AtomicLong nanos = new AtomicLong();
  final Leases leases = new MemoryLeases(nanos::get);
  private final String filename;
  private String contractSha256 = "";

  StepsDesk(Path folder, String contract, String filename, byte[] delivery) {
    this.folder = folder;
    this.filename = filename;
    this.store = LocalStore.open(folder.resolve("store"));
    order(contract);
    given("input/" + filename, delivery);
  }

  void order(String contract) {
    byte[] yaml = contract.getBytes(StandardCharsets.UTF_8);
    contractSha256 = Sha256.of(yaml);
    given("contract.yaml", yaml);
  }

  private void given(String name, byte[] content) {
    try {
      Path file = Files.write(Files.createTempFile(folder, "given", ""), content);
      store.put(execution, 0, name, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  WorkOrder workOrder() {
    return new WorkOrder(
        execution,
        1,
        "contrato.yaml",
        contractSha256,
        new Input(execution, filename),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Policy.OnError.REJECT_ROWS),
        Language.ES,
        Optional.empty(),
        Origin.NONE);
  }

  Processing engine() {
    return new EngineProcessing(CLOCK, _ -> destination, OPTIONS, "local");
  }

  private StepWorker steps(Destinations destinations) {
    return new StepWorker(
        store, OPTIONS, destinations, folder.resolve("scratch"), CLOCK, FreshIds::next);
  }

  private static Destinations nobody() {
    return name -> {
      throw new AssertionError("Nobody asks " + name + " when a part is staged.");
    };
  }

  void split(long partBytes) {
    steps(_ -> destination).split(workOrder(), partBytes, new Cancellation());
  }

  void stage(int part) {
    steps(nobody()).stage(workOrder(), part, new Cancellation());
  }

  void stageAll() {
    if (due() instanceof Due.Stage(List<Integer> parts, int _)) {
      parts.parallelStream().forEach(this::stage);
    }
  }

  Processing finishing() {
    return steps(nobody()).finishing(engine());
  }

  Worker finisher(Leases itsLeases) {
    return worker(itsLeases, finishing());
  }

  Worker worker(Leases itsLeases, Processing processing) {
    return new Worker(
        store,
        itsLeases,
        processing,
        (_, _) -> () -> {},
        nanos::get,
        new WorkerSettings(folder.resolve("scratch"), "worker"));
  }

  void finish() {
    finish(Progress.SILENT);
  }

  void finish(Progress progress) {
    finisher(leases).process(workOrder(), progress, new Cancellation());
  }

  void whole() {
    worker(leases, engine()).process(workOrder(), Progress.SILENT, new Cancellation());
  }

  /// All steps, as whoever looks now and then. What was staged is not staged again.
  ///
  /// @return how many parts there were
  int drive(long partBytes) {
    split(partBytes);
    int parts = parts();
    stageAll();
    Set<Object> staged = parquet(stored("steps"));
    Set<Object> found = new HashSet<>();
    finish(whenFinishing(() -> found.addAll(parquet(work()))));
    assertThat(found).isEqualTo(staged).hasSize(parts);
    return parts;
  }

  static Progress whenFinishing(Runnable then) {
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

  private Path work() {
    return folder.resolve("scratch/" + execution + "/execution/work");
  }

  /// The staged parts below a folder, known by their blocks: a store on the same disk gives links.
  private static Set<Object> parquet(Path folder) {
    return Desk.files(folder).stream()
        .filter(name -> name.endsWith(".parquet"))
        .map(name -> inode(folder.resolve(name)))
        .collect(Collectors.toSet());
  }

  private static Object inode(Path file) {
    try {
      return Files.getAttribute(file, "unix:ino");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Due due() {
    return Steps.due(store, execution);
  }

  /// How many are to be staged of a delivery that was just split.
  int parts() {
    return due() instanceof Due.Stage(List<Integer> _, int of) ? of : 0;
  }

  void leaseExpires() {
    nanos.addAndGet(Duration.ofSeconds(61).toNanos());
  }

  List<String> names() {
    return store.list(execution, Optional.empty(), 1_000).stream().map(StoredFile::name).toList();
  }

  List<String> steps() {
    return names().stream().filter(name -> name.startsWith("steps/")).toList();
  }

  Path stored(String name) {
    return folder.resolve("store").resolve(execution.toString()).resolve(name);
  }

  /// What users get of an execution.
  ///
  /// @param names of all files
  /// @param report without what differs from one execution to the next
  /// @param files rejects, by their names
  /// @param rows findings, records of findings and output, by the names of their files
  /// @param landed rows, by their tables
  record Left(
      List<String> names,
      JsonNode report,
      Map<String, String> files,
      Map<String, List<List<String>>> rows,
      Map<String, List<String>> landed) {}

  Left left() {
    Map<String, String> files = new TreeMap<>();
    Map<String, List<List<String>>> rows = new TreeMap<>();
    for (String name : names()) {
      if (name.endsWith(".parquet") && !name.startsWith("input/")) {
        rows.put(name, rows(name));
      } else if (name.startsWith("rejects/")) {
        files.put(name, name.endsWith(".xlsx") ? "" : Sha256.of(read(name)));
      }
    }
    List<String> names = names().stream().filter(name -> !name.startsWith("steps/")).toList();
    return new Left(names, report(), files, rows, destination.committed);
  }

  private List<List<String>> rows(String name) {
    String all = name.equals("findings.parquet") ? "SELECT * EXCLUDE (execution) @" : "SELECT * @";
    return Tables.parquet(stored(name), all);
  }

  private JsonNode report() {
    ObjectNode report =
        (ObjectNode) Ran.json(new String(read("report.json"), StandardCharsets.UTF_8));
    report.remove("events");
    ((ObjectNode) report.path("execution_info")).remove("execution_id");
    for (JsonNode load : report.path("materializations")) {
      ((ObjectNode) load).remove("duration");
    }
    return report;
  }

  byte[] read(String name) {
    try (InputStream in = store.read(execution, name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What is in the scratch directory, without the file of the locks.
  List<String> scratch() {
    List<String> files = new ArrayList<>(Desk.files(folder.resolve("scratch")));
    files.remove(".locks");
    return files;
  }
}
