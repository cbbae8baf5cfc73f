package dev.sage.metadata.execution;

import dev.sage.metadata.database.Conditions;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.orchestrator.execution.ExecutionState;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// How many, how fast.
public final class ExecutionStatistics {
  private final MetadataDatabase database;

  public ExecutionStatistics(MetadataDatabase database) {
    this.database = database;
  }

  /// Executions that were queued on one day.
  ///
  /// @param read records of those that ended
  public record Day(
      LocalDate date, Map<ExecutionState, Long> states, long read, long accepted, long rejected) {
    public Day {
      states = Map.copyOf(states);
    }
  }

  /// From the arrival of a delivery to the end of its execution; those of people who ask again
  /// later are not among them.
  ///
  /// @param p50 half of them took at most so long
  public record Latency(long count, Duration p50, Duration p95, Duration p99, Duration longest) {}

  /// What was done in a time.
  ///
  /// @param read records
  /// @param busy the time that executions ran, together
  public record Throughput(long executions, long read, long bytes, Duration busy) {}

  /// How many there are now in each state; a state that none is in is 0.
  public Map<ExecutionState, Long> states() {
    Map<ExecutionState, Long> counts = new EnumMap<>(ExecutionState.class);
    for (ExecutionState state : ExecutionState.values()) {
      counts.put(state, 0L);
    }
    database
        .inTransaction(session ->
            session
                .sql("SELECT estado, count(*) AS n FROM ejecuciones_yaml GROUP BY estado")
                .list(row -> Map.entry(state(row), row.number("n"))))
        .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
    return counts;
  }

  /// Days on which something was queued, the first first.
  ///
  /// @param from the first day, in that zone
  /// @param until the day after the last
  public List<Day> perDay(LocalDate from, LocalDate until, ZoneId zone, Optional<UUID> inbox) {
    Conditions conditions =
        between(from.atStartOfDay(zone).toInstant(), until.atStartOfDay(zone).toInstant(), inbox);
    List<DayState> rows =
        database.inTransaction(session ->
            conditions
                .bind(
                    session.sql(
                        """
                        SELECT (e.creada_en AT TIME ZONE :zone)::date AS dia, e.estado,
                          count(*) AS n, sum(leidas) AS leidas, sum(aceptadas) AS aceptadas,
                          sum(rechazadas) AS rechazadas
                        FROM ejecuciones_yaml e WHERE %s GROUP BY 1, 2
                        """
                            .formatted(conditions.sql())))
                .with("zone", zone.getId())
                .list(ExecutionStatistics::dayState));
    Map<LocalDate, List<DayState>> days = new TreeMap<>();
    rows.forEach(row -> days.computeIfAbsent(row.date(), _ -> new ArrayList<>()).add(row));
    return days.entrySet().stream().map(day -> day(day.getKey(), day.getValue())).toList();
  }

  /// Of executions that were queued in that time and have ended.
  public Latency latency(Instant from, Instant until, Optional<UUID> inbox) {
    Conditions conditions = between(from, until, inbox);
    return database.inTransaction(session ->
        conditions
            .bind(
                session.sql(
                    """
                    SELECT count(*) AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY s) AS p50,
                      percentile_cont(0.95) WITHIN GROUP (ORDER BY s) AS p95,
                      percentile_cont(0.99) WITHIN GROUP (ORDER BY s) AS p99, max(s) AS peor
                    FROM (SELECT extract(epoch FROM terminada_en - recibida_en) AS s
                      FROM ejecuciones_yaml e
                      WHERE %s AND terminada_en IS NOT NULL AND repite_a IS NULL) t
                    """
                        .formatted(conditions.sql())))
            .one(row ->
                new Latency(
                    row.number("n"),
                    seconds(row, "p50"),
                    seconds(row, "p95"),
                    seconds(row, "p99"),
                    seconds(row, "peor"))));
  }

  /// Of executions that were queued in that time and have ended with an outcome.
  public Throughput throughput(Instant from, Instant until, Optional<UUID> inbox) {
    Conditions conditions = between(from, until, inbox);
    return database.inTransaction(session ->
        conditions
            .bind(
                session.sql(
                    """
                    SELECT count(*) AS n, coalesce(sum(leidas), 0) AS leidas,
                      coalesce(sum(d.tamano), 0) AS bytes,
                      sum(extract(epoch FROM terminada_en - iniciada_en)) AS ocupado
                    FROM ejecuciones_yaml e JOIN entregas d ON d.id = e.entrega_id
                    WHERE %s AND e.estado IN ('completada', 'parcial', 'rechazada')
                    """
                        .formatted(conditions.sql())))
            .one(row ->
                new Throughput(
                    row.number("n"),
                    row.number("leidas"),
                    row.number("bytes"),
                    seconds(row, "ocupado"))));
  }

  private static Conditions between(Instant from, Instant until, Optional<UUID> inbox) {
    return new Conditions()
        .and("e.creada_en >= :from", "from", Optional.of(from))
        .and("e.creada_en < :until", "until", Optional.of(until))
        .and("e.casilla_id = :inbox", "inbox", inbox);
  }

  private record DayState(
      LocalDate date, ExecutionState state, long count, long read, long accepted, long rejected) {}

  private static DayState dayState(Row row) throws SQLException {
    return new DayState(
        row.date("dia"),
        state(row),
        row.number("n"),
        row.number("leidas"),
        row.number("aceptadas"),
        row.number("rechazadas"));
  }

  private static Day day(LocalDate date, List<DayState> states) {
    Map<ExecutionState, Long> counts = new EnumMap<>(ExecutionState.class);
    states.forEach(state -> counts.put(state.state(), state.count()));
    return new Day(
        date,
        counts,
        states.stream().mapToLong(DayState::read).sum(),
        states.stream().mapToLong(DayState::accepted).sum(),
        states.stream().mapToLong(DayState::rejected).sum());
  }

  private static ExecutionState state(Row row) throws SQLException {
    return ExecutionState.of(row.text("estado")).orElseThrow();
  }

  private static Duration seconds(Row row, String column) throws SQLException {
    return row.maybeDecimal(column)
        .map(s -> s.multiply(BigDecimal.valueOf(1_000)).longValue())
        .map(Duration::ofMillis)
        .orElse(Duration.ZERO);
  }
}
