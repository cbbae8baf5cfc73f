package dev.sage.spi;

import java.time.Duration;

/// What came of one load.
///
/// @param id the materialization
/// @param status how it ended
/// @param rows rows landed by this execution, also when an earlier attempt landed them
/// @param duration time that this attempt took
public record LoadOutcome(String id, Status status, long rows, Duration duration) {
  /// How a load ended. A failure is an exception, never an outcome.
  public enum Status {
    /// The rows were landed now.
    LOADED,
    /// An earlier attempt of this execution had landed them; nothing was done.
    ALREADY_LOADED
  }
}
