package dev.sage.metadata.notify;

import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.Session;
import dev.sage.spi.notify.Notification;
import java.util.Map;

/// Puts notifications into the outbox within the transaction of what they are about.
public final class Announcements {
  private Announcements() {}

  /// Announces what happens now, under a new id.
  public static void add(Session session, Notification.Kind kind, Map<String, String> facts) {
    session
        .sql(
            """
            INSERT INTO notificaciones (id, tipo, hechos)
            VALUES (gen_random_uuid(), :kind, cast(:facts AS jsonb))
            """)
        .with("kind", kind.published())
        .with("facts", Json.write(facts))
        .update();
  }

  static void add(Session session, Notification notification) {
    session
        .sql(
            """
            INSERT INTO notificaciones (id, tipo, hechos, creada_en)
            VALUES (:id, :kind, cast(:facts AS jsonb), :created)
            ON CONFLICT (id) DO NOTHING
            """)
        .with("id", notification.id())
        .with("kind", notification.kind().published())
        .with("facts", Json.write(notification.facts()))
        .with("created", notification.created())
        .update();
  }
}
