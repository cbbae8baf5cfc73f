package dev.sage.metadata.retention;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.retention.Retention;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// Decides by the server's clock. The row of an execution says when its files went, so that nobody
/// has it done again meanwhile.
public final class PostgresqlRetention implements Retention {
  private final MetadataDatabase database;

  public PostgresqlRetention(MetadataDatabase database) {
    this.database = database;
  }

  @Override
  public List<UUID> expire(Duration age, int most) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                WITH due AS MATERIALIZED (
                  SELECT e.id FROM ejecuciones_yaml e
                  WHERE e.archivos_borrados_en IS NULL
                    AND e.terminada_en < now() - :age * interval '1 millisecond'
                    AND NOT EXISTS (
                      SELECT FROM ejecuciones_yaml r
                      WHERE r.entrega_id = e.entrega_id AND r.id <> e.id
                        AND r.archivos_borrados_en IS NULL AND r.orden ->> 'source' = e.id::text
                        AND (r.terminada_en IS NULL
                          OR r.terminada_en >= now() - :age * interval '1 millisecond'))
                    AND NOT EXISTS (
                      SELECT FROM ejecuciones_yaml r
                      WHERE r.orden ->> 'corrects' IS NOT NULL AND r.orden ->> 'corrects' = e.id::text
                        AND (r.terminada_en IS NULL
                          OR r.terminada_en >= now() - :age * interval '1 millisecond'))
                    AND NOT EXISTS (
                      SELECT FROM entregas d
                      WHERE (d.duplicado_de = e.entrega_id OR d.sustituye_a = e.entrega_id)
                        AND d.registrada_en >= now() - :age * interval '1 millisecond')
                  ORDER BY e.terminada_en LIMIT :most FOR UPDATE OF e SKIP LOCKED)
                UPDATE ejecuciones_yaml e SET archivos_borrados_en = now()
                FROM due WHERE e.id = due.id RETURNING e.id
                """)
            .with("age", age)
            .with("most", most)
            .list(row -> row.id("id")));
  }

  @Override
  public Map<UUID, Standing> standing(Collection<UUID> stored) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT x.id, e.archivos_borrados_en IS NOT NULL AS expired,
                  e.id IS NOT NULL OR s.id IS NOT NULL AS known
                FROM unnest(cast(:ids AS uuid[])) AS x (id)
                LEFT JOIN ejecuciones_yaml e ON e.id = x.id
                LEFT JOIN subidas s ON s.id = x.id
                """)
            .with("ids", stored.stream().map(UUID::toString).toList())
            .list(row -> Map.entry(row.id("id"), standing(row)))
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static Standing standing(Row row) throws SQLException {
    if (row.isTrue("expired")) {
      return Standing.EXPIRED;
    }
    return row.isTrue("known") ? Standing.KEPT : Standing.UNKNOWN;
  }

  /// Inboxes are locked as whoever records locks them: no delivery comes to refer to one that is
  /// being forgotten.
  @Override
  public int forget(Duration age, int most) {
    return database.inTransaction(session -> {
      boolean isAny = !due(session, age, 1).isEmpty() || hasOthers(session, age);
      return isAny ? forgetLocked(session, age, most) : 0;
    });
  }

  private static int forgetLocked(Session session, Duration age, int most) {
    session
        .sql("SELECT id FROM casillas_datos ORDER BY id FOR NO KEY UPDATE")
        .list(row -> row.id("id"));
    int others =
        session
            .sql(
                """
                DELETE FROM entregas WHERE id IN (
                  SELECT id FROM entregas
                  WHERE estado <> 'aceptada' AND (ruta IS NULL OR movida_en IS NOT NULL)
                    AND registrada_en < now() - :age * interval '1 millisecond'
                  ORDER BY numero LIMIT :most)
                """)
            .with("age", age)
            .with("most", most)
            .update();
    return others + forgetAccepted(session, due(session, age, most));
  }

  private static boolean hasOthers(Session session, Duration age) {
    return session
        .sql(
            """
            SELECT EXISTS (
              SELECT FROM entregas
              WHERE estado <> 'aceptada' AND (ruta IS NULL OR movida_en IS NOT NULL)
                AND registrada_en < now() - :age * interval '1 millisecond') AS others
            """)
        .with("age", age)
        .one(row -> row.isTrue("others"));
  }

  private static List<String> due(Session session, Duration age, int most) {
    return session
        .sql(
            """
            SELECT d.id FROM entregas d
            WHERE d.estado = 'aceptada' AND (d.ruta IS NULL OR d.movida_en IS NOT NULL)
              AND d.registrada_en < now() - :age * interval '1 millisecond'
              AND NOT EXISTS (SELECT FROM entregas r WHERE r.duplicado_de = d.id)
              AND NOT EXISTS (
                SELECT FROM entregas r
                WHERE r.sustituye_a = d.id
                  AND r.registrada_en >= now() - :age * interval '1 millisecond')
              AND NOT EXISTS (
                SELECT FROM ejecuciones_yaml e
                WHERE e.entrega_id = d.id
                  AND (e.terminada_en IS NULL
                    OR e.terminada_en >= now() - :age * interval '1 millisecond'
                    OR e.archivos_borrados_en IS NULL
                    OR e.archivos_borrados_en > now() - interval '1 day'))
            ORDER BY d.numero LIMIT :most
            """)
        .with("age", age)
        .with("most", most)
        .list(row -> row.text("id"));
  }

  private static int forgetAccepted(Session session, List<String> deliveries) {
    run(
        session,
        """
        DELETE FROM bloqueos WHERE recurso IN (
          SELECT id FROM ejecuciones_yaml WHERE entrega_id = ANY (cast(:ids AS uuid[])))
        """,
        deliveries);
    run(
        session,
        "DELETE FROM ejecuciones_yaml WHERE entrega_id = ANY (cast(:ids AS uuid[]))",
        deliveries);
    run(
        session,
        "UPDATE entregas SET sustituye_a = NULL WHERE sustituye_a = ANY (cast(:ids AS uuid[]))",
        deliveries);
    return run(session, "DELETE FROM entregas WHERE id = ANY (cast(:ids AS uuid[]))", deliveries);
  }

  private static int run(Session session, String sql, List<String> ids) {
    return session.sql(sql).with("ids", ids).update();
  }
}
