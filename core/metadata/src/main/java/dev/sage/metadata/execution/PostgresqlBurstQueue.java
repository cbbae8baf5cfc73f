package dev.sage.metadata.execution;

import dev.sage.metadata.cost.CostRows;
import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.cost.Spent;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.spi.ErrorCode;
import dev.sage.worker.Results;
import dev.sage.worker.cost.Money;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// The queue in `ejecuciones_yaml`, where some executions are done by functions.
public final class PostgresqlBurstQueue implements BurstQueue {
  private static final String ELSEWHERE =
      "estado = 'procesando' AND colocacion IN ('funcion', 'funcion_en_partes')";
  private static final String DUE =
      "estado = 'pendiente' AND disponible_en <= now() AND cancelacion_pedida IS NULL";

  private final MetadataDatabase database;
  private final int countTo;

  /// Counts all that wait, which takes 2 s of ten million.
  public PostgresqlBurstQueue(MetadataDatabase database) {
    this(database, Integer.MAX_VALUE);
  }

  /// @param countTo no more than so many of those that wait are counted, but as many as are asked
  ///   for: decisions need to know no more
  public PostgresqlBurstQueue(MetadataDatabase database, int countTo) {
    this.database = database;
    this.countTo = countTo;
  }

  @Override
  public Waiting waiting(int most) {
    return database.inTransaction(session -> {
      List<Candidate> first =
          session
              .sql(
                  """
                  SELECT e.id, d.tamano, e.prioridad,
                    cast(extract(epoch FROM now() - e.disponible_en) * 1000 AS bigint) AS espera,
                    coalesce(e.error_codigo = :slow, false) AS lenta
                  FROM ejecuciones_yaml e JOIN entregas d ON d.id = e.entrega_id
                  WHERE %s
                  ORDER BY e.prioridad DESC, e.numero LIMIT :most
                  """
                      .formatted(DUE.replace("estado", "e.estado")))
              .with("slow", ErrorCode.FUNCTION_TIME.number())
              .with("most", most)
              .list(PostgresqlBurstQueue::candidate);
      boolean isKnown = first.size() < most || first.size() >= countTo;
      int total = isKnown ? first.size() : count(session, DUE, countTo);
      return first.isEmpty()
          ? new Waiting(total, 0, Spent.NOTHING, first)
          : new Waiting(
              total, count(session, ELSEWHERE, Integer.MAX_VALUE), CostRows.spent(session), first);
    });
  }

  private static int count(Session session, String condition, int most) {
    return session
        .sql(
            "SELECT count(*) AS n FROM (SELECT 1 FROM ejecuciones_yaml WHERE %s LIMIT :most) AS counted"
                .formatted(condition))
        .with("most", most)
        .one(row -> row.whole("n"));
  }

  private static Candidate candidate(Row row) throws SQLException {
    return new Candidate(
        row.id("id"),
        row.number("tamano"),
        row.whole("prioridad"),
        row.millis("espera"),
        row.isTrue("lenta"));
  }

  @Override
  public List<Execution> claim(String daemon, Map<UUID, Decision> chosen, Budget budget) {
    return database.inTransaction(session -> {
      Map<UUID, Decision> affordable = affordable(session, chosen, budget);
      List<Execution> claimed = claimed(session, daemon, affordable);
      CostRows.reserve(session, reserved(claimed, affordable));
      return claimed;
    });
  }

  /// Whoever comes second sees what the first has reserved.
  private static Map<UUID, Decision> affordable(
      Session session, Map<UUID, Decision> chosen, Budget budget) {
    boolean isFree = chosen.values().stream().allMatch(one -> one.reservation().isEmpty());
    if (isFree || !budget.isSet()) {
      return chosen;
    }
    CostRows.lock(session);
    return budget.affordable(CostRows.spent(session), chosen, PostgresqlBurstQueue::most);
  }

  private static Money most(Decision decision) {
    return decision.reservation().map(one -> one.most().total()).orElse(Money.ZERO);
  }

  private static List<CostRows.Reserved> reserved(
      List<Execution> claimed, Map<UUID, Decision> chosen) {
    List<CostRows.Reserved> reserved = new ArrayList<>();
    for (Execution execution : claimed) {
      Decision decision = Objects.requireNonNull(chosen.get(execution.id()));
      decision
          .reservation()
          .ifPresent(one ->
              reserved.add(
                  new CostRows.Reserved(
                      execution.id(), execution.attempt(), decision.place().published(), one)));
    }
    return reserved;
  }

  private static List<Execution> claimed(
      Session session, String daemon, Map<UUID, Decision> chosen) {
    Map<String, Object> json = new LinkedHashMap<>();
    chosen.forEach((id, decision) -> json.put(id.toString(), decided(decision)));
    return session
        .sql(
            """
            WITH chosen AS MATERIALIZED (
              SELECT key::uuid AS id, value->>'place' AS place,
                ARRAY(SELECT jsonb_array_elements_text(value->'reasons')) AS reasons
              FROM jsonb_each(cast(:chosen AS jsonb))),
            next AS MATERIALIZED (
              SELECT id FROM ejecuciones_yaml
              WHERE id IN (SELECT id FROM chosen) AND %s
              ORDER BY prioridad DESC, numero FOR UPDATE SKIP LOCKED),
            claimed AS (
              UPDATE ejecuciones_yaml e
              SET estado = 'procesando', intento = intento + 1, daemon = :daemon,
                iniciada_en = now(), colocacion = c.place, motivos = c.reasons
              FROM next n JOIN chosen c ON c.id = n.id WHERE e.id = n.id
              RETURNING e.*)
            SELECT * FROM claimed ORDER BY prioridad DESC, numero
            """
                .formatted(DUE))
        .with("chosen", Json.write(json))
        .with("daemon", daemon)
        .list(PostgresqlExecutionQueue::execution);
  }

  @Override
  public void settle(UUID execution, long attempt, Settled settled) {
    database.transact(session -> CostRows.settle(session, execution, attempt, settled));
  }

  private static Map<String, Object> decided(Decision decision) {
    return Map.of(
        "place", decision.place().published(),
        "reasons", decision.reasons().stream().map(Reason::name).toList());
  }

  @Override
  public List<Delegated> delegated() {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT e.*, i.resultado, c.limite_ms AS limite_funcion,
                  cast(extract(epoch FROM now() - e.iniciada_en) * 1000 AS bigint) AS edad
                FROM ejecuciones_yaml e LEFT JOIN informes_funcion i ON i.ejecucion_id = e.id
                LEFT JOIN costos_funcion c ON c.ejecucion_id = e.id AND c.intento = e.intento
                WHERE %s
                ORDER BY e.numero
                """
                    .formatted(
                        ELSEWHERE
                            .replace("estado", "e.estado")
                            .replace("colocacion", "e.colocacion")))
            .list(PostgresqlBurstQueue::delegated));
  }

  private static Optional<Duration> limit(Row row) throws SQLException {
    OptionalLong millis = row.maybeNumber("limite_funcion");
    return millis.isPresent()
        ? Optional.of(Duration.ofMillis(millis.getAsLong()))
        : Optional.empty();
  }

  private static Delegated delegated(Row row) throws SQLException {
    return new Delegated(
        PostgresqlExecutionQueue.execution(row),
        Place.of(row.text("colocacion")).orElseThrow(),
        row.millis("edad"),
        row.maybeTime("cancelacion_pedida").isPresent(),
        limit(row),
        row.maybeText("resultado")
            .map(json -> Results.parse(json.getBytes(StandardCharsets.UTF_8))));
  }
}
