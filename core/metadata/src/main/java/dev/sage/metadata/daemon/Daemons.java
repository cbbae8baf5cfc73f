package dev.sage.metadata.daemon;

import dev.sage.metadata.database.MetadataDatabase;
import java.time.Instant;
import java.util.List;

/// Signs of life.
public final class Daemons {
  private final MetadataDatabase database;

  public Daemons(MetadataDatabase database) {
    this.database = database;
  }

  /// @param running executions that it has now
  public record DaemonView(
      String id,
      String host,
      String version,
      int slots,
      Instant started,
      Instant seen,
      long running) {}

  /// Says that a daemon begins.
  public void started(String id, String host, String version, int slots) {
    database.transact(session ->
        session
            .sql(
                """
                INSERT INTO daemons (id, maquina, version, lugares)
                VALUES (:id, :host, :version, :slots)
                ON CONFLICT (id) DO UPDATE SET maquina = excluded.maquina,
                  version = excluded.version, lugares = excluded.lugares, iniciado_en = now(),
                  visto_en = now()
                """)
            .with("id", id)
            .with("host", host)
            .with("version", version)
            .with("slots", slots)
            .update());
  }

  /// Says that a daemon is there.
  public void seen(String id) {
    database.transact(session ->
        session.sql("UPDATE daemons SET visto_en = now() WHERE id = :id").with("id", id).update());
  }

  /// By name.
  public List<DaemonView> list() {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT d.*, (SELECT count(*) FROM ejecuciones_yaml e
                  WHERE e.estado = 'procesando' AND e.daemon = d.id) AS en_curso
                FROM daemons d ORDER BY d.id
                """)
            .list(row ->
                new DaemonView(
                    row.text("id"),
                    row.text("maquina"),
                    row.text("version"),
                    row.whole("lugares"),
                    row.time("iniciado_en"),
                    row.time("visto_en"),
                    row.number("en_curso"))));
  }
}
