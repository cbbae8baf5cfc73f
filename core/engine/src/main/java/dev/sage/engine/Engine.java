package dev.sage.engine;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.ErrorType;
import dev.sage.spi.SageException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/// Processes one delivery: reads, checks, reports, lands.
public final class Engine {
  private final Clock clock;
  private final Destinations destinations;

  public Engine(Clock clock, Destinations destinations) {
    this.clock = clock;
    this.destinations = destinations;
  }

  /// Runs an execution from start to end; goes on with one that its directory holds unfinished,
  /// under the same id; answers a finished one with its own outcome.
  ///
  /// @throws SageException for everything that is not about single values in the data; `error.log`
  ///   in the directory has the details
  public ExecutionOutcome execute(
      ExecutionRequest request, Progress progress, Cancellation cancellation) {
    ExecutionState fresh = ExecutionState.of(request, clock.instant());
    try (ExecutionDirectory directory =
        ExecutionDirectory.open(
            request.directory(), cancellation, () -> progress.phase(Progress.Phase.WAIT, 0))) {
      ExecutionState state = fresh.resumedIn(directory);
      if (directory.has(ExecutionDirectory.RESULT)) {
        return FinishedExecution.outcome(directory);
      }
      directory.write(ExecutionDirectory.STATE, state.bytes());
      directory.write(ExecutionDirectory.CONTRACT, request.contractYaml());
      directory.delete("error.log");
      ExecutionLog log = new ExecutionLog(clock);
      ExecutionContext context =
          new ExecutionContext(request, state, directory, clock, progress, cancellation, log);
      log.info("begun execution=%s attempt=%d".formatted(state.id(), context.attempt()));
      return logged(new Execution(context), directory, log);
    }
  }

  private ExecutionOutcome logged(
      Execution execution, ExecutionDirectory directory, ExecutionLog log) {
    try {
      return execution.run(destinations);
    } catch (SageException e) {
      recordFailure(directory, log, e);
      throw e;
    } catch (RuntimeException e) {
      SageException bug =
          new SageException(
              ErrorCode.INTERNAL,
              "SAGE failed by a fault of its own (%s); error.log in %s has the details."
                  .formatted(e.getClass().getSimpleName(), directory.root()),
              e);
      recordFailure(directory, log, bug);
      throw bug;
    }
  }

  /// On a full disk the log cannot be written either; the failure itself is what counts then.
  private static void recordFailure(
      ExecutionDirectory directory, ExecutionLog log, SageException failure) {
    log.error("failed code=%s number=%d".formatted(failure.code(), failure.code().number()));
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    try {
      if (failure.code().type() != ErrorType.EXTERNAL) {
        directory.deleteWork(); // else the next attempt goes on with it
      }
      directory.write("error.log", trace.toString().getBytes(StandardCharsets.UTF_8));
      directory.write("log.txt", log.text().getBytes(StandardCharsets.UTF_8));
    } catch (SageException second) {
      failure.addSuppressed(second);
    }
  }
}
