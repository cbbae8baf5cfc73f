package dev.sage.server.desk;

import dev.sage.metadata.cost.Costs;
import dev.sage.metadata.execution.ExecutionStatistics;
import dev.sage.metadata.execution.ExecutionStatistics.Latency;
import dev.sage.metadata.execution.ExecutionStatistics.Throughput;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.StatisticsView;
import dev.sage.server.admin.StatisticsView.DayView;
import dev.sage.server.admin.StatisticsView.LatencyView;
import dev.sage.server.admin.StatisticsView.ThroughputView;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/// Figures.
record StatisticsDesk(ExecutionStatistics statistics, Costs costs) implements Desks.Statistics {

  @Override
  public StatisticsView of(LocalDate from, LocalDate to, Optional<UUID> inbox) {
    LocalDate end = to.plusDays(1);
    Instant first = from.atStartOfDay(ZoneOffset.UTC).toInstant();
    Instant last = end.atStartOfDay(ZoneOffset.UTC).toInstant();
    Map<LocalDate, Costs.Day> costly =
        costs.perDay(from, end).stream().collect(Collectors.toMap(Costs.Day::date, day -> day));
    return new StatisticsView(
        from,
        to,
        published(statistics.states()),
        statistics.perDay(from, end, ZoneOffset.UTC, inbox).stream()
            .map(day -> view(day, Optional.ofNullable(costly.get(day.date()))))
            .toList(),
        view(statistics.latency(first, last, inbox)),
        view(statistics.throughput(first, last, inbox)));
  }

  private static DayView view(ExecutionStatistics.Day day, Optional<Costs.Day> cost) {
    Optional<Costs.Day> some = cost.filter(one -> one.functions() > 0);
    return new DayView(
        day.date(),
        published(day.states()),
        day.read(),
        day.accepted(),
        day.rejected(),
        some.map(Costs.Day::gbSeconds),
        some.map(one -> one.cost().total().dollars()));
  }

  @Override
  public long waiting() {
    return statistics.states().getOrDefault(ExecutionState.PENDING, 0L);
  }

  private static Map<String, Long> published(Map<ExecutionState, Long> states) {
    Map<String, Long> published = new TreeMap<>();
    states.forEach((state, count) -> published.put(state.published(), count));
    return published;
  }

  private static LatencyView view(Latency latency) {
    return new LatencyView(
        latency.count(),
        latency.p50().toMillis(),
        latency.p95().toMillis(),
        latency.p99().toMillis(),
        latency.longest().toMillis());
  }

  private static ThroughputView view(Throughput throughput) {
    double seconds = throughput.busy().toMillis() / 1000.0;
    return new ThroughputView(
        throughput.executions(),
        throughput.read(),
        throughput.bytes(),
        throughput.busy().toMillis(),
        seconds > 0 ? Optional.of(throughput.read() / seconds) : Optional.empty());
  }
}
