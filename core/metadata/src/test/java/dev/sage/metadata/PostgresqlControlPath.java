package dev.sage.metadata;

import dev.sage.metadata.calendar.PostgresqlDeliveryCalendar;
import dev.sage.metadata.execution.PostgresqlBurstQueue;
import dev.sage.metadata.execution.PostgresqlExecutionQueue;
import dev.sage.metadata.inbox.PostgresqlLedger;
import dev.sage.metadata.notify.PostgresqlOutbox;
import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.calendar.Expectation;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.testing.orchestrator.ControlPath;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.stream.Collectors;

/// The control path over a real PostgreSQL; time passes by moving what is there into the past.
public final class PostgresqlControlPath implements ControlPath {
  private final TestDatabase database;
  private final PostgresqlExecutionQueue queue;

  public PostgresqlControlPath(TestDatabase database) {
    this.database = database;
    this.queue = new PostgresqlExecutionQueue(database.get());
  }

  @Override
  public ExecutionQueue queue() {
    return queue;
  }

  @Override
  public BurstQueue burst() {
    return new PostgresqlBurstQueue(database.get());
  }

  @Override
  public Ledger ledger() {
    return new PostgresqlLedger(database.get());
  }

  @Override
  public Outbox outbox() {
    return new PostgresqlOutbox(database.get());
  }

  @Override
  public DeliveryCalendar calendar() {
    return new PostgresqlDeliveryCalendar(database.get());
  }

  /// Ends what listens.
  public void close() {
    queue.close();
  }

  @Override
  public UUID inbox() {
    UUID inbox = UUID.randomUUID();
    UUID contract = UUID.randomUUID();
    UUID version = UUID.randomUUID();
    run("INSERT INTO contratos (id, nombre) VALUES ('?', '?')", contract, contract);
    run(
        "INSERT INTO versiones_contrato (id, contrato_id, version, sha256, yaml, publicada_por)"
            + " VALUES ('?', '?', 1, '?', 'x', 'ana')",
        version,
        contract,
        "0".repeat(64));
    run("UPDATE contratos SET version_actual_id = '?' WHERE id = '?'", version, contract);
    run(
        "INSERT INTO casillas_datos (id, nombre, contrato_id, limite_ms, reposo_ms)"
            + " VALUES ('?', '?', '?', 60000, 1000)",
        inbox,
        inbox,
        contract);
    return inbox;
  }

  @Override
  public UUID contractVersion(UUID inbox) {
    return UUID.fromString(
        one(
            "SELECT k.version_actual_id AS v FROM casillas_datos c"
                + " JOIN contratos k ON k.id = c.contrato_id WHERE c.id = '?'",
            inbox));
  }

  @Override
  public UUID sender(UUID inbox, String name) {
    UUID sender = UUID.randomUUID();
    run(
        "INSERT INTO emisores (id, casilla_id, nombre) VALUES ('?', '?', '?')",
        sender,
        inbox,
        name);
    return sender;
  }

  @Override
  public void expect(Expectation expectation) {
    run(
        "INSERT INTO expectativas (emisor_id, dias, hora, zona) VALUES ('?', '{?}', '?', '?')",
        expectation.sender(),
        expectation.days().stream()
            .map(day -> String.valueOf(day.getValue()))
            .collect(Collectors.joining(",")),
        expectation.until(),
        expectation.zone());
  }

  @Override
  public Instant now() {
    return database
        .get()
        .inTransaction(session -> session.sql("SELECT now() AS v").one(row -> row.time("v")));
  }

  @Override
  public void pass(Duration time) {
    shift("ejecuciones_yaml", "disponible_en", time);
    shift("ejecuciones_yaml", "iniciada_en", time);
    shift("bloqueos", "vence_en", time);
    shift("notificaciones_envios", "disponible_en", time);
  }

  private void shift(String table, String column, Duration time) {
    run("UPDATE ? SET ? = ? - interval '? milliseconds'", table, column, column, time.toMillis());
  }

  @Override
  public void hold(UUID resource) {
    run(
        "INSERT INTO bloqueos AS b VALUES ('?', 'otro', 1, now() + interval '1 hour')"
            + " ON CONFLICT (recurso) DO UPDATE SET token = b.token + 1, vence_en = excluded.vence_en",
        resource);
  }

  @Override
  public void release(UUID resource) {
    run("UPDATE bloqueos SET vence_en = NULL WHERE recurso = '?'", resource);
  }

  @Override
  public void askToStop(UUID execution) {
    run("UPDATE ejecuciones_yaml SET cancelacion_pedida = now() WHERE id = '?'", execution);
  }

  @Override
  public ExecutionState state(UUID execution) {
    String state = one("SELECT estado AS v FROM ejecuciones_yaml WHERE id = '?'", execution);
    return Optional.of(state).flatMap(ExecutionState::of).orElseThrow();
  }

  private void run(String sql, Object... values) {
    database.run(filled(sql, values));
  }

  private String one(String sql, Object... values) {
    return database.query(filled(sql, values)).getFirst();
  }

  private static String filled(String sql, Object... values) {
    String filled = sql;
    for (Object value : values) {
      filled = filled.replaceFirst("\\?", Matcher.quoteReplacement(value.toString()));
    }
    return filled;
  }
}
