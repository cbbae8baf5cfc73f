package dev.sage.bench.parts;

import dev.sage.contract.Policy;
import dev.sage.engine.Cancellation;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.engine.hash.Sha256;
import dev.sage.spi.Language;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Processing;
import dev.sage.worker.ThreadHeartbeats;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import dev.sage.worker.lease.MemoryLeases;
import dev.sage.worker.steps.StepWorker;
import dev.sage.worker.storage.LocalStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/// One step as a process of its own: what a function does when it is told to.
public final class StepProcess {
  private final Path folder;
  private final UUID execution;
  private final LocalStore store;
  private final EngineOptions options;

  private StepProcess(Path folder, UUID execution, int memoryMib, int threads) {
    this.folder = folder;
    this.execution = execution;
    this.store = LocalStore.open(folder.resolve("store"));
    this.options =
        new EngineOptions((long) memoryMib << 20, threads, EngineOptions.DEFAULT_PART, false);
  }

  /// `folder execution memory threads` and then `whole`, `split <bytes>`, `stage <part>` or
  /// `finish`.
  public static void main(String[] words) {
    StepProcess process =
        new StepProcess(
            Path.of(words[0]),
            UUID.fromString(words[1]),
            Integer.parseInt(words[2]),
            Integer.parseInt(words[3]));
    process.run(words[4], words.length > 5 ? Long.parseLong(words[5]) : 0);
  }

  private void run(String step, long number) {
    StepWorker steps =
        new StepWorker(
            store, options, _ -> new Discarding(), scratch(), Clock.systemUTC(), UUID::randomUUID);
    switch (step) {
      case "split" -> steps.split(order(), number, new Cancellation());
      case "stage" -> steps.stage(order(), Math.toIntExact(number), new Cancellation());
      case "finish" -> work(steps.finishing(engine()));
      default -> work(engine());
    }
  }

  private void work(Processing processing) {
    try (ThreadHeartbeats heartbeats = new ThreadHeartbeats()) {
      Worker worker =
          new Worker(
              store,
              new MemoryLeases(System::nanoTime),
              processing,
              heartbeats,
              System::nanoTime,
              new WorkerSettings(scratch(), "bench"));
      worker.process(order(), Progress.SILENT, new Cancellation());
    }
  }

  private Processing engine() {
    return new EngineProcessing(Clock.systemUTC(), _ -> new Discarding(), options, "local");
  }

  private Path scratch() {
    return folder.resolve("scratch");
  }

  private WorkOrder order() {
    return new WorkOrder(
        execution,
        1,
        "contract.yaml",
        Sha256.of(PartsData.CONTRACT.getBytes(StandardCharsets.UTF_8)),
        new WorkOrder.Input(PartsRun.SOURCE, PartsData.FILE),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Policy.OnError.REJECT_ROWS),
        Language.ES,
        Optional.empty(),
        WorkOrder.Origin.NONE);
  }
}
