package dev.sage.metadata.execution;

import dev.sage.metadata.database.Conditions;
import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.worker.WorkOutcome.Landed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/// Reads executions as people see them.
final class ExecutionRows {
  private static final String FROM =
      """
      SELECT e.*, c.nombre AS casilla, s.id AS emisor, s.nombre AS emisor_nombre, d.archivo,
        d.version AS entrega_version, d.sha256 AS entrega_sha256, d.tamano, d.sustituye_a,
        k.nombre AS contrato, v.version AS contrato_version, v.sha256 AS contrato_sha256
      FROM ejecuciones_yaml e
      JOIN casillas_datos c ON c.id = e.casilla_id
      JOIN entregas d ON d.id = e.entrega_id
      JOIN versiones_contrato v ON v.id = e.version_contrato_id
      JOIN contratos k ON k.id = v.contrato_id
      LEFT JOIN emisores s ON s.id = d.emisor_id
      WHERE %s
      ORDER BY e.numero DESC LIMIT :most
      """;

  private ExecutionRows() {}

  static Page<ExecutionView> list(
      Session session, ExecutionFilter filter, OptionalLong before, int most) {
    Conditions conditions = conditions(filter, before);
    return Page.of(
        conditions
            .bind(session.sql(FROM.formatted(conditions.sql())))
            .with("most", most + 1)
            .list(ExecutionRows::view),
        most,
        ExecutionView::number);
  }

  private static Conditions conditions(ExecutionFilter filter, OptionalLong before) {
    return new Conditions()
        .and(
            "e.numero < :before",
            "before",
            before.isPresent() ? Optional.of(before.getAsLong()) : Optional.empty())
        .and(
            "e.estado = ANY (:states)",
            "states",
            Optional.of(filter.states().stream().map(ExecutionState::published).toList())
                .filter(states -> !states.isEmpty()))
        .and("e.casilla_id = :inbox", "inbox", filter.inbox())
        .and("d.emisor_id = :sender", "sender", filter.sender())
        .and("e.entrega_id = :delivery", "delivery", filter.delivery())
        .and("e.creada_en >= :from", "from", filter.from())
        .and("e.creada_en < :until", "until", filter.until())
        .and(
            "(d.archivo ILIKE :text OR s.nombre ILIKE :text OR e.error_mensaje ILIKE :text)",
            "text",
            filter.text().map(Conditions::containing));
  }

  static Optional<ExecutionView.Detail> find(Session session, UUID execution) {
    List<UUID> replays =
        session
            .sql("SELECT id FROM ejecuciones_yaml WHERE repite_a = :id ORDER BY numero")
            .with("id", execution)
            .list(row -> row.id("id"));
    return session
        .sql(FROM.formatted("e.id = :id"))
        .with("id", execution)
        .with("most", 1)
        .first(row -> detail(row, replays));
  }

  private static ExecutionView view(Row row) throws SQLException {
    return new ExecutionView(
        row.id("id"),
        row.number("numero"),
        row.id("casilla_id"),
        row.text("casilla"),
        row.id("entrega_id"),
        row.maybeId("emisor"),
        row.maybeText("emisor_nombre"),
        row.text("archivo"),
        row.whole("entrega_version"),
        row.text("contrato"),
        row.whole("contrato_version"),
        ExecutionState.of(row.text("estado")).orElseThrow(),
        row.whole("prioridad"),
        row.number("intento"),
        row.maybeText("daemon"),
        row.maybeTime("cancelacion_pedida").isPresent(),
        row.time("recibida_en"),
        row.time("creada_en"),
        row.maybeTime("iniciada_en"),
        row.maybeTime("terminada_en"),
        counts(row),
        error(row),
        row.maybeId("repite_a"),
        decision(row),
        landed(row.text("cargas")),
        row.maybeTime("archivos_borrados_en"));
  }

  private static Optional<Decision> decision(Row row) throws SQLException {
    Optional<Place> place = row.maybeText("colocacion").flatMap(Place::of);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    List<Reason> reasons = row.texts("motivos").stream().map(Reason::valueOf).toList();
    return Optional.of(new Decision(place.get(), reasons));
  }

  private static Optional<ExecutionView.Counts> counts(Row row) throws SQLException {
    Optional<String> status = row.maybeText("estado_informe");
    if (status.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExecutionView.Counts(
            row.number("leidas"),
            row.number("aceptadas"),
            row.number("rechazadas"),
            row.number("filtradas"),
            row.number("errores"),
            row.number("avisos"),
            row.number("mensajes"),
            status.get()));
  }

  private static Optional<ExecutionView.LastError> error(Row row) throws SQLException {
    Optional<String> message = row.maybeText("error_mensaje");
    int code = row.whole("error_codigo");
    return message.map(text -> new ExecutionView.LastError(code, text));
  }

  private static ExecutionView.Detail detail(Row row, List<UUID> replays) throws SQLException {
    UUID id = row.id("id");
    OptionalLong exit = row.maybeNumber("salida");
    return new ExecutionView.Detail(
        view(row),
        row.id("version_contrato_id"),
        row.text("contrato_sha256"),
        OrderJson.read(row.text("orden"), id, Math.max(1, row.number("intento"))),
        row.millis("limite_ms"),
        row.whole("fallos"),
        row.whole("perdidas"),
        row.time("disponible_en"),
        exit.isPresent() ? OptionalInt.of((int) exit.getAsLong()) : OptionalInt.empty(),
        row.text("entrega_sha256"),
        row.number("tamano"),
        row.maybeId("sustituye_a"),
        replays);
  }

  private static List<Landed> landed(String json) {
    List<Landed> landed = new ArrayList<>();
    for (JsonNode load : Json.read(json)) {
      landed.add(
          new Landed(
              load.get("materializacion").asString(),
              load.get("filas").asLong(),
              load.get("resultado").asString()));
    }
    return landed;
  }
}
