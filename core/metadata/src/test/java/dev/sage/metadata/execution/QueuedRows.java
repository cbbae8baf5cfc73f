package dev.sage.metadata.execution;

import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import java.util.UUID;

/// Executions put there by SQL.
final class QueuedRows {
  private final TestDatabase database;
  private final UUID inbox;
  private final UUID version;

  QueuedRows(TestDatabase database) {
    this.database = database;
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    this.inbox = path.inbox();
    this.version = path.contractVersion(inbox);
  }

  UUID waiting() {
    UUID id = UUID.randomUUID();
    database.run(
        """
        WITH entrega AS (
          INSERT INTO entregas
            (id, casilla_id, archivo, tamano, sha256, estado, version, recibida_en)
          VALUES ('%1$s', '%2$s', '%1$s.csv', 1, '%3$s', 'aceptada', 1, now())),
        orden AS (SELECT jsonb_build_object('contract', 'c', 'sha256', 'x', 'source', '%1$s',
          'filename', 'a.csv', 'language', 'ES') AS o)
        INSERT INTO ejecuciones_yaml
          (id, casilla_id, entrega_id, version_contrato_id, limite_ms, recibida_en, orden)
        SELECT '%1$s', '%2$s', '%1$s', '%4$s', 1000, now(), o FROM orden
        """
            .formatted(id, inbox, (id + "" + id).replace("-", ""), version));
    return id;
  }

  String state(UUID execution) {
    return database
        .query("SELECT estado AS v FROM ejecuciones_yaml WHERE id = '%s'".formatted(execution))
        .getFirst();
  }
}
