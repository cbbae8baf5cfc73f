package dev.sage.metadata.execution;

import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.execution.NewExecution;
import java.util.UUID;

/// Puts executions into the queue within the transaction of what they are about.
public final class QueuedExecutions {
  private QueuedExecutions() {}

  /// Queues an execution of a delivery that is recorded already.
  public static void add(Session session, NewExecution execution, UUID inbox, UUID delivery) {
    session
        .sql(
            """
            INSERT INTO ejecuciones_yaml (id, casilla_id, entrega_id, version_contrato_id, repite_a,
              prioridad, limite_ms, recibida_en, orden)
            SELECT :id, :inbox, e.id, :version, :replays, :priority, :deadline, e.recibida_en,
              cast(:order AS jsonb)
            FROM entregas e WHERE e.id = :delivery
            """)
        .with("id", execution.id())
        .with("inbox", inbox)
        .with("delivery", delivery)
        .with("version", execution.contractVersion())
        .with("replays", execution.replays())
        .with("priority", execution.priority())
        .with("deadline", execution.deadline())
        .with("order", OrderJson.write(execution.order()))
        .update();
  }
}
