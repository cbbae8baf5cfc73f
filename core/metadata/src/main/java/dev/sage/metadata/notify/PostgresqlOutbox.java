package dev.sage.metadata.notify;

import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.spi.notify.Notification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/// Notifications in the metadata. A channel that is new hears of the last seven days.
public final class PostgresqlOutbox implements Outbox {
  /// After so many failures it is given up: after about two days.
  static final int MOST_FAILURES = 12;

  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
  private static final Duration LONGEST_DELAY = Duration.ofHours(6);

  private final MetadataDatabase database;

  public PostgresqlOutbox(MetadataDatabase database) {
    this.database = database;
  }

  @Override
  public void add(Notification notification) {
    database.transact(session -> Announcements.add(session, notification));
  }

  @Override
  public List<Notification> take(String channel, int most, Duration hold) {
    return database.inTransaction(session -> {
      addressNew(session, channel);
      return session
          .sql(
              """
              WITH taken AS MATERIALIZED (
                SELECT e.notificacion_id FROM notificaciones_envios e
                JOIN notificaciones n ON n.id = e.notificacion_id
                WHERE e.canal = :channel AND e.estado = 'pendiente' AND e.disponible_en <= now()
                ORDER BY n.numero
                LIMIT :most FOR UPDATE OF e SKIP LOCKED),
              held AS (
                UPDATE notificaciones_envios e
                SET disponible_en = now() + :hold * interval '1 millisecond'
                FROM taken t
                WHERE e.notificacion_id = t.notificacion_id AND e.canal = :channel
                RETURNING e.notificacion_id)
              SELECT n.* FROM notificaciones n JOIN held h ON h.notificacion_id = n.id
              ORDER BY n.numero
              """)
          .with("channel", channel)
          .with("most", most)
          .with("hold", hold)
          .list(PostgresqlOutbox::notification);
    });
  }

  @Override
  public void told(String channel, UUID notification) {
    database.transact(session ->
        session
            .sql(
                """
                UPDATE notificaciones_envios
                SET estado = 'enviada', enviada_en = now(), ultimo_error = NULL
                WHERE notificacion_id = :id AND canal = :channel AND estado <> 'enviada'
                """)
            .with("id", notification)
            .with("channel", channel)
            .update());
  }

  @Override
  public void failed(String channel, UUID notification, String why) {
    database.transact(session ->
        session
            .sql(
                """
                UPDATE notificaciones_envios
                SET fallos = fallos + 1, ultimo_error = :why,
                  estado = CASE WHEN fallos + 1 >= :most THEN 'abandonada' ELSE 'pendiente' END,
                  disponible_en = now() + interval '1 millisecond'
                    * least(:longest, :first * power(2, fallos))
                WHERE notificacion_id = :id AND canal = :channel AND estado = 'pendiente'
                """)
            .with("id", notification)
            .with("channel", channel)
            .with("why", why)
            .with("most", MOST_FAILURES)
            .with("first", FIRST_DELAY)
            .with("longest", LONGEST_DELAY)
            .update());
  }

  /// Forgets notifications that are older, told or not. Less than a week is a week: channels that
  /// are new hear of that.
  ///
  /// @return how many went
  public int deleteOlderThan(Duration age) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                DELETE FROM notificaciones
                WHERE registrada_en < now() - greatest(interval '7 days',
                  :age * interval '1 millisecond')
                """)
            .with("age", age)
            .update());
  }

  private static void addressNew(Session session, String channel) {
    session
        .sql(
            """
            INSERT INTO notificaciones_envios (notificacion_id, canal)
            SELECT n.id, :channel FROM notificaciones n
            WHERE n.registrada_en > now() - interval '7 days' AND NOT EXISTS (
              SELECT FROM notificaciones_envios e
              WHERE e.notificacion_id = n.id AND e.canal = :channel)
            ON CONFLICT DO NOTHING
            """)
        .with("channel", channel)
        .update();
  }

  private static Notification notification(Row row) throws SQLException {
    String kind = row.text("tipo");
    return new Notification(
        row.id("id"),
        Arrays.stream(Notification.Kind.values())
            .filter(k -> k.published().equals(kind))
            .findFirst()
            .orElseThrow(),
        Json.texts(row.text("hechos")),
        row.time("creada_en"));
  }
}
