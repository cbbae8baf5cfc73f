package dev.sage.metadata.inbox;

import dev.sage.metadata.database.Conditions;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.database.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;

/// Shows what has arrived, duplicates and refused deliveries too.
public final class Deliveries {
  private final MetadataDatabase database;

  public Deliveries(MetadataDatabase database) {
    this.database = database;
  }

  /// A delivery as people see it.
  ///
  /// @param state `aceptada`, `duplicada`, `rechazada`
  /// @param execution the newest of it, or of the one that it is a duplicate of
  /// @param reason why it was refused
  public record DeliveryView(
      UUID id,
      long number,
      UUID inbox,
      String inboxName,
      Optional<UUID> sender,
      Optional<String> senderName,
      String filename,
      long size,
      String sha256,
      String state,
      OptionalInt version,
      Optional<UUID> corrects,
      Optional<UUID> duplicateOf,
      Optional<String> reason,
      Optional<UUID> execution,
      Instant arrived,
      Optional<Instant> moved,
      Optional<String> movedTo) {}

  /// @param state of the ledger; empty: all
  public record Filter(
      Optional<UUID> inbox,
      Optional<UUID> sender,
      Optional<String> state,
      Optional<Instant> from,
      Optional<Instant> until,
      Optional<String> text) {
    public static final Filter ALL =
        new Filter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
  }

  /// The newest first.
  public Page<DeliveryView> list(Filter filter, OptionalLong before, int most) {
    Conditions conditions =
        new Conditions()
            .and(
                "e.numero < :before",
                "before",
                before.isPresent() ? Optional.of(before.getAsLong()) : Optional.empty())
            .and("e.casilla_id = :inbox", "inbox", filter.inbox())
            .and("e.emisor_id = :sender", "sender", filter.sender())
            .and("e.estado = :state", "state", filter.state())
            .and("e.recibida_en >= :from", "from", filter.from())
            .and("e.recibida_en < :until", "until", filter.until())
            .and(
                "(e.archivo ILIKE :text OR s.nombre ILIKE :text)",
                "text",
                filter.text().map(Conditions::containing));
    return list(conditions, most);
  }

  public Optional<DeliveryView> find(UUID delivery) {
    Conditions conditions = new Conditions().and("e.id = :id", "id", Optional.of(delivery));
    return list(conditions, 1).items().stream().findFirst();
  }

  private Page<DeliveryView> list(Conditions conditions, int most) {
    return database.inTransaction(session ->
        Page.of(
            conditions
                .bind(
                    session.sql(
                        """
                        SELECT e.*, c.nombre AS casilla, s.nombre AS emisor, x.id AS ejecucion
                        FROM entregas e
                        JOIN casillas_datos c ON c.id = e.casilla_id
                        LEFT JOIN emisores s ON s.id = e.emisor_id
                        LEFT JOIN LATERAL (
                          SELECT id FROM ejecuciones_yaml y
                          WHERE y.entrega_id = coalesce(e.duplicado_de, e.id)
                          ORDER BY y.numero DESC LIMIT 1) x ON true
                        WHERE %s ORDER BY e.numero DESC LIMIT :most
                        """
                            .formatted(conditions.sql())))
                .with("most", most + 1)
                .list(Deliveries::view),
            most,
            DeliveryView::number));
  }

  private static DeliveryView view(Row row) throws SQLException {
    OptionalLong version = row.maybeNumber("version");
    return new DeliveryView(
        row.id("id"),
        row.number("numero"),
        row.id("casilla_id"),
        row.text("casilla"),
        row.maybeId("emisor_id"),
        row.maybeText("emisor"),
        row.text("archivo"),
        row.number("tamano"),
        row.text("sha256"),
        row.text("estado"),
        version.isPresent() ? OptionalInt.of((int) version.getAsLong()) : OptionalInt.empty(),
        row.maybeId("sustituye_a"),
        row.maybeId("duplicado_de"),
        row.maybeText("motivo"),
        row.maybeId("ejecucion"),
        row.time("recibida_en"),
        row.maybeTime("movida_en"),
        row.maybeText("movida_a"));
  }
}
