package dev.sage.metadata.execution;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Signals;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.Transition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The queue in `ejecuciones_yaml`. Everything goes by the server's clock.
public final class PostgresqlExecutionQueue implements ExecutionQueue, AutoCloseable {
  private static final Duration NONE = Duration.ofDays(365);

  private final MetadataDatabase database;
  private final Signals signals;

  public PostgresqlExecutionQueue(MetadataDatabase database) {
    this.database = database;
    this.signals = new Signals(database, "sage_ejecuciones");
  }

  @Override
  public List<Execution> claim(String daemon, int most) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                WITH next AS MATERIALIZED (
                  SELECT id FROM ejecuciones_yaml
                  WHERE estado = 'pendiente' AND disponible_en <= now()
                    AND cancelacion_pedida IS NULL
                  ORDER BY prioridad DESC, numero
                  LIMIT :most FOR UPDATE SKIP LOCKED),
                claimed AS (
                  UPDATE ejecuciones_yaml e
                  SET estado = 'procesando', intento = intento + 1, daemon = :daemon,
                    iniciada_en = now()
                  FROM next n WHERE e.id = n.id
                  RETURNING e.*)
                SELECT * FROM claimed ORDER BY prioridad DESC, numero
                """)
            .with("daemon", daemon)
            .with("most", most)
            .list(PostgresqlExecutionQueue::execution));
  }

  @Override
  public boolean apply(UUID execution, long attempt, Transition transition) {
    return database.inTransaction(
        session -> Changes.apply(session, execution, attempt, transition));
  }

  @Override
  public List<Execution> orphans(Duration grace) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT * FROM ejecuciones_yaml e
                WHERE estado = 'procesando'
                  AND coalesce(colocacion, 'local') = 'local'
                  AND iniciada_en < now() - :grace * interval '1 millisecond'
                  AND NOT EXISTS (
                    SELECT FROM bloqueos b WHERE b.recurso = e.id AND b.vence_en > now())
                ORDER BY numero
                """)
            .with("grace", grace)
            .list(PostgresqlExecutionQueue::execution));
  }

  @Override
  public Set<UUID> toStop(String daemon) {
    return new HashSet<>(
        database.inTransaction(session ->
            session
                .sql(
                    """
                    SELECT id FROM ejecuciones_yaml
                    WHERE estado = 'procesando' AND daemon = :daemon
                      AND cancelacion_pedida IS NOT NULL
                    """)
                .with("daemon", daemon)
                .list(row -> row.id("id"))));
  }

  @Override
  public boolean isOpen(UUID execution) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT id FROM ejecuciones_yaml
                WHERE id = :id AND estado IN ('pendiente', 'procesando')
                """)
            .with("id", execution)
            .first(row -> row.id("id"))
            .isPresent());
  }

  @Override
  public Duration untilDue() {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT ceil(extract(epoch FROM min(disponible_en) - clock_timestamp()) * 1000)
                  AS millis
                FROM ejecuciones_yaml WHERE estado = 'pendiente' AND cancelacion_pedida IS NULL
                """)
            .one(row -> row.maybeDecimal("millis"))
            .map(millis -> Duration.ofMillis(Math.max(0, millis.longValue())))
            .orElse(NONE));
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    long heard = signals.heard();
    Duration due = untilDue();
    signals.await(heard, due.compareTo(atMost) < 0 ? due : atMost);
  }

  /// Ends all waits.
  @Override
  public void close() {
    signals.close();
  }

  static Execution execution(Row row) throws SQLException {
    UUID id = row.id("id");
    long attempt = row.number("intento");
    return new Execution(
        id,
        row.id("casilla_id"),
        row.id("entrega_id"),
        OrderJson.read(row.text("orden"), id, attempt),
        row.whole("prioridad"),
        attempt,
        row.whole("fallos"),
        row.whole("perdidas"),
        row.millis("limite_ms"),
        row.time("recibida_en"));
  }
}
