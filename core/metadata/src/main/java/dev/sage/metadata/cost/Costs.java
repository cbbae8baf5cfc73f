package dev.sage.metadata.cost;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Money;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What functions cost, as people see it.
public final class Costs {
  private final MetadataDatabase database;

  public Costs(MetadataDatabase database) {
    this.database = database;
  }

  /// A day of UTC.
  ///
  /// @param here executions that ended on it and were done by daemons
  /// @param functions attempts that went to functions on it
  /// @param open of these, whose cost is not known yet
  /// @param reserved of the total, for those
  public record Day(
      LocalDate date,
      long here,
      long functions,
      long open,
      long invocations,
      BigDecimal gbSeconds,
      Cost cost,
      Money reserved) {}

  /// Of one execution, over all its attempts in functions.
  ///
  /// @param isSettled whether all of it is known
  public record OfExecution(
      Money estimated,
      Money reserved,
      Money total,
      boolean isSettled,
      long invocations,
      BigDecimal gbSeconds) {}

  public Spent spent() {
    return database.inTransaction((Session session) -> CostRows.spent(session));
  }

  /// Days on which anything was done, the first first.
  ///
  /// @param until the day after the last
  public List<Day> perDay(LocalDate from, LocalDate until) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                WITH aqui AS (
                  SELECT (terminada_en AT TIME ZONE 'UTC')::date AS dia, count(*) AS n
                  FROM ejecuciones_yaml
                  WHERE coalesce(colocacion, 'local') = 'local'
                    AND terminada_en >= cast(:from AS timestamp) AT TIME ZONE 'UTC'
                    AND terminada_en < cast(:until AS timestamp) AT TIME ZONE 'UTC'
                  GROUP BY 1)
                SELECT coalesce(d.dia, a.dia) AS fecha, coalesce(a.n, 0) AS aqui, d.*
                FROM (SELECT * FROM costos_dia
                  WHERE dia >= cast(:from AS date) AND dia < cast(:until AS date)) d
                FULL JOIN aqui a ON a.dia = d.dia
                ORDER BY 1
                """)
            .with("from", from.toString())
            .with("until", until.toString())
            .list(Costs::day));
  }

  private static Day day(Row row) throws SQLException {
    return new Day(
        row.date("fecha"),
        row.number("aqui"),
        row.number("ejecuciones"),
        row.number("pendientes"),
        row.number("invocaciones"),
        row.maybeDecimal("gb_segundos").orElse(BigDecimal.ZERO),
        new Cost(
            CostRows.money(row, "computo"),
            CostRows.money(row, "peticiones"),
            CostRows.money(row, "almacen"),
            CostRows.money(row, "bloqueos"),
            CostRows.money(row, "registros"),
            CostRows.money(row, "transferencia")),
        CostRows.money(row, "reservado"));
  }

  /// Empty: it never went to functions.
  public Optional<OfExecution> of(UUID execution) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT sum(estimado)::bigint AS estimado, sum(reservado)::bigint AS reservado,
                  sum(total)::bigint AS total, bool_and(liquidado_en IS NOT NULL) AS liquidado,
                  sum(invocaciones)::bigint AS invocaciones, sum(gb_segundos) AS gb_segundos
                FROM costos_funcion WHERE ejecucion_id = :id HAVING count(*) > 0
                """)
            .with("id", execution)
            .first(row ->
                new OfExecution(
                    CostRows.money(row, "estimado"),
                    CostRows.money(row, "reservado"),
                    CostRows.money(row, "total"),
                    row.isTrue("liquidado"),
                    row.number("invocaciones"),
                    row.maybeDecimal("gb_segundos").orElse(BigDecimal.ZERO))));
  }

  /// What functions measured of themselves, the latest ones, the oldest of them first.
  public List<Measured> measured(int most) {
    return database
        .inTransaction((Session session) ->
            session
                .sql(
                    """
                    SELECT * FROM costos_funcion WHERE duracion_ms IS NOT NULL
                    ORDER BY liquidado_en DESC LIMIT :most
                    """)
                .with("most", most)
                .list(row ->
                    new Measured(
                        row.millis("arranque_ms"),
                        row.millis("duracion_ms"),
                        row.number("memoria"),
                        row.number("memoria_maxima"),
                        row.number("archivos"),
                        row.number("bytes"))))
        .reversed();
  }
}
