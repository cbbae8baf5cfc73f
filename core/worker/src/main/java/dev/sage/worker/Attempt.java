package dev.sage.worker;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.spi.storage.StoredFile;
import dev.sage.worker.Processing.Job;
import dev.sage.worker.WorkOutcome.Ended;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// One attempt at an execution, under a lease: from the store to this machine and back.
final class Attempt {
  private static final String ERROR = "error.log";
  private static final int PAGE = 1_000;

  /// What an attempt may leave beside the rows: nobody else's files are touched.
  private static final Set<String> LEFT =
      Set.of(
          ERROR,
          FailureRecord.FILE,
          "log.txt",
          "report.json",
          "report.html",
          "findings.parquet",
          "finding_records.parquet");

  private final WorkOrder order;
  private final UUID execution;
  private final Tenure tenure;
  private final ExecutionStore store;
  private final Results results;
  private final Scratch scratch;
  private final Processing processing;

  Attempt(
      WorkOrder order,
      Tenure tenure,
      ExecutionStore store,
      Results results,
      Scratch scratch,
      Processing processing) {
    this.order = order;
    this.execution = order.execution();
    this.tenure = tenure;
    this.store = store;
    this.results = results;
    this.scratch = scratch;
    this.processing = processing;
  }

  Ended run(Progress progress, Cancellation cancellation) {
    try (Workplace place = scratch.take(execution, tenure.token())) {
      try {
        return end(place, progress, cancellation);
      } catch (SageException e) {
        throw failed(place, cause(e, cancellation));
      } catch (RuntimeException e) {
        throw failed(place, bug(e));
      }
    }
  }

  private Ended end(Workplace place, Progress progress, Cancellation cancellation) {
    byte[] contract = StoredContract.read(store, order);
    Path input = place.input(order.input().filename());
    store.fetch(order.input().sourceExecution(), "input/" + order.input().filename(), input);
    cancellation.check();
    process(
        place,
        new Job(order, contract, input, place.directory(), tenure.token()),
        progress,
        cancellation);
    tenure.check();
    Ended ended = store(place);
    StepFiles.discard(store, execution);
    scratch.discard(place);
    return ended;
  }

  /// What an earlier attempt left here is of no use when it was made of something else.
  private void process(Workplace place, Job job, Progress progress, Cancellation cancellation) {
    place.tidy();
    try {
      processing.process(job, progress, cancellation);
    } catch (SageException e) {
      if (e.code() != ErrorCode.EXECUTION_MISMATCH || place.isFresh()) {
        throw e;
      }
      place.clear();
      processing.process(job, progress, cancellation);
    }
  }

  /// `result.json` comes last: where it is, everything is.
  private Ended store(Workplace place) {
    Map<String, Path> files = place.leaves();
    byte[] result = place.result();
    store.putAll(execution, tenure.token(), files);
    deleteStale(files);
    tenure.check();
    return store.putIfAbsent(execution, tenure.token(), Results.FILE, result)
        ? Results.parse(result)
        : results.find(execution).orElseThrow();
  }

  /// What an earlier attempt stored and this one does not have.
  private void deleteStale(Map<String, Path> files) {
    if (tenure.token() == 1) {
      return; // nobody came before
    }
    List<StoredFile> page = store.list(execution, Optional.empty(), PAGE);
    while (!page.isEmpty()) {
      page.stream()
          .map(StoredFile::name)
          .filter(name -> !files.containsKey(name) && isOfAWorker(name))
          .forEach(name -> store.delete(execution, name));
      page =
          page.size() < PAGE
              ? List.of()
              : store.list(execution, Optional.of(page.getLast().name()), PAGE);
    }
  }

  private static boolean isOfAWorker(String name) {
    return name.startsWith("output/") || name.startsWith("rejects/") || LEFT.contains(name);
  }

  /// A lost lease cancels the work, or time that is over; and that is what people have to know.
  private SageException cause(SageException e, Cancellation cancellation) {
    if (e.code() != ErrorCode.CANCELLED) {
      return e;
    }
    return tenure.isLost() ? tenure.lost(e) : cancellation.reason().orElse(e);
  }

  private SageException bug(RuntimeException e) {
    return new SageException(
        ErrorCode.INTERNAL,
        "SAGE failed by a fault of its own (%s); error.log of the execution %s has the details."
            .formatted(e.getClass().getSimpleName(), execution),
        e);
  }

  /// What can be gone on with stays on this machine.
  private SageException failed(Workplace place, SageException failure) {
    boolean replaced = failure.code() == ErrorCode.FENCED || failure.code() == ErrorCode.LEASE_LOST;
    try {
      if (!replaced) {
        store.putAll(execution, tenure.token(), logs(place, failure));
      }
      if (failure.code() == ErrorCode.FENCED || failure.code().type() != ErrorType.EXTERNAL) {
        place.delete();
      }
    } catch (RuntimeException second) {
      failure.addSuppressed(second);
    }
    return failure;
  }

  private Map<String, Path> logs(Workplace place, SageException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    Map<String, Path> logs = new HashMap<>();
    logs.put(ERROR, place.write(ERROR, trace.toString().getBytes(StandardCharsets.UTF_8)));
    FailureRecord said = FailureRecord.of(order.attempt(), tenure.token(), failure);
    logs.put(FailureRecord.FILE, place.write(FailureRecord.FILE, said.json()));
    place.find("log.txt").ifPresent(log -> logs.put("log.txt", log));
    return logs;
  }
}
