package dev.sage.worker.steps;

import dev.sage.engine.Cancellation;
import dev.sage.engine.DeliverySteps;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.engine.plan.CarriedPart;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Processing;
import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import dev.sage.worker.steps.StepFolder.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/// Brings all staged parts to this machine, and goes on as if they had been staged here.
final class FinishProcessing implements Processing {
  private static final int AT_ONCE = 8;
  private static final int MOST_NAMED = 20;

  private final ExecutionStore store;
  private final EngineOptions options;
  private final Processing whole;

  FinishProcessing(ExecutionStore store, EngineOptions options, Processing whole) {
    this.store = store;
    this.options = options;
    this.whole = whole;
  }

  @Override
  public void process(Job job, Progress progress, Cancellation cancellation) {
    if (!Files.exists(job.directory().resolve("result.json"))) {
      adopt(job, cancellation);
    }
    whole.process(job, progress, cancellation);
  }

  private void adopt(Job job, Cancellation cancellation) {
    StepFolder folder = new StepFolder(store, job.order().execution());
    StepPlan plan = folder.requirePlan(job.order().contractSha256());
    Map<Integer, StagedEntry> entries =
        ofAll(job, plan, cancellation, part -> entry(folder, plan, part));
    Path incoming = incoming(job.directory());
    Map<Integer, CarriedPart> parts =
        ofAll(
            job,
            plan,
            cancellation,
            part -> fetched(folder, part, Objects.requireNonNull(entries.get(part)), incoming));
    DeliverySteps.adopt(EngineProcessing.request(job, options, ""), plan.parts(), parts);
  }

  /// A fresh directory within that of the execution: what is moved from there is not copied.
  private static Path incoming(Path directory) {
    Path incoming = directory.resolve("work").resolve("incoming");
    try {
      Directories.makePrivate(incoming);
      Directories.deleteTree(incoming);
      return Directories.makePrivate(incoming);
    } catch (IOException e) {
      throw DiskFailure.of("The directory for staged parts cannot be made in " + directory, e);
    }
  }

  /// Does the same with all parts, several at a time.
  ///
  /// @throws SageException [ErrorCode#PARTS_MISSING] naming those of which nothing came
  private static <T> Map<Integer, T> ofAll(
      Job job, StepPlan plan, Cancellation cancellation, IntFunction<Optional<T>> step) {
    Map<Integer, T> done = new TreeMap<>();
    List<Integer> missing = new ArrayList<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      List<Future<Optional<T>>> running = new ArrayList<>();
      for (int i = 0; i < plan.parts().parts(); i++) {
        int part = i;
        running.add(
            threads.submit(() -> {
              cancellation.check();
              return step.apply(part);
            }));
      }
      try {
        for (int part = 0; part < running.size(); part++) {
          int number = part;
          await(running.get(part))
              .ifPresentOrElse(one -> done.put(number, one), () -> missing.add(number));
        }
      } catch (SageException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    if (!missing.isEmpty()) {
      throw missing(job, missing);
    }
    return done;
  }

  private static <T> Optional<T> await(Future<Optional<T>> running) {
    try {
      return running.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof SageException known
          ? known
          : new SageException(ErrorCode.INTERNAL, "A staged part was not fetched.", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SageException(ErrorCode.CANCELLED, "Fetching staged parts was interrupted.", e);
    }
  }

  /// An entry that is damaged is taken away, so that everybody sees that its part has to be staged.
  private Optional<StagedEntry> entry(StepFolder folder, StepPlan plan, int part) {
    Found<StagedEntry> entry = folder.entry(plan, part);
    if (entry.there() && entry.value().isEmpty()) {
      store.delete(folder.execution(), StepNames.entry(part));
    }
    return entry.value();
  }

  /// So is one whose file is damaged or not there.
  private Optional<CarriedPart> fetched(
      StepFolder folder, int part, StagedEntry entry, Path incoming) {
    Path target = incoming.resolve(StepNames.part(part));
    if (isFetched(folder, entry, target)) {
      return Optional.of(entry.in(target));
    }
    store.delete(folder.execution(), StepNames.entry(part));
    return Optional.empty();
  }

  private boolean isFetched(StepFolder folder, StagedEntry entry, Path target) {
    try {
      store.fetch(folder.execution(), entry.file(), target);
      return Checksum.of(target).equals(entry.checksum());
    } catch (SageException e) {
      if (e.code() == ErrorCode.FILE_MISSING) {
        return false;
      }
      throw e;
    }
  }

  private static SageException missing(Job job, List<Integer> parts) {
    String names =
        parts.stream().limit(MOST_NAMED).map(String::valueOf).collect(Collectors.joining(", "))
            + (parts.size() > MOST_NAMED ? ", …" : "");
    Object[] shown = {parts.size(), job.order().execution(), names};
    return new SageException(
        ErrorCode.PARTS_MISSING,
        new Message(
            "Faltan %d partes de la ejecución %s por preparar, o están dañadas: %s. Prepárelas y termine de nuevo."
                .formatted(shown),
            "%d parts of the execution %s are not staged, or damaged: %s. Stage them and finish again."
                .formatted(shown)));
  }
}
