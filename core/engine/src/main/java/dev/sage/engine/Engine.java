package dev.sage.engine;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.time.Clock;

/// Processes one delivery: reads, checks, reports, lands.
public final class Engine {
  private final Clock clock;
  private final Destinations destinations;

  public Engine(Clock clock, Destinations destinations) {
    this.clock = clock;
    this.destinations = destinations;
  }

  /// Runs an execution from start to end.
  ///
  /// @throws dev.sage.spi.SageException for everything that is not about single values in the data
  public ExecutionOutcome execute(
      ExecutionRequest request, Progress progress, Cancellation cancellation) {
    throw new SageException(ErrorCode.INTERNAL, "Not there: " + clock + destinations);
  }
}
