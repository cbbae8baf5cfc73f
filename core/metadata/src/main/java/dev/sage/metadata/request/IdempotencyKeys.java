package dev.sage.metadata.request;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Session;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/// Requests that are done once, however often they are sent.
public final class IdempotencyKeys {
  private final MetadataDatabase database;

  public IdempotencyKeys(MetadataDatabase database) {
    this.database = database;
  }

  /// What is known about a request that came in.
  public sealed interface Known {
    /// Nothing: do it, then [#finish].
    record New() implements Known {}

    /// Somebody is doing it.
    record Running() implements Known {}

    /// It was done, and this was the answer.
    record Done(int status, String body) implements Known {}

    /// The same key came with another request.
    record Different() implements Known {}
  }

  /// @param who keys of different callers have nothing to do with each other
  /// @param fingerprint SHA-256 of the request
  /// @param hold how long nobody else may do it, should this one die
  public Known begin(String who, String key, String fingerprint, Duration hold) {
    return database.inTransaction(session -> {
      boolean first =
          session
                  .sql(
                      """
                      INSERT INTO claves_idempotencia AS k (quien, clave, huella, vence_en)
                      VALUES (:who, :key, :print, now() + :hold * interval '1 millisecond')
                      ON CONFLICT (quien, clave) DO UPDATE SET huella = excluded.huella,
                        estado_http = NULL, respuesta = NULL, creada_en = now(),
                        vence_en = excluded.vence_en
                      WHERE k.vence_en <= now()
                      """)
                  .with("who", who)
                  .with("key", key)
                  .with("print", fingerprint)
                  .with("hold", hold)
                  .update()
              == 1;
      return first ? new Known.New() : known(session, who, key, fingerprint);
    });
  }

  /// Keeps the answer.
  ///
  /// @param keep how long
  public void finish(String who, String key, int status, String body, Duration keep) {
    database.transact(session ->
        session
            .sql(
                """
                UPDATE claves_idempotencia SET estado_http = :status, respuesta = :body,
                  vence_en = now() + :keep * interval '1 millisecond'
                WHERE quien = :who AND clave = :key
                """)
            .with("who", who)
            .with("key", key)
            .with("status", (short) status)
            .with("body", body)
            .with("keep", keep)
            .update());
  }

  /// Forgets a request that failed without effect: it may be sent again.
  public void abandon(String who, String key) {
    database.transact(session ->
        session
            .sql(
                """
                DELETE FROM claves_idempotencia
                WHERE quien = :who AND clave = :key AND estado_http IS NULL
                """)
            .with("who", who)
            .with("key", key)
            .update());
  }

  /// @return how many went
  public int deleteExpired() {
    return database.inTransaction(
        session -> session.sql("DELETE FROM claves_idempotencia WHERE vence_en <= now()").update());
  }

  private static Known known(Session session, String who, String key, String fingerprint) {
    return session
        .sql("SELECT * FROM claves_idempotencia WHERE quien = :who AND clave = :key")
        .with("who", who)
        .with("key", key)
        .one(row -> {
          if (!row.text("huella").equals(fingerprint)) {
            return new Known.Different();
          }
          OptionalLong status = row.maybeNumber("estado_http");
          Optional<String> body = row.maybeText("respuesta");
          return status.isPresent()
              ? new Known.Done((int) status.getAsLong(), body.orElse(""))
              : new Known.Running();
        });
  }
}
