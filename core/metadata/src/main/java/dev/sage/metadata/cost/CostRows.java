package dev.sage.metadata.cost;

import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Money;
import dev.sage.worker.cost.Usage;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes and reads `costos_funcion` and `costos_dia` within a transaction.
public final class CostRows {
  /// "SAGE" and a number: nobody else has it.
  private static final long LOCK = 0x5341_4745_0000_0004L;

  private static final String TODAY = "(now() AT TIME ZONE 'UTC')::date";

  private CostRows() {}

  /// What an attempt reserves.
  ///
  /// @param place its published name
  public record Reserved(UUID execution, long attempt, String place, Reservation reservation) {}

  /// Until the end of the transaction nobody else reserves within a budget.
  public static void lock(Session session) {
    session
        .sql("SELECT pg_advisory_xact_lock(:lock) IS NULL AS v")
        .with("lock", LOCK)
        .one(row -> row.isTrue("v"));
  }

  public static Spent spent(Session session) {
    return session
        .sql(
            """
            SELECT coalesce(sum(total) FILTER (WHERE dia = %1$s), 0)::bigint AS dia,
              coalesce(sum(total), 0)::bigint AS mes
            FROM costos_dia WHERE dia BETWEEN date_trunc('month', %1$s)::date AND %1$s
            """
                .formatted(TODAY))
        .one(row -> new Spent(money(row, "dia"), money(row, "mes")));
  }

  public static void reserve(Session session, List<Reserved> all) {
    if (all.isEmpty()) {
      return;
    }
    List<Map<String, Object>> rows = new ArrayList<>();
    all.forEach(one -> rows.add(row(one)));
    session
        .sql(
            """
            INSERT INTO costos_funcion (ejecucion_id, intento, dia, colocacion, estimado, reservado,
              limite_ms, invocaciones, gb_segundos, computo, peticiones, almacen, bloqueos,
              registros, transferencia)
            SELECT ejecucion_id, intento, %s, colocacion, estimado, reservado, limite_ms,
              invocaciones, gb_segundos, computo, peticiones, almacen, bloqueos, registros,
              transferencia
            FROM jsonb_to_recordset(cast(:rows AS jsonb)) AS r (ejecucion_id uuid, intento bigint,
              colocacion text, estimado bigint, reservado bigint, limite_ms bigint,
              invocaciones bigint, gb_segundos numeric, computo bigint, peticiones bigint,
              almacen bigint, bloqueos bigint, registros bigint, transferencia bigint)
            ON CONFLICT DO NOTHING
            """
                .formatted(TODAY))
        .with("rows", Json.write(rows))
        .update();
  }

  private static Map<String, Object> row(Reserved one) {
    Reservation reservation = one.reservation();
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("ejecucion_id", one.execution().toString());
    row.put("intento", one.attempt());
    row.put("colocacion", one.place());
    row.put("estimado", reservation.expected().total().nanos());
    row.put("reservado", reservation.most().total().nanos());
    reservation.limit().ifPresent(limit -> row.put("limite_ms", limit.toMillis()));
    row.putAll(values(reservation.usage(), reservation.most()));
    return row;
  }

  private static Map<String, Object> values(Usage usage, Cost cost) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("invocaciones", usage.invocations());
    values.put("gb_segundos", usage.gbSeconds());
    values.put("computo", cost.compute().nanos());
    values.put("peticiones", cost.requests().nanos());
    values.put("almacen", cost.store().nanos());
    values.put("bloqueos", cost.locks().nanos());
    values.put("registros", cost.logs().nanos());
    values.put("transferencia", cost.transfer().nanos());
    return values;
  }

  public static void settle(Session session, UUID execution, long attempt, Settled settled) {
    switch (settled) {
      case Settled.Used used -> settle(session, execution, attempt, used);
      case Settled.AsReserved share -> settle(session, execution, attempt, share);
    }
  }

  private static void settle(Session session, UUID execution, long attempt, Settled.Used used) {
    Session.Sql sql =
        session
            .sql(
                """
                UPDATE costos_funcion SET liquidado_en = now(), invocaciones = :invocaciones,
                  gb_segundos = :gb_segundos, computo = :computo, peticiones = :peticiones,
                  almacen = :almacen, bloqueos = :bloqueos, registros = :registros,
                  transferencia = :transferencia, arranque_ms = :arranque, duracion_ms = :duracion,
                  memoria = :memoria, memoria_maxima = :maxima, archivos = :archivos,
                  bytes = :bytes
                WHERE ejecucion_id = :id AND intento = :attempt
                """)
            .with("id", execution)
            .with("attempt", attempt);
    values(used.usage(), used.cost()).forEach(sql::with);
    Optional<Measured> measured = used.measured();
    sql.with("arranque", measured.map(Measured::start))
        .with("duracion", measured.map(Measured::duration))
        .with("memoria", measured.map(Measured::memory))
        .with("maxima", measured.map(Measured::peakMemory))
        .with("archivos", measured.map(Measured::files))
        .with("bytes", measured.map(Measured::bytes))
        .update();
  }

  /// Only once: a share of a share would be too little.
  private static void settle(
      Session session, UUID execution, long attempt, Settled.AsReserved share) {
    session
        .sql(
            """
            UPDATE costos_funcion SET liquidado_en = now(),
              invocaciones = (invocaciones + :parts - 1) / :parts,
              gb_segundos = gb_segundos / :parts, computo = (computo + :parts - 1) / :parts,
              peticiones = (peticiones + :parts - 1) / :parts,
              almacen = (almacen + :parts - 1) / :parts,
              bloqueos = (bloqueos + :parts - 1) / :parts,
              registros = (registros + :parts - 1) / :parts,
              transferencia = (transferencia + :parts - 1) / :parts
            WHERE ejecucion_id = :id AND intento = :attempt AND liquidado_en IS NULL
            """)
        .with("parts", (long) share.parts())
        .with("id", execution)
        .with("attempt", attempt)
        .update();
  }

  static Money money(Row row, String column) throws SQLException {
    return new Money(row.number(column));
  }
}
