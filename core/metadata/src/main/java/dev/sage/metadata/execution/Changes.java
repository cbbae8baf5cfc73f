package dev.sage.metadata.execution;

import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.Session;
import dev.sage.metadata.notify.Announcements;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.Failure;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.notify.Notification;
import dev.sage.worker.WorkOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Writes transitions: the row, what is announced about it, and what somebody asked for meanwhile.
final class Changes {
  private static final String AGAIN =
      "daemon = NULL, disponible_en = now() + :delay * interval '1 millisecond'";
  private static final String ERROR = "error_codigo = :code, error_mensaje = :message";

  private Changes() {}

  static boolean apply(Session session, UUID execution, long attempt, Transition transition) {
    boolean changed = update(session, execution, attempt, transition);
    if (changed) {
      transition.announces().ifPresent(kind -> announce(session, execution, kind));
      if (transition.to() == ExecutionState.PENDING) {
        cancelIfAsked(session, execution);
      }
    }
    return changed;
  }

  private static boolean update(
      Session session, UUID execution, long attempt, Transition transition) {
    Session.Sql sql =
        session
            .sql(
                """
                UPDATE ejecuciones_yaml SET estado = :to, %s
                WHERE id = :id AND intento = :attempt AND estado = ANY (:from)
                """
                    .formatted(columns(transition)))
            .with("to", transition.to().published())
            .with("id", execution)
            .with("attempt", attempt)
            .with("from", transition.from().stream().map(ExecutionState::published).toList());
    return values(sql, transition).update() == 1;
  }

  private static String columns(Transition transition) {
    return switch (transition) {
      case Transition.Claim _ -> "intento = intento + 1, daemon = :daemon, iniciada_en = now()";
      case Transition.End _ ->
          """
          terminada_en = greatest(iniciada_en, least(now(), :finished)), error_codigo = NULL,
          error_mensaje = NULL, leidas = :read, aceptadas = :accepted, rechazadas = :rejected,
          filtradas = :filtered, errores = :errors, avisos = :warnings, mensajes = :messages,
          salida = :exit, estado_informe = :status, cargas = cast(:landed AS jsonb), token = :token\
          """;
      case Transition.Postpone _ -> "fallos = fallos + 1, " + AGAIN + ", " + ERROR;
      case Transition.Recover _ -> "perdidas = perdidas + 1, " + AGAIN;
      case Transition.HandBack _ -> AGAIN;
      case Transition.Fail _, Transition.Stop _ -> "terminada_en = now(), " + ERROR;
      case Transition.Cancel _ -> "terminada_en = now()";
      case Transition.Retry _ ->
          """
          fallos = 0, perdidas = 0, disponible_en = now(), daemon = NULL, terminada_en = NULL,
          cancelacion_pedida = NULL, error_codigo = NULL, error_mensaje = NULL\
          """;
    };
  }

  private static Session.Sql values(Session.Sql sql, Transition transition) {
    return switch (transition) {
      case Transition.Claim claim -> sql.with("daemon", claim.daemon());
      case Transition.End end -> counts(sql, end.outcome());
      case Transition.Postpone postpone ->
          failure(sql, postpone.failure()).with("delay", postpone.delay());
      case Transition.Recover recover -> sql.with("delay", recover.delay());
      case Transition.HandBack handBack -> sql.with("delay", handBack.delay());
      case Transition.Fail fail -> failure(sql, fail.failure());
      case Transition.Stop stop -> failure(sql, stop.failure());
      case Transition.Cancel _, Transition.Retry _ -> sql;
    };
  }

  private static Session.Sql failure(Session.Sql sql, Failure failure) {
    return sql.with("code", failure.code().number()).with("message", failure.message());
  }

  private static Session.Sql counts(Session.Sql sql, WorkOutcome.Ended outcome) {
    return sql.with("finished", outcome.finishedAt())
        .with("read", outcome.read())
        .with("accepted", outcome.accepted())
        .with("rejected", outcome.rejected())
        .with("filtered", outcome.filtered())
        .with("errors", outcome.errors())
        .with("warnings", outcome.warnings())
        .with("messages", outcome.messages())
        .with("exit", outcome.exit())
        .with("status", outcome.status())
        .with("landed", landed(outcome.landed()))
        .with("token", outcome.token());
  }

  private static String landed(List<WorkOutcome.Landed> landed) {
    return Json.write(
        landed.stream()
            .map(l ->
                Map.of(
                    "materializacion", l.materialization(),
                    "filas", l.rows(),
                    "resultado", l.outcome()))
            .collect(Collectors.toList()));
  }

  private static void announce(Session session, UUID execution, Notification.Kind kind) {
    Map<String, String> facts =
        session
            .sql(
                """
                SELECT c.nombre AS inbox, s.nombre AS sender, d.archivo AS file, e.estado AS state,
                  e.error_codigo::text AS code, e.error_mensaje AS message
                FROM ejecuciones_yaml e
                JOIN entregas d ON d.id = e.entrega_id
                JOIN casillas_datos c ON c.id = e.casilla_id
                LEFT JOIN emisores s ON s.id = d.emisor_id
                WHERE e.id = :id
                """)
            .with("id", execution)
            .one(row -> {
              Map<String, String> found = new LinkedHashMap<>();
              for (String name : List.of("inbox", "sender", "file", "state", "code", "message")) {
                Optional<String> value = row.maybeText(name);
                value.ifPresent(text -> found.put(name, text));
              }
              return found;
            });
    facts.put("execution", execution.toString());
    Announcements.add(session, kind, facts);
  }

  /// Somebody wanted it stopped while it ran, and it comes back instead.
  private static void cancelIfAsked(Session session, UUID execution) {
    session
        .sql(
            """
            UPDATE ejecuciones_yaml SET estado = 'cancelada', terminada_en = now()
            WHERE id = :id AND estado = 'pendiente' AND cancelacion_pedida IS NOT NULL
            """)
        .with("id", execution)
        .update();
  }
}
