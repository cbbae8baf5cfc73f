package dev.sage.metadata.request;

import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Uploads that can go on after a break. The bytes are elsewhere; here is how far they are.
public final class Uploads {
  private final MetadataDatabase database;

  public Uploads(MetadataDatabase database) {
    this.database = database;
  }

  /// @param received bytes that are safely there
  public record Upload(
      UUID id,
      UUID inbox,
      Optional<UUID> sender,
      String filename,
      long size,
      long received,
      String createdBy,
      Instant expires) {
    public boolean isComplete() {
      return received == size;
    }
  }

  public Upload begin(
      UUID id,
      UUID inbox,
      Optional<UUID> sender,
      String filename,
      long size,
      Duration patience,
      String who) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                INSERT INTO subidas
                  (id, casilla_id, emisor_id, nombre, tamano, creada_por, vence_en)
                VALUES (:id, :inbox, :sender, :filename, :size, :who,
                  now() + :patience * interval '1 millisecond')
                RETURNING *
                """)
            .with("id", id)
            .with("inbox", inbox)
            .with("sender", sender)
            .with("filename", filename)
            .with("size", size)
            .with("who", who)
            .with("patience", patience)
            .one(Uploads::upload));
  }

  /// One that has not expired.
  public Optional<Upload> find(UUID upload) {
    return database.inTransaction(session ->
        session
            .sql("SELECT * FROM subidas WHERE id = :id AND vence_en > now()")
            .with("id", upload)
            .first(Uploads::upload));
  }

  /// Notes that more is there, and waits on.
  ///
  /// @param from what was there before
  /// @return false when that is not so: somebody else uploads too
  public boolean advance(UUID upload, long from, long to, Duration patience) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                UPDATE subidas SET recibido = :to,
                  vence_en = now() + :patience * interval '1 millisecond'
                WHERE id = :id AND recibido = :from AND vence_en > now()
                """)
            .with("id", upload)
            .with("from", from)
            .with("to", to)
            .with("patience", patience)
            .update())
        == 1;
  }

  public void delete(UUID upload) {
    database.transact(
        session -> session.sql("DELETE FROM subidas WHERE id = :id").with("id", upload).update());
  }

  /// Forgets those that nobody went on with.
  ///
  /// @return which: their bytes can go too
  public List<UUID> deleteExpired() {
    return database.inTransaction(session ->
        session
            .sql("DELETE FROM subidas WHERE vence_en <= now() RETURNING id")
            .list(row -> row.id("id")));
  }

  private static Upload upload(Row row) throws SQLException {
    return new Upload(
        row.id("id"),
        row.id("casilla_id"),
        row.maybeId("emisor_id"),
        row.text("nombre"),
        row.number("tamano"),
        row.number("recibido"),
        row.text("creada_por"),
        row.time("vence_en"));
  }
}
