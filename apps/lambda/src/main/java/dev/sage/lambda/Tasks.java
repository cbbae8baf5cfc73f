package dev.sage.lambda;

import dev.sage.engine.Cancellation;
import dev.sage.engine.EngineOptions;
import dev.sage.engine.Progress;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.EngineProcessing;
import dev.sage.worker.Processing;
import dev.sage.worker.StopRequests;
import dev.sage.worker.ThreadHeartbeats;
import dev.sage.worker.WorkOrder;
import dev.sage.worker.WorkOutcome;
import dev.sage.worker.Worker;
import dev.sage.worker.WorkerSettings;
import dev.sage.worker.message.Task;
import dev.sage.worker.message.WorkMessage;
import dev.sage.worker.steps.StepFailures;
import dev.sage.worker.steps.StepWorker;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/// Does what can be ordered of an execution: all of it, or a step.
final class Tasks {
  private final Worker whole;
  private final Worker finish;
  private final StepWorker steps;
  private final StepFailures failures;
  private final Path scratch;

  private Tasks(
      Worker whole, Worker finish, StepWorker steps, StepFailures failures, Path scratch) {
    this.whole = whole;
    this.finish = finish;
    this.steps = steps;
    this.failures = failures;
    this.scratch = scratch;
  }

  static Tasks of(FunctionSettings settings, ExecutionStore store, Stopwatch watch) {
    StopRequests stops = new StopRequests(store);
    Clock clock = Clock.systemUTC();
    Leases leases = Plugins.leases(settings.leases());
    EngineOptions options =
        new EngineOptions(
            settings.engineMemory(),
            Runtime.getRuntime().availableProcessors(),
            EngineOptions.DEFAULT_PART,
            false);
    NamedDestinations destinations = new NamedDestinations(settings.destinations());
    Processing engine =
        new MeasuredProcessing(
            new EngineProcessing(clock, destinations, options, Metrics.PLACEMENT),
            watch,
            settings.memory());
    StepWorker steps =
        new StepWorker(store, options, destinations, settings.scratch(), clock, UUID::randomUUID);
    ThreadHeartbeats heartbeats = new ThreadHeartbeats();
    return new Tasks(
        worker(settings, store, leases, stops.respectedBy(engine), heartbeats),
        worker(settings, store, leases, stops.respectedBy(steps.finishing(engine)), heartbeats),
        steps,
        new StepFailures(store),
        settings.scratch());
  }

  private static Worker worker(
      FunctionSettings settings,
      ExecutionStore store,
      Leases leases,
      Processing processing,
      ThreadHeartbeats heartbeats) {
    return new Worker(
        store,
        leases,
        processing,
        heartbeats,
        System::nanoTime,
        new WorkerSettings(settings.scratch(), settings.owner(), settings.lease()));
  }

  /// Deletes what other executions left on this machine.
  void tidy(UUID wanted) {
    whole.tidy(wanted::equals);
  }

  /// @return how the execution ended, or that somebody else does it; empty: a step of it was done
  Optional<WorkOutcome> work(WorkMessage message, Progress progress, Cancellation cancellation) {
    WorkOrder order = message.order();
    return switch (message.task()) {
      case Task.Whole _ -> Optional.of(whole.process(order, progress, cancellation));
      case Task.Finish _ -> Optional.of(finish.process(order, progress, cancellation));
      case Task.Split split -> split(order, split, progress, cancellation);
      case Task.Stage stage -> {
        step(order, cancellation, () -> steps.stage(order, stage.part(), cancellation));
        yield Optional.empty();
      }
    };
  }

  /// A step that fails says so in the store.
  private void step(WorkOrder order, Cancellation cancellation, Runnable step) {
    try {
      step.run();
    } catch (SageException e) {
      boolean stopped = e.code() == ErrorCode.CANCELLED;
      throw left(order, stopped ? cancellation.reason().orElse(e) : e);
    } catch (RuntimeException e) {
      throw left(order, bug(e));
    }
  }

  private SageException left(WorkOrder order, SageException failure) {
    try {
      failures.leave(order, failure, scratch);
    } catch (SageException second) {
      failure.addSuppressed(second); // then the service's dead letter tells
    }
    return failure;
  }

  static SageException bug(RuntimeException e) {
    return new SageException(
        ErrorCode.INTERNAL,
        "SAGE failed by a fault of its own (%s).".formatted(e.getClass().getSimpleName()),
        e);
  }

  /// What is wrong with a delivery as a whole has to be said in the store: whoever does all of it
  /// finds the same, and does.
  private Optional<WorkOutcome> split(
      WorkOrder order, Task.Split split, Progress progress, Cancellation cancellation) {
    AtomicBoolean isWrong = new AtomicBoolean();
    step(order, cancellation, () -> isWrong.set(isWrong(order, split, cancellation)));
    return isWrong.get()
        ? Optional.of(whole.process(order, progress, cancellation))
        : Optional.empty();
  }

  private boolean isWrong(WorkOrder order, Task.Split split, Cancellation cancellation) {
    try {
      steps.split(order, split.partBytes(), cancellation);
      return false;
    } catch (SageException e) {
      ErrorType type = e.code().type();
      if (type != ErrorType.DATA && type != ErrorType.CONTRACT) {
        throw e;
      }
      return true;
    }
  }
}
