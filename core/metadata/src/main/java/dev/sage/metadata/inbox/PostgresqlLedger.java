package dev.sage.metadata.inbox;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.metadata.execution.QueuedExecutions;
import dev.sage.metadata.notify.Announcements;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.inbox.Delivery;
import dev.sage.orchestrator.inbox.Found;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.inbox.Receipt;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The ledger in `entregas`. Whoever records locks the inbox, so that versions count without gaps;
/// unique indexes hold the promise whatever else happens. The same delivery may be given again
/// after a failure: it gets the same receipt.
public final class PostgresqlLedger implements Ledger {
  private final MetadataDatabase database;

  public PostgresqlLedger(MetadataDatabase database) {
    this.database = database;
  }

  @Override
  public boolean knows(UUID inbox, Found file) {
    ExactTime modified = ExactTime.of(file.modified());
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT EXISTS (
                  SELECT FROM entregas
                  WHERE casilla_id = :inbox AND ruta = :path AND movida_en IS NULL
                    AND tamano = :size AND modificado_en = :micros AND modificado_ns = :nanos) AS known
                """)
            .with("inbox", inbox)
            .with("path", file.path())
            .with("size", file.size())
            .with("micros", modified.micros())
            .with("nanos", modified.nanos())
            .one(row -> row.isTrue("known")));
  }

  @Override
  public Receipt receive(Delivery delivery, NewExecution execution) {
    return database.inTransaction(session -> {
      lock(session, delivery.inbox());
      Optional<Receipt> earlier = receipt(session, delivery.id());
      return earlier.orElseGet(() -> record(session, delivery, execution));
    });
  }

  @Override
  public Receipt.Refused refuse(Delivery delivery, String reason) {
    return database.inTransaction(session -> {
      lock(session, delivery.inbox());
      if (receipt(session, delivery.id()).isEmpty()) {
        insert(session, delivery, "rechazada").with("reason", reason).update();
        announceRefusal(session, delivery, reason);
      }
      return new Receipt.Refused(delivery.id(), reason);
    });
  }

  @Override
  public List<Settled> unmoved(UUID inbox, int most) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT e.*, x.estado AS ejecucion_estado
                FROM entregas e
                LEFT JOIN LATERAL (
                  SELECT estado FROM ejecuciones_yaml x
                  WHERE x.entrega_id = e.id ORDER BY x.numero DESC LIMIT 1) x ON true
                WHERE e.casilla_id = :inbox AND e.movida_en IS NULL AND e.ruta IS NOT NULL
                  AND (e.estado <> 'aceptada' OR x.estado NOT IN ('pendiente', 'procesando'))
                ORDER BY e.numero LIMIT :most
                """)
            .with("inbox", inbox)
            .with("most", most)
            .list(PostgresqlLedger::settled));
  }

  @Override
  public void moved(UUID delivery, String where) {
    database.transact(session ->
        session
            .sql(
                """
                UPDATE entregas SET movida_en = now(), movida_a = :where
                WHERE id = :id AND movida_en IS NULL
                """)
            .with("id", delivery)
            .with("where", where)
            .update());
  }

  private static void lock(Session session, UUID inbox) {
    boolean isThere =
        session
            .sql("SELECT id FROM casillas_datos WHERE id = :id FOR NO KEY UPDATE")
            .with("id", inbox)
            .first(row -> row.id("id"))
            .isPresent();
    if (!isThere) {
      throw new SageException(
          ErrorCode.NOT_FOUND,
          "There is no inbox %s: it was deleted. Restart the daemon that still watches it."
              .formatted(inbox));
    }
  }

  private static Receipt record(Session session, Delivery delivery, NewExecution execution) {
    Optional<Receipt> twin = duplicate(session, delivery);
    return twin.orElseGet(() -> accept(session, delivery, execution));
  }

  private static Optional<Receipt> duplicate(Session session, Delivery delivery) {
    Optional<Receipt> twin =
        session
            .sql(
                """
                SELECT e.id, x.id AS ejecucion FROM entregas e
                JOIN ejecuciones_yaml x ON x.entrega_id = e.id AND x.repite_a IS NULL
                WHERE e.casilla_id = :inbox AND e.sha256 = :sha256 AND e.estado = 'aceptada'
                """)
            .with("inbox", delivery.inbox())
            .with("sha256", delivery.sha256())
            .first(row -> new Receipt.Duplicate(delivery.id(), row.id("id"), row.id("ejecucion")));
    twin.ifPresent(found ->
        insert(session, delivery, "duplicada")
            .with("twin", ((Receipt.Duplicate) found).of())
            .update());
    return twin;
  }

  private static Receipt accept(Session session, Delivery delivery, NewExecution execution) {
    Optional<Earlier> earlier =
        session
            .sql(
                """
                SELECT id, version FROM entregas
                WHERE casilla_id = :inbox AND emisor_id IS NOT DISTINCT FROM cast(:sender AS uuid)
                  AND archivo = :filename AND estado = 'aceptada'
                ORDER BY version DESC LIMIT 1
                """)
            .with("inbox", delivery.inbox())
            .with("sender", delivery.sender())
            .with("filename", delivery.filename())
            .first(row -> new Earlier(row.id("id"), row.whole("version")));
    int version = earlier.map(e -> e.version() + 1).orElse(1);
    insert(session, delivery, "aceptada")
        .with("version", version)
        .with("corrects", earlier.map(Earlier::id))
        .update();
    QueuedExecutions.add(session, execution, delivery.inbox(), delivery.id());
    return new Receipt.Accepted(delivery.id(), execution.id(), version, earlier.map(Earlier::id));
  }

  /// The delivery that is corrected.
  private record Earlier(UUID id, int version) {}

  private static Session.Sql insert(Session session, Delivery delivery, String state) {
    Optional<ExactTime> modified = delivery.origin().map(Found::modified).map(ExactTime::of);
    return session
        .sql(
            """
            INSERT INTO entregas (id, casilla_id, emisor_id, archivo, ruta, tamano, modificado_en,
              modificado_ns, sha256, estado, version, sustituye_a, duplicado_de, motivo, recibida_en)
            VALUES (:id, :inbox, :sender, :filename, :path, :size, :micros, :nanos, :sha256, :state,
              :version, :corrects, :twin, :reason,
              least(cast(:arrived AS timestamptz), now()))
            """)
        .with("id", delivery.id())
        .with("inbox", delivery.inbox())
        .with("sender", delivery.sender())
        .with("filename", delivery.filename())
        .with("path", delivery.origin().map(Found::path))
        .with("size", delivery.size())
        .with("micros", modified.map(ExactTime::micros))
        .with("nanos", modified.map(ExactTime::nanos))
        .with("sha256", delivery.sha256())
        .with("state", state)
        .with("version", null)
        .with("corrects", null)
        .with("twin", null)
        .with("reason", null)
        .with("arrived", delivery.arrived());
  }

  private static void announceRefusal(Session session, Delivery delivery, String reason) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("file", delivery.filename());
    facts.put("message", reason);
    session
        .sql(
            """
            SELECT c.nombre AS inbox, s.nombre AS sender FROM casillas_datos c
            LEFT JOIN emisores s ON s.id = :sender WHERE c.id = :inbox
            """)
        .with("sender", delivery.sender())
        .with("inbox", delivery.inbox())
        .one(row -> {
          facts.put("inbox", row.text("inbox"));
          Optional<String> sender = row.maybeText("sender");
          sender.ifPresent(name -> facts.put("sender", name));
          return facts;
        });
    Announcements.add(session, Notification.Kind.DELIVERY_REFUSED, facts);
  }

  /// What was said when this delivery was recorded before.
  private static Optional<Receipt> receipt(Session session, UUID delivery) {
    return session
        .sql(
            """
            SELECT e.*, x.id AS ejecucion FROM entregas e
            LEFT JOIN ejecuciones_yaml x
              ON x.entrega_id = coalesce(e.duplicado_de, e.id) AND x.repite_a IS NULL
            WHERE e.id = :id
            """)
        .with("id", delivery)
        .first(PostgresqlLedger::receipt);
  }

  private static Receipt receipt(Row row) throws SQLException {
    UUID id = row.id("id");
    return switch (row.text("estado")) {
      case "aceptada" ->
          new Receipt.Accepted(
              id, row.id("ejecucion"), row.whole("version"), row.maybeId("sustituye_a"));
      case "duplicada" -> new Receipt.Duplicate(id, row.id("duplicado_de"), row.id("ejecucion"));
      default -> new Receipt.Refused(id, row.text("motivo"));
    };
  }

  private static Settled settled(Row row) throws SQLException {
    boolean accepted = row.text("estado").equals("aceptada");
    return new Settled(
        delivery(row),
        accepted ? row.maybeText("ejecucion_estado").flatMap(ExecutionState::of) : Optional.empty(),
        row.text("estado").equals("duplicada"));
  }

  private static Delivery delivery(Row row) throws SQLException {
    return new Delivery(
        row.id("id"),
        row.id("casilla_id"),
        row.maybeId("emisor_id"),
        origin(row),
        row.text("archivo"),
        row.number("tamano"),
        row.text("sha256"),
        row.time("recibida_en"));
  }

  private static Optional<Found> origin(Row row) throws SQLException {
    Optional<String> path = row.maybeText("ruta");
    if (path.isEmpty()) {
      return Optional.empty();
    }
    ExactTime modified = new ExactTime(row.time("modificado_en"), row.whole("modificado_ns"));
    return Optional.of(new Found(path.get(), row.number("tamano"), modified.instant()));
  }
}
