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
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    Path incoming = incoming(job.directory());
    Map<Integer, CarriedPart> parts = new TreeMap<>();
    List<Integer> missing = new ArrayList<>();
    fetch(folder, plan, incoming, cancellation)
        .forEach((part, carried) ->
            carried.ifPresentOrElse(found -> parts.put(part, found), () -> missing.add(part)));
    if (!missing.isEmpty()) {
      throw missing(job, missing);
    }
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

  private Map<Integer, Optional<CarriedPart>> fetch(
      StepFolder folder, StepPlan plan, Path incoming, Cancellation cancellation) {
    Map<Integer, Optional<CarriedPart>> parts = new TreeMap<>();
    try (ExecutorService threads =
        Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
      Map<Integer, Future<Optional<CarriedPart>>> running = new TreeMap<>();
      for (int i = 0; i < plan.parts().parts(); i++) {
        int part = i;
        Path target = incoming.resolve(StepNames.part(part));
        running.put(
            part,
            threads.submit(() -> {
              cancellation.check();
              return fetch(folder, plan, part, target);
            }));
      }
      try {
        running.forEach((part, future) -> parts.put(part, await(future)));
      } catch (SageException e) {
        threads.shutdownNow();
        throw e;
      }
    }
    return parts;
  }

  private static Optional<CarriedPart> await(Future<Optional<CarriedPart>> running) {
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

  /// The entry of a part that is damaged is taken away, so that everybody sees that it has to be
  /// staged.
  private Optional<CarriedPart> fetch(StepFolder folder, StepPlan plan, int part, Path target) {
    Found<StagedEntry> entry = folder.entry(plan, part);
    Optional<CarriedPart> carried =
        entry.value().filter(of -> fetched(folder, of, target)).map(of -> of.in(target));
    if (entry.there() && carried.isEmpty()) {
      store.delete(folder.execution(), StepNames.entry(part));
    }
    return carried;
  }

  private boolean fetched(StepFolder folder, StagedEntry entry, Path target) {
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
