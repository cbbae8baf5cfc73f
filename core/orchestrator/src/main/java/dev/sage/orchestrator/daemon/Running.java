package dev.sage.orchestrator.daemon;

import dev.sage.engine.Cancellation;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.RetryPolicy;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.WorkOutcome;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// An execution that this daemon is doing.
final class Running {
  private final Execution execution;
  private final long since;
  private final Cancellation cancellation = new Cancellation();
  private final AtomicReference<@Nullable Reason> stopped = new AtomicReference<>();

  /// @param since by the daemon's monotonic clock
  Running(Execution execution, long since) {
    this.execution = execution;
    this.since = since;
  }

  Execution execution() {
    return execution;
  }

  boolean isOverdue(long now) {
    return now - since > execution.deadline().toNanos();
  }

  /// Asks it to stop; the first reason counts.
  void stop(Reason reason) {
    if (stopped.compareAndSet(null, reason)) {
      cancellation.cancel();
    }
  }

  /// Does it. Never throws: what goes wrong is a change of state too.
  Transition run(
      ExecutionWork work, RetryPolicy retries, Duration busyDelay, RandomGenerator random) {
    try {
      return switch (work.process(execution.order(), cancellation)) {
        case WorkOutcome.Ended ended -> new Transition.End(ended);
        case WorkOutcome.Busy _ -> new Transition.HandBack(busyDelay);
      };
    } catch (SageException e) {
      return failed(Failure.of(e), retries, random);
    } catch (OutOfMemoryError _) {
      return failed(new Failure(ErrorCode.MEMORY, OUT_OF_MEMORY), retries, random);
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      String fault = "SAGE failed by a fault of its own (%s).".formatted(e.getClass().getName());
      return failed(new Failure(ErrorCode.INTERNAL, fault), retries, random);
    }
  }

  private Transition failed(Failure failure, RetryPolicy retries, RandomGenerator random) {
    Reason reason = stopped.get();
    if (reason == null || failure.code() != ErrorCode.CANCELLED) {
      return retries.after(failure, execution, random);
    }
    return switch (reason) {
      case SHUTDOWN -> new Transition.HandBack(Duration.ZERO);
      case ASKED -> new Transition.Stop(new Failure(ErrorCode.CANCELLED, "It was cancelled."));
      case OVERDUE ->
          new Transition.Stop(
              new Failure(
                  ErrorCode.TIME_LIMIT,
                  "It took longer than its limit of %s. Give the inbox a longer one, or the machine more workers."
                      .formatted(execution.deadline())));
    };
  }

  private static final String OUT_OF_MEMORY =
      "There was not enough memory. Do fewer executions at a time, or give the server more.";

  /// Why an execution is to stop.
  enum Reason {
    SHUTDOWN,
    ASKED,
    OVERDUE
  }
}
