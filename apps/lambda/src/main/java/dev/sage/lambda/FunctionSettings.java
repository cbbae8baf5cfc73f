package dev.sage.lambda;

import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.Footprint;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.PriceTable;
import dev.sage.worker.cost.Prices;
import java.math.BigDecimal;
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
/// @param prices of the region, for the metrics
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
    Prices prices,
    String owner) {
  private static final Duration LEAST_RESERVE = Duration.ofSeconds(10);
  private static final int RESERVED_PART = 20;
  private static final String USUAL_REGION = "us-east-1";

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

  /// What an invocation asks for. Nobody tells a function how much disk it was given.
  Footprint footprint() {
    return Footprint.of(new FunctionSize(memory, FunctionSize.LARGEST_DISK), lease);
  }

  /// Of a region that is not in the table, the figures of the usual one.
  static Prices prices(String region, Optional<BigDecimal> gbSecond) {
    PriceTable table = PriceTable.builtIn();
    Prices prices =
        table
            .find(region, Architecture.here())
            .or(() -> table.find(USUAL_REGION, Architecture.here()))
            .orElse(Prices.NONE);
    return gbSecond.map(prices::withGbSecond).orElse(prices);
  }

  @Override
  public String toString() {
    return "FunctionSettings[" + store + ", " + leases + "]";
  }
}
