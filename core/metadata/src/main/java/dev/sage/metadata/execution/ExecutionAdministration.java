package dev.sage.metadata.execution;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/// Shows executions and takes what people want of them. What an execution's state does not allow is
/// a [ErrorCode#CONFLICT]; one that is not there is [ErrorCode#NOT_FOUND].
public final class ExecutionAdministration {
  private final MetadataDatabase database;

  public ExecutionAdministration(MetadataDatabase database) {
    this.database = database;
  }

  /// The newest first.
  ///
  /// @param before continue a page: what its `next` said
  public Page<ExecutionView> list(ExecutionFilter filter, OptionalLong before, int most) {
    return database.inTransaction(session -> ExecutionRows.list(session, filter, before, most));
  }

  public Optional<ExecutionView.Detail> find(UUID execution) {
    return database.inTransaction(session -> ExecutionRows.find(session, execution));
  }

  /// Cancels one that waits; one that runs is asked to stop, which its daemon does soon.
  ///
  /// @return the state now: `CANCELLED`, or `RUNNING` when it was asked
  public ExecutionState stop(UUID execution, String who) {
    return database.inTransaction(session -> {
      Current current = lock(session, execution);
      if (current.state().isEnd()) {
        throw refused("It has ended and cannot be stopped", current);
      }
      if (current.state() == ExecutionState.PENDING) {
        Changes.apply(session, execution, current.attempt(), new Transition.Cancel(who));
        audit(session, who, "cancelar", current, ExecutionState.CANCELLED);
        return ExecutionState.CANCELLED;
      }
      session
          .sql(
              """
              UPDATE ejecuciones_yaml SET cancelacion_pedida = coalesce(cancelacion_pedida, now())
              WHERE id = :id
              """)
          .with("id", execution)
          .update();
      audit(session, who, "detener", current, ExecutionState.RUNNING);
      return ExecutionState.RUNNING;
    });
  }

  /// Queues one that failed or was cancelled again, as the same execution.
  public void retry(UUID execution, String who) {
    database.transact(session -> {
      Current current = lock(session, execution);
      requireFiles(current);
      if (!Changes.apply(session, execution, current.attempt(), new Transition.Retry(who))) {
        throw refused("Only what failed or was cancelled can be tried again", current);
      }
      audit(session, who, "reintentar", current, ExecutionState.PENDING);
    });
  }

  /// Queues a new execution of the same delivery.
  ///
  /// @param execution with [NewExecution#replays()]; its files are in the store already
  public void replay(NewExecution execution, String who) {
    database.transact(session -> {
      UUID replayed =
          execution
              .replays()
              .orElseThrow(() -> new IllegalArgumentException("It replays nothing."));
      Current current = lock(session, replayed);
      if (!current.state().isEnd()) {
        throw refused("It has not ended: it cannot be done again yet", current);
      }
      requireFiles(current);
      if (isWithoutFiles(session, execution.order().input().sourceExecution())) {
        throw withoutFiles(current);
      }
      QueuedExecutions.add(session, execution, current.inbox(), current.delivery());
      AuditLog.write(
          session,
          who,
          "repetir",
          Subject.of("ejecucion", replayed),
          null,
          Map.of("ejecucion", execution.id().toString()));
    });
  }

  private static void requireFiles(Current current) {
    if (current.filesGone()) {
      throw withoutFiles(current);
    }
  }

  /// Locked, so that they stay until what needs them is queued.
  private static boolean isWithoutFiles(Session session, UUID source) {
    return session
        .sql("SELECT archivos_borrados_en FROM ejecuciones_yaml WHERE id = :id FOR SHARE")
        .with("id", source)
        .first(row -> row.maybeTime("archivos_borrados_en").isPresent())
        .orElse(false);
  }

  private static SageException withoutFiles(Current current) {
    return refused("Its files are no longer kept (retention.executions)", current);
  }

  /// Changes the priority of one that waits.
  public void prioritize(UUID execution, int priority, String who) {
    database.transact(session -> {
      Current current = lock(session, execution);
      if (current.state() != ExecutionState.PENDING) {
        throw refused("Only what waits has a place in the queue", current);
      }
      session
          .sql("UPDATE ejecuciones_yaml SET prioridad = :priority WHERE id = :id")
          .with("id", execution)
          .with("priority", priority)
          .update();
      AuditLog.write(
          session,
          who,
          "priorizar",
          Subject.of("ejecucion", execution),
          Map.of("prioridad", current.priority()),
          Map.of("prioridad", priority));
    });
  }

  /// What it is when somebody wants something of it.
  private record Current(
      UUID id,
      ExecutionState state,
      long attempt,
      int priority,
      UUID inbox,
      UUID delivery,
      boolean filesGone) {}

  private static Current lock(Session session, UUID execution) {
    return session
        .sql("SELECT * FROM ejecuciones_yaml WHERE id = :id FOR UPDATE")
        .with("id", execution)
        .first(row ->
            new Current(
                execution,
                ExecutionState.of(row.text("estado")).orElseThrow(),
                row.number("intento"),
                row.whole("prioridad"),
                row.id("casilla_id"),
                row.id("entrega_id"),
                row.maybeTime("archivos_borrados_en").isPresent()))
        .orElseThrow(() ->
            new SageException(
                ErrorCode.NOT_FOUND, "There is no execution %s.".formatted(execution)));
  }

  private static SageException refused(String why, Current current) {
    return new SageException(
        ErrorCode.CONFLICT,
        "%s: execution %s is '%s'.".formatted(why, current.id(), current.state().published()));
  }

  private static void audit(
      Session session, String who, String action, Current before, ExecutionState after) {
    AuditLog.write(
        session,
        who,
        action,
        Subject.of("ejecucion", before.id()),
        Map.of("estado", before.state().published()),
        Map.of("estado", after.published()));
  }
}
