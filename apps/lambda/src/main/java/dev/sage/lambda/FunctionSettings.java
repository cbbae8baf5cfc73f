package dev.sage.lambda;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// What the function was told. `docs/reference/function.md` explains each.
///
/// @param store the URL of the executions
/// @param leases the URL of the locks
/// @param reserve the time that is kept for the end of an invocation; empty: as much as it takes
/// @param destinations URLs by the names that contracts use
/// @param metadata the URL of the database that is told of results; empty: the server finds them
/// @param memory of the function, in bytes
/// @param price of a GB-second, for the metrics
/// @param owner names this environment for people who look at locks
record FunctionSettings(
    String store,
    String leases,
    Duration lease,
    Optional<Duration> reserve,
    Map<String, String> destinations,
    Optional<String> metadata,
    long memory,
    Path scratch,
    double price,
    String owner) {
  private static final Duration LEAST_RESERVE = Duration.ofSeconds(10);
  private static final int RESERVED_PART = 20;

  FunctionSettings {
    destinations = Map.copyOf(destinations);
  }

  /// When to stop, so that enough time is left to say so.
  ///
  /// @param left of the invocation
  Duration worksFor(Duration left) {
    Duration part = left.dividedBy(RESERVED_PART);
    Duration kept = reserve.orElse(part.compareTo(LEAST_RESERVE) > 0 ? part : LEAST_RESERVE);
    Duration most = left.dividedBy(2);
    return left.minus(kept.compareTo(most) > 0 ? most : kept);
  }

  /// For the engine's data: the JVM and the engine's own needs have the rest.
  long engineMemory() {
    return Math.max(64L << 20, memory / 5 * 2);
  }

  @Override
  public String toString() {
    return "FunctionSettings[" + store + ", " + leases + "]";
  }
}
