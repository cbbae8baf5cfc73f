package dev.sage.worker;

import dev.sage.engine.Cancellation;
import dev.sage.engine.Progress;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Lease;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOutcome.Busy;
import dev.sage.worker.WorkOutcome.Ended;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/// Does executions, each once, whoever else was told to do them. Safe for use by many threads, as
/// many as executions are to be done at the same time.
///
/// ```
/// Worker worker = new Worker(store, leases, new EngineProcessing(…), new ThreadHeartbeats(),
///     System::nanoTime, new WorkerSettings(scratch, "daemon-1"));
/// WorkOutcome outcome = worker.process(order, Progress.SILENT, new Cancellation());
/// ```
public final class Worker {
  private final ExecutionStore store;
  private final Leases leases;
  private final Processing processing;
  private final Heartbeats heartbeats;
  private final LongSupplier ticker;
  private final WorkerSettings settings;
  private final Scratch scratch;
  private final Results results;

  /// @param ticker a monotonic clock in nanoseconds: `System::nanoTime`
  /// @throws SageException when the scratch directory cannot be used
  public Worker(
      ExecutionStore store,
      Leases leases,
      Processing processing,
      Heartbeats heartbeats,
      LongSupplier ticker,
      WorkerSettings settings) {
    this.store = store;
    this.leases = leases;
    this.processing = processing;
    this.heartbeats = heartbeats;
    this.ticker = ticker;
    this.settings = settings;
    this.scratch = Scratch.open(settings.scratch());
    this.results = new Results(store);
  }

  /// Does an execution, or says how it ended when it was done before.
  ///
  /// @throws SageException when it did not end; `error.log` in the store has the details. Of type
  ///   EXTERNAL: the same order again goes on with it
  public WorkOutcome process(WorkOrder order, Progress progress, Cancellation cancellation) {
    cancellation.check();
    long asked = ticker.getAsLong();
    Optional<Lease> lease =
        leases.acquire(order.execution(), settings.owner(), settings.lease(), order.attempt());
    return lease.isPresent()
        ? process(order, lease.get(), asked, progress, cancellation)
        : new Busy();
  }

  private Ended process(
      WorkOrder order, Lease lease, long asked, Progress progress, Cancellation cancellation) {
    Cancellation work = new Cancellation();
    try (Tenure tenure = new Tenure(lease, settings.lease(), ticker, asked, work, heartbeats)) {
      tenure.begin();
      refuseEarlier(order, tenure);
      Optional<Ended> before = results.find(order.execution());
      if (before.isPresent()) {
        StepFiles.discard(store, order.execution());
        scratch.forget(order.execution());
        return before.get();
      }
      cancellation.onCancel(
          () -> cancellation.reason().ifPresentOrElse(work::cancel, work::cancel));
      cancellation.check();
      return new Attempt(order, tenure, store, results, scratch, processing).run(progress, work);
    }
  }

  /// Who had the lease before may not know yet that it is over. It ends the execution before this,
  /// and is found; or it cannot any more.
  private void refuseEarlier(WorkOrder order, Tenure tenure) {
    if (tenure.token() > 1) {
      store.putAll(order.execution(), tenure.token(), Map.of());
    }
  }

  /// Deletes what executions left in the scratch directory that nobody goes on with here.
  ///
  /// @param isUnfinished whether an execution may still be ordered again
  public void tidy(Predicate<UUID> isUnfinished) {
    scratch.tidy(isUnfinished);
  }
}
