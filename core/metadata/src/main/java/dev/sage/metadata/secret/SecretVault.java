package dev.sage.metadata.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Session;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Credentials by name, encrypted in `secretos_nube`. Each is bound to its row: what is copied to
/// another one is not read there.
public final class SecretVault {
  private final MetadataDatabase database;
  private final SecretKeys keys;

  public SecretVault(MetadataDatabase database, SecretKeys keys) {
    this.database = database;
    this.keys = keys;
  }

  /// With the keys of a file, which is made at the first start. When the file is lost while there
  /// are secrets, that is told: new keys would hide it.
  public static SecretVault open(MetadataDatabase database, Path keyFile) {
    boolean isEmpty =
        database.inTransaction(session ->
            session
                .sql("SELECT NOT EXISTS (SELECT FROM secretos_nube) AS v")
                .one(row -> row.isTrue("v")));
    return new SecretVault(
        database, isEmpty ? SecretKeys.inFileOrNew(keyFile) : SecretKeys.inFile(keyFile));
  }

  /// @param key the id of the key that it is encrypted with
  public record SecretView(
      UUID id, String name, Optional<UUID> provider, long key, Instant created, Instant updated) {}

  /// Keeps a secret under a name, in place of the one before.
  ///
  /// @param provider a cloud provider's that it belongs to
  public UUID put(String name, Optional<UUID> provider, Secret secret, String who) {
    return database.inTransaction(session -> {
      UUID id = row(session, name, provider);
      encrypt(session, id, secret.reveal().getBytes(UTF_8));
      AuditLog.write(
          session, who, "guardar", Subject.of("secreto", id), null, Map.of("nombre", name));
      return id;
    });
  }

  /// @throws SageException [ErrorCode#NOT_FOUND]; [ErrorCode#SETTINGS_INVALID] when no key fits
  public Secret get(String name) {
    return database.inTransaction(session -> {
      Row row =
          session
              .sql("SELECT id, cifrado FROM secretos_nube WHERE nombre = :name")
              .with("name", name)
              .first(r -> new Row(r.id("id"), name, r.bytes("cifrado")))
              .orElseThrow(() -> missing(name));
      return new Secret(new String(decrypt(row), UTF_8));
    });
  }

  /// By name, without values.
  public List<SecretView> list() {
    return database.inTransaction(session ->
        session
            .sql("SELECT * FROM secretos_nube ORDER BY nombre")
            .list(row ->
                new SecretView(
                    row.id("id"),
                    row.text("nombre"),
                    row.maybeId("proveedor_id"),
                    row.number("llave"),
                    row.time("creado_en"),
                    row.time("actualizado_en"))));
  }

  public void delete(String name, String who) {
    database.transact(session -> {
      UUID id =
          session
              .sql("DELETE FROM secretos_nube WHERE nombre = :name RETURNING id")
              .with("name", name)
              .first(row -> row.id("id"))
              .orElseThrow(() -> missing(name));
      AuditLog.write(
          session, who, "borrar", Subject.of("secreto", id), Map.of("nombre", name), null);
    });
  }

  /// Makes a new key and encrypts everything with it. Who reads meanwhile reads: the key is in the
  /// file before it is used, and old ones stay there.
  ///
  /// @return how many secrets there are
  public int rotate(String who) {
    keys.reload();
    keys.addKey();
    return database.inTransaction(session -> {
      List<Row> rows =
          session
              .sql("SELECT id, nombre, cifrado FROM secretos_nube ORDER BY id FOR UPDATE")
              .list(row -> new Row(row.id("id"), row.text("nombre"), row.bytes("cifrado")));
      rows.forEach(row -> encrypt(session, row.id(), decrypt(row)));
      AuditLog.write(
          session,
          who,
          "renovar_llave",
          Subject.of("secretos", "todos"),
          null,
          Map.of("llave", keys.current(), "secretos", rows.size()));
      return rows.size();
    });
  }

  private record Row(UUID id, String name, byte[] encrypted) {}

  private static UUID row(Session session, String name, Optional<UUID> provider) {
    return session
        .sql(
            """
            INSERT INTO secretos_nube (id, nombre, proveedor_id, cifrado, llave)
            VALUES (gen_random_uuid(), :name, :provider, '', 0)
            ON CONFLICT (nombre) DO UPDATE SET proveedor_id = excluded.proveedor_id
            RETURNING id
            """)
        .with("name", name)
        .with("provider", provider)
        .one(r -> r.id("id"));
  }

  private void encrypt(Session session, UUID id, byte[] plain) {
    session
        .sql(
            """
            UPDATE secretos_nube SET cifrado = :encrypted, llave = :key, actualizado_en = now()
            WHERE id = :id
            """)
        .with("id", id)
        .with("encrypted", keys.encrypt(plain, context(id)))
        .with("key", keys.current())
        .update();
  }

  private byte[] decrypt(Row row) {
    return keys.decrypt(row.encrypted(), context(row.id()))
        .or(() -> {
          keys.reload();
          return keys.decrypt(row.encrypted(), context(row.id()));
        })
        .orElseThrow(() ->
            new SageException(
                ErrorCode.SETTINGS_INVALID,
                "The secret '%s' cannot be read: no key of %s fits it. It was encrypted by another installation, or changed in the database. Restore the keys that belong to this database, or save the secret again."
                    .formatted(row.name(), keys.origin())));
  }

  private static byte[] context(UUID id) {
    return ("secretos_nube/" + id).getBytes(UTF_8);
  }

  private static SageException missing(String name) {
    return new SageException(
        ErrorCode.NOT_FOUND, "There is no secret of the name '%s'.".formatted(name));
  }
}
