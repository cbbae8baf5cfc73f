package dev.sage.orchestrator.cost;

import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Footprint;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.Prices;
import dev.sage.worker.cost.Usage;
import java.time.Duration;

/// What functions are, what they cost, and how much of that is wanted.
///
/// @param lease of an execution in a function
/// @param sendsOut whether what is landed leaves the region
public record Tariff(
    Prices prices, FunctionSize size, Duration lease, boolean sendsOut, Budget budget) {
  /// Of a process, until its first message.
  private static final Duration START = Duration.ofSeconds(10);

  /// After its limit a function says so and stops, or is stopped.
  private static final Duration GRACE = Duration.ofSeconds(20);

  /// What is billed of one try at most.
  public static Duration billed(Duration limit) {
    return limit.plus(START).plus(GRACE);
  }

  public Footprint footprint() {
    return Footprint.of(size, lease);
  }

  public Cost cost(Usage used) {
    return Cost.of(used, prices);
  }
}
