package dev.sage.metadata.inbox;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Contracts and their versions. A version never changes; publishing decides which one holds for
/// what arrives from now on.
public final class ContractAdministration {
  private final MetadataDatabase database;

  public ContractAdministration(MetadataDatabase database) {
    this.database = database;
  }

  /// A contract with its current version.
  public record ContractView(
      UUID id,
      String name,
      String description,
      int version,
      UUID versionId,
      String sha256,
      Instant published,
      String publishedBy,
      long inboxes) {}

  /// @param isCurrent whether what arrives is checked by it
  public record VersionView(
      UUID id,
      int version,
      String sha256,
      String publishedBy,
      Instant published,
      boolean isCurrent) {}

  /// @param isNew false: these bytes were published before, under this number
  public record Published(UUID contract, UUID version, int number, String sha256, boolean isNew) {}

  /// Makes these bytes the current version of a contract, which is made if there is none of that
  /// name. The same bytes have the same version always.
  ///
  /// @param catalogs what the parsed contract describes
  public Published publish(
      String name, String description, byte[] yaml, List<CatalogShape> catalogs, String who) {
    String sha256 = sha256(yaml);
    return database.inTransaction(session -> {
      UUID contract = contract(session, name, description);
      Optional<Published> same = same(session, contract, sha256);
      Published published =
          same.orElseGet(() -> insert(session, contract, yaml, sha256, catalogs, who));
      makeCurrent(session, published, who);
      return published;
    });
  }

  public List<ContractView> list() {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT k.*, v.version, v.id AS version_id, v.sha256, v.creada_en, v.publicada_por,
                  (SELECT count(*) FROM casillas_datos c WHERE c.contrato_id = k.id) AS casillas
                FROM contratos k JOIN versiones_contrato v ON v.id = k.version_actual_id
                ORDER BY k.nombre
                """)
            .list(ContractAdministration::view));
  }

  /// The newest first.
  public List<VersionView> versions(UUID contract) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                SELECT v.*, v.id = k.version_actual_id AS actual
                FROM versiones_contrato v JOIN contratos k ON k.id = v.contrato_id
                WHERE k.id = :id ORDER BY v.version DESC
                """)
            .with("id", contract)
            .list(row ->
                new VersionView(
                    row.id("id"),
                    row.whole("version"),
                    row.text("sha256"),
                    row.text("publicada_por"),
                    row.time("creada_en"),
                    row.isTrue("actual"))));
  }

  /// A version with its bytes.
  public ContractVersion version(UUID version) {
    return database
        .inTransaction(session ->
            session
                .sql(
                    """
                    SELECT v.*, k.nombre FROM versiones_contrato v
                    JOIN contratos k ON k.id = v.contrato_id WHERE v.id = :id
                    """)
                .with("id", version)
                .first(row ->
                    new ContractVersion(
                        row.id("id"),
                        row.text("nombre"),
                        row.whole("version"),
                        row.text("sha256"),
                        row.bytes("yaml"))))
        .orElseThrow(() ->
            new SageException(
                ErrorCode.NOT_FOUND, "There is no version %s of a contract.".formatted(version)));
  }

  private static UUID contract(Session session, String name, String description) {
    return session
        .sql(
            """
            INSERT INTO contratos (id, nombre, descripcion)
            VALUES (gen_random_uuid(), :name, :description)
            ON CONFLICT (nombre) DO UPDATE SET descripcion = excluded.descripcion
            RETURNING id
            """)
        .with("name", name)
        .with("description", description)
        .one(row -> row.id("id"));
  }

  private static Optional<Published> same(Session session, UUID contract, String sha256) {
    return session
        .sql("SELECT * FROM versiones_contrato WHERE contrato_id = :id AND sha256 = :sha256")
        .with("id", contract)
        .with("sha256", sha256)
        .first(row -> new Published(contract, row.id("id"), row.whole("version"), sha256, false));
  }

  private static Published insert(
      Session session,
      UUID contract,
      byte[] yaml,
      String sha256,
      List<CatalogShape> catalogs,
      String who) {
    return session
        .sql(
            """
            INSERT INTO versiones_contrato
              (id, contrato_id, version, sha256, yaml, catalogos, publicada_por)
            SELECT gen_random_uuid(), :contract, coalesce(max(version), 0) + 1, :sha256, :yaml,
              cast(:catalogs AS jsonb), :who
            FROM versiones_contrato WHERE contrato_id = :contract
            RETURNING id, version
            """)
        .with("contract", contract)
        .with("sha256", sha256)
        .with("yaml", yaml)
        .with("catalogs", Json.write(catalogs))
        .with("who", who)
        .one(row -> new Published(contract, row.id("id"), row.whole("version"), sha256, true));
  }

  private static void makeCurrent(Session session, Published published, String who) {
    int changed =
        session
            .sql(
                """
                UPDATE contratos SET version_actual_id = :version
                WHERE id = :contract AND version_actual_id IS DISTINCT FROM :version
                """)
            .with("version", published.version())
            .with("contract", published.contract())
            .update();
    if (changed == 1) {
      Catalogs.refreshOfContract(session, published.contract());
      AuditLog.write(
          session,
          who,
          "publicar",
          Subject.of("contrato", published.contract()),
          null,
          Map.of("version", published.number(), "sha256", published.sha256()));
    }
  }

  private static ContractView view(Row row) throws SQLException {
    return new ContractView(
        row.id("id"),
        row.text("nombre"),
        row.text("descripcion"),
        row.whole("version"),
        row.id("version_id"),
        row.text("sha256"),
        row.time("creada_en"),
        row.text("publicada_por"),
        row.number("casillas"));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
