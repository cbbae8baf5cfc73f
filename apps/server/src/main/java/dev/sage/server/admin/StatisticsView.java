package dev.sage.server.admin;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Figures about executions.
///
/// @param now executions by their state, all that there are
/// @param days those that were queued on each day, in UTC; what functions cost on it, of all
///   inboxes
public record StatisticsView(
    LocalDate from,
    LocalDate to,
    Map<String, Long> now,
    List<DayView> days,
    LatencyView latency,
    ThroughputView throughput) {
  public StatisticsView {
    days = List.copyOf(days);
  }

  /// @param states executions by their state now
  /// @param gbSeconds of functions on that day, whatever inbox is asked for; empty: none ran
  /// @param cost of these, in US dollars
  public record DayView(
      LocalDate date,
      Map<String, Long> states,
      long read,
      long accepted,
      long rejected,
      Optional<BigDecimal> gbSeconds,
      Optional<BigDecimal> cost) {}

  /// From the arrival of deliveries to the end of their executions.
  public record LatencyView(long executions, long p50Ms, long p95Ms, long p99Ms, long longestMs) {}

  /// @param busyMs the time that executions ran, together
  /// @param rowsPerSecond of that time
  public record ThroughputView(
      long executions, long read, long bytes, long busyMs, Optional<Double> rowsPerSecond) {}
}
