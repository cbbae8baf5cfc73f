package dev.sage.worker.steps;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import dev.sage.engine.Cancellation;
import dev.sage.engine.DeliverySteps;
import dev.sage.engine.Destinations;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.plan.CarriedPart;
import dev.sage.engine.plan.PartPlan;
import dev.sage.engine.plan.PlannedPart;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Processing;
import dev.sage.worker.Processing.Job;
import dev.sage.worker.Results;
import dev.sage.worker.StepFiles;
import dev.sage.worker.StoredContract;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.steps.StepFolder.Found;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import java.util.function.Supplier;

/// Does the steps of large executions. Safe for use by many threads, processes and machines at
/// once, also for the same step: it is done once more, and one of them counts.
///
/// ```
/// StepWorker steps = new StepWorker(store, options, destinations, scratch, clock, UUID::randomUUID);
/// switch (Steps.due(store, execution)) {
///   case Due.Split _ -> steps.split(order, 64 << 20, cancellation);
///   case Due.Stage(List<Integer> parts, int _) -> steps.stage(order, parts.getFirst(), cancellation);
///   case Due.Finish _ -> new Worker(store, leases, steps.finishing(engine), …).process(order, …);
///   case Due.Nothing _ -> {}
/// }
/// ```
///
/// Every kind of delivery can be done in steps. It is worth it for a plain CSV in UTF-8, whose
/// parts are cut out of the input; the parts of everything else are stored as texts first. A
/// [Worker] that is told to do the whole execution does it at any time, whatever steps were made.
public final class StepWorker {
  private static final long TOKEN = 1;

  private final ExecutionStore store;
  private final EngineOptions options;
  private final DeliverySteps engine;
  private final Path scratch;
  private final Supplier<UUID> ids;
  private final Results results;

  /// @param options of one step
  /// @param destinations asked when an execution is split
  /// @param scratch a directory on a disk of this machine; others may use it too
  /// @param ids makes ids that nobody else makes: `UUID::randomUUID`
  public StepWorker(
      ExecutionStore store,
      EngineOptions options,
      Destinations destinations,
      Path scratch,
      Clock clock,
      Supplier<UUID> ids) {
    this.store = store;
    this.options = options;
    this.engine = new DeliverySteps(clock, destinations);
    this.scratch = scratch;
    this.ids = ids;
    this.results = new Results(store);
  }

  /// Finds out the parts of an execution. Changes nothing where that was done before.
  ///
  /// @param partBytes about how large they are to be
  /// @throws SageException also for what is wrong with the delivery as a whole: then there are no
  ///   parts, and a worker that does all of it says the same in the store
  public void split(WorkOrder order, long partBytes, Cancellation cancellation) {
    StepFolder folder = new StepFolder(store, order.execution());
    if (results.find(order.execution()).isPresent() || isSplit(folder, order)) {
      return;
    }
    UUID split = ids.get();
    try (StepPlace place = StepPlace.make(scratch, order.execution(), split);
        TextUploads texts = new TextUploads(folder, split, cancellation)) {
      Job job = job(order, place);
      PartPlan parts =
          engine.split(
              EngineProcessing.request(job, options.inPartsOf(partBytes), ""), texts, cancellation);
      texts.finish();
      StepPlan plan = new StepPlan(split, order.contractSha256(), parts);
      add(folder, place.write("parts.json", PlanJson.write(plan)), split);
    }
  }

  /// Of who splits second nothing is left; of an execution that ended meanwhile neither.
  private void add(StepFolder folder, Path plan, UUID split) {
    boolean first = store.add(folder.execution(), StepFiles.PLAN, plan);
    if (!first) {
      folder.delete(StepNames.texts(split));
    } else if (results.find(folder.execution()).isPresent()) {
      StepFiles.delete(store, folder.execution());
    }
  }

  /// A plan that is damaged or of another contract is none, and is in the way of a new one.
  private boolean isSplit(StepFolder folder, WorkOrder order) {
    Found<StepPlan> plan = folder.plan(order.contractSha256());
    if (plan.there() && plan.value().isEmpty()) {
      StepFiles.delete(store, order.execution());
    }
    return plan.value().isPresent();
  }

  private Job job(WorkOrder order, StepPlace place) {
    byte[] contract = StoredContract.read(store, order);
    Path input = place.directory("input").resolve(order.input().filename());
    store.fetch(order.input().sourceExecution(), inputName(order), input);
    return new Job(order, contract, input, place.root().resolve("execution"), TOKEN);
  }

  private static String inputName(WorkOrder order) {
    return "input/" + order.input().filename();
  }

  /// Reads and checks one part. Changes nothing where that was done before, or the execution has
  /// ended.
  ///
  /// @throws SageException [ErrorCode#PARTS_MISSING] when the execution is not split yet
  public void stage(WorkOrder order, int part, Cancellation cancellation) {
    if (results.find(order.execution()).isPresent()) {
      return;
    }
    StepFolder folder = new StepFolder(store, order.execution());
    StepPlan plan = folder.requirePlan(order.contractSha256());
    if (!isStaged(folder, plan, part)) {
      UUID attempt = ids.get();
      try (StepPlace place = StepPlace.make(scratch, order.execution(), attempt)) {
        CarriedPart staged = staged(order, plan, part, place, cancellation);
        cancellation.check();
        add(folder, plan, part, staged, StepNames.staged(part, attempt), place);
      }
    }
  }

  /// An entry that is damaged, of another plan, or without its file is in the way of a new one.
  private boolean isStaged(StepFolder folder, StepPlan plan, int part) {
    Found<StagedEntry> entry = folder.entry(plan, part);
    boolean whole = entry.value().filter(of -> folder.has(of.file())).isPresent();
    if (entry.there() && !whole) {
      store.delete(folder.execution(), StepNames.entry(part));
    }
    return whole;
  }

  private CarriedPart staged(
      WorkOrder order, StepPlan plan, int part, StepPlace place, Cancellation cancellation) {
    PartPlan.Place found = plan.parts().part(part);
    byte[] contract = StoredContract.read(store, order);
    Path source =
        found.file().pieces().isPresent()
            ? piece(order, found.part(), place)
            : text(order, plan, part, place);
    return DeliverySteps.stage(
        StoredContract.load(order, contract),
        plan.parts(),
        part,
        source,
        place.root(),
        options,
        cancellation);
  }

  private Path piece(WorkOrder order, PlannedPart part, StepPlace place) {
    UUID source = order.input().sourceExecution();
    InputStream in = store.read(source, inputName(order), part.offset(), part.length());
    Path piece = place.copy("piece", in, "A piece of the input of " + order.execution());
    if (Checksum.sizeOf(piece) != part.length()) {
      throw new SageException(
          ErrorCode.INPUT_CHANGED,
          "The input of %s is shorter than when it was split.".formatted(order.execution()));
    }
    return piece;
  }

  private Path text(WorkOrder order, StepPlan plan, int part, StepPlace place) {
    String what = "The text of part %d of %s".formatted(part, order.execution());
    InputStream in = store.read(order.execution(), StepNames.text(plan.split(), part));
    try {
      return place.copy("text", new ZstdInputStreamNoFinalizer(in), what);
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORE_UNREACHABLE, what + " cannot be read.", e);
    }
  }

  /// The entry comes last: where it is, its file is. An execution that ended meanwhile has deleted
  /// its plan before it looked what else there is to be deleted.
  private void add(
      StepFolder folder,
      StepPlan plan,
      int part,
      CarriedPart staged,
      String name,
      StepPlace place) {
    UUID execution = folder.execution();
    store.add(execution, name, staged.staged().file());
    byte[] entry = StagedEntry.of(plan.split(), name, staged).json();
    boolean first = store.add(execution, StepNames.entry(part), place.write("entry.json", entry));
    if (first && !folder.has(StepFiles.PLAN)) {
      store.delete(execution, StepNames.entry(part));
      store.delete(execution, name);
    } else if (!first) {
      store.delete(execution, name);
    }
  }

  /// What a worker finishes an execution with: it puts what was staged where `whole` goes on with
  /// it.
  public Processing finishing(Processing whole) {
    return new FinishProcessing(store, options, whole);
  }
}
