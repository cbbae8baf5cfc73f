package dev.sage.testing.lambda;

import java.time.Duration;
import java.time.Instant;

/// One delivery of an event to an environment, when it is over.
///
/// @param request the same for retries and duplicates of an event
/// @param delivery counts the deliveries of that event, from 1
/// @param environment a number
/// @param cold the environment was started for it
/// @param init from the start of the process until it asked for its first event; zero when warm
/// @param peakMemory the largest resident set of the process so far, in bytes; 0: not known
/// @param response what the function answered, or its error, as JSON; empty where it said nothing
public record Invocation(
    String request,
    int delivery,
    int environment,
    boolean cold,
    Duration init,
    Instant start,
    Instant end,
    Outcome outcome,
    long peakMemory,
    String response) {

  /// How an invocation ends.
  public enum Outcome {
    /// The function answered.
    SUCCESS,
    /// It said that it failed.
    ERROR,
    /// Its process ended, or was killed.
    CRASH,
    /// Its time was over.
    TIMEOUT
  }

  public Duration duration() {
    return Duration.between(start, end);
  }
}
