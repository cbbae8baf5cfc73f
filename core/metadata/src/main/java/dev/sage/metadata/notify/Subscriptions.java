package dev.sage.metadata.notify;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import dev.sage.spi.notify.Notification;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/// Who is told what, by which channel.
public final class Subscriptions {
  private final MetadataDatabase database;

  public Subscriptions(MetadataDatabase database) {
    this.database = database;
  }

  /// @param inbox only of this one; empty: of all
  /// @param channel `email`
  /// @param address where the channel tells it
  public record Subscription(
      UUID id,
      Optional<UUID> inbox,
      Notification.Kind kind,
      String channel,
      String address,
      Language language,
      boolean active) {}

  public List<Subscription> list() {
    return database.inTransaction(session ->
        session
            .sql("SELECT * FROM suscripciones_notificaciones ORDER BY creada_en, id")
            .list(Subscriptions::read));
  }

  public Optional<Subscription> get(UUID subscription) {
    return database.inTransaction(session -> find(session, subscription));
  }

  /// Who is to be told about something of an inbox by a channel.
  ///
  /// @param inbox its name, as notifications have it
  public List<Subscription> recipients(Notification.Kind kind, String inbox, String channel) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT s.* FROM suscripciones_notificaciones s
                LEFT JOIN casillas_datos c ON c.id = s.casilla_id
                WHERE s.activa AND s.tipo = :kind AND s.canal = :channel
                  AND (s.casilla_id IS NULL OR c.nombre = :inbox)
                ORDER BY s.destino, s.id
                """)
            .with("kind", kind.published())
            .with("channel", channel)
            .with("inbox", inbox)
            .list(Subscriptions::read));
  }

  /// Adds one, or changes the one of that id.
  public void save(Subscription subscription, String who) {
    database.transact(session -> save(session, subscription, who));
  }

  private static void save(Session session, Subscription subscription, String who) {
    Optional<Subscription> before = find(session, subscription.id());
    session
        .sql(
            """
            INSERT INTO suscripciones_notificaciones
              (id, casilla_id, tipo, canal, destino, idioma, activa)
            VALUES (:id, :inbox, :kind, :channel, :address, :language, :active)
            ON CONFLICT (id) DO UPDATE SET casilla_id = excluded.casilla_id,
              tipo = excluded.tipo, canal = excluded.canal, destino = excluded.destino,
              idioma = excluded.idioma, activa = excluded.activa
            """)
        .with("id", subscription.id())
        .with("inbox", subscription.inbox())
        .with("kind", subscription.kind().published())
        .with("channel", subscription.channel())
        .with("address", subscription.address())
        .with("language", subscription.language().name().toLowerCase(Locale.ROOT))
        .with("active", subscription.active())
        .update();
    AuditLog.write(
        session, who, "guardar", subject(subscription.id()), before.orElse(null), subscription);
  }

  /// Changes the one of that id, if it still is what the caller has seen.
  ///
  /// @throws SageException [ErrorCode#CONFLICT] when it is not, [ErrorCode#NOT_FOUND] when there is
  ///   none
  public void change(Subscription subscription, Subscription seen, String who) {
    database.transact(session -> {
      requireSame(existing(session, subscription.id()), seen);
      save(session, subscription, who);
    });
  }

  /// Deletes one, if it still is what the caller has seen; throws as [#change].
  public void delete(Subscription seen, String who) {
    database.transact(session -> {
      requireSame(existing(session, seen.id()), seen);
      delete(session, seen, who);
    });
  }

  public void delete(UUID subscription, String who) {
    database.transact(session -> delete(session, existing(session, subscription), who));
  }

  private static void requireSame(Subscription now, Subscription seen) {
    if (!now.equals(seen)) {
      throw new SageException(
          ErrorCode.CONFLICT, "The subscription was changed meanwhile. Look at it again.");
    }
  }

  private static Subscription existing(Session session, UUID subscription) {
    return find(session, subscription)
        .orElseThrow(() ->
            new SageException(
                ErrorCode.NOT_FOUND, "There is no subscription %s.".formatted(subscription)));
  }

  private static void delete(Session session, Subscription before, String who) {
    session
        .sql("DELETE FROM suscripciones_notificaciones WHERE id = :id")
        .with("id", before.id())
        .update();
    AuditLog.write(session, who, "borrar", subject(before.id()), before, null);
  }

  private static Optional<Subscription> find(Session session, UUID subscription) {
    return session
        .sql("SELECT * FROM suscripciones_notificaciones WHERE id = :id FOR UPDATE")
        .with("id", subscription)
        .first(Subscriptions::read);
  }

  private static Subject subject(UUID subscription) {
    return Subject.of("suscripcion", subscription);
  }

  private static Subscription read(Row row) throws SQLException {
    String kind = row.text("tipo");
    return new Subscription(
        row.id("id"),
        row.maybeId("casilla_id"),
        Arrays.stream(Notification.Kind.values())
            .filter(k -> k.published().equals(kind))
            .findFirst()
            .orElseThrow(),
        row.text("canal"),
        row.text("destino"),
        Language.valueOf(row.text("idioma").toUpperCase(Locale.ROOT)),
        row.isTrue("activa"));
  }
}
