package dev.sage.metadata.inbox;

import dev.sage.contract.Policy;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.spi.Language;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Active inboxes, each with the current version of its contract.
public final class PostgresqlInboxes implements Inboxes {
  private static final String SELECT =
      """
      SELECT c.*, k.nombre AS contrato, v.id AS version_id, v.version, v.sha256, v.yaml
      FROM casillas_datos c
      JOIN contratos k ON k.id = c.contrato_id
      JOIN versiones_contrato v ON v.id = k.version_actual_id
      WHERE c.activa AND %s
      ORDER BY c.nombre
      """;

  private final MetadataDatabase database;

  public PostgresqlInboxes(MetadataDatabase database) {
    this.database = database;
  }

  @Override
  public List<Inbox> servedBy(String daemon) {
    return database.inTransaction(session -> {
      Map<UUID, List<Sender>> senders = senders(session, Optional.empty());
      return session
          .sql(
              SELECT.formatted(
                  "c.carpeta IS NOT NULL AND (c.daemon IS NULL OR c.daemon = :daemon)"))
          .with("daemon", daemon)
          .list(row -> inbox(row, senders));
    });
  }

  @Override
  public Optional<Inbox> find(UUID inbox) {
    return database.inTransaction(session -> {
      Map<UUID, List<Sender>> senders = senders(session, Optional.of(inbox));
      return session
          .sql(SELECT.formatted("c.id = :id"))
          .with("id", inbox)
          .first(row -> inbox(row, senders));
    });
  }

  private static Map<UUID, List<Sender>> senders(Session session, Optional<UUID> inbox) {
    return session
        .sql(
            """
            SELECT * FROM emisores
            WHERE activo AND casilla_id = coalesce(cast(:inbox AS uuid), casilla_id)
            ORDER BY nombre
            """)
        .with("inbox", inbox)
        .list(PostgresqlInboxes::sender)
        .stream()
        .collect(Collectors.groupingBy(Sender::inbox));
  }

  private static Sender sender(Row row) throws SQLException {
    return new Sender(
        row.id("id"),
        row.id("casilla_id"),
        row.text("nombre"),
        row.maybeText("patron"),
        row.maybeText("correo"));
  }

  private static Inbox inbox(Row row, Map<UUID, List<Sender>> senders) throws SQLException {
    UUID id = row.id("id");
    return new Inbox(
        id,
        row.text("nombre"),
        new Inbox.ContractVersion(
            row.id("version_id"),
            row.text("contrato"),
            row.whole("version"),
            row.text("sha256"),
            row.bytes("yaml")),
        row.maybeText("carpeta").map(Path::of),
        senders.getOrDefault(id, List.of()),
        row.maybeText("daemon"),
        row.maybeText("catalogo"),
        row.maybeText("paquete"),
        row.maybeText("politica").map(p -> Policy.OnError.valueOf(p.toUpperCase(Locale.ROOT))),
        Language.valueOf(row.text("idioma").toUpperCase(Locale.ROOT)),
        row.whole("prioridad"),
        row.millis("limite_ms"),
        row.millis("reposo_ms"));
  }
}
