package dev.sage.metadata.audit;

import dev.sage.metadata.database.Json;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The audit log.
public final class AuditLog {
  private final MetadataDatabase database;

  public AuditLog(MetadataDatabase database) {
    this.database = database;
  }

  /// Notes a change within its transaction. Nothing secret may be in it.
  ///
  /// @param who a user, a token, a daemon
  /// @param before what can be written as JSON; null: there was nothing
  /// @param after null: there is nothing any more
  public static void write(
      Session session,
      String who,
      String action,
      Subject subject,
      @Nullable Object before,
      @Nullable Object after) {
    session
        .sql(
            """
            INSERT INTO auditoria (quien, accion, tipo_objeto, objeto, antes, despues)
            VALUES (:who, :action, :kind, :id, cast(:before AS jsonb), cast(:after AS jsonb))
            """)
        .with("who", who)
        .with("action", action)
        .with("kind", subject.kind())
        .with("id", subject.id())
        .with("before", before == null ? null : Json.write(before))
        .with("after", after == null ? null : Json.write(after))
        .update();
  }

  /// What was changed: `casilla` and its id.
  public record Subject(String kind, String id) {
    public static Subject of(String kind, Object id) {
      return new Subject(kind, id.toString());
    }
  }

  /// Something that was done.
  ///
  /// @param before JSON
  public record Entry(
      long number,
      Instant at,
      String who,
      String action,
      Subject subject,
      Optional<String> before,
      Optional<String> after) {}

  /// Notes what is not a change of these tables: a login, a download.
  public void note(String who, String action, Subject subject) {
    database.transact(session -> write(session, who, action, subject, null, null));
  }

  /// The newest first.
  ///
  /// @param subject only about it; empty: about all
  /// @param before continue a page: smaller numbers only
  public Page<Entry> list(Optional<Subject> subject, OptionalLong before, int most) {
    return database.inTransaction(session ->
        Page.of(
            session
                .sql(
                    """
                    SELECT * FROM auditoria
                    WHERE numero < coalesce(cast(:before AS bigint), 9223372036854775807)
                      AND (cast(:kind AS text) IS NULL OR (tipo_objeto = :kind AND objeto = :id))
                    ORDER BY numero DESC LIMIT :most
                    """)
                .with("before", before)
                .with("kind", subject.map(Subject::kind))
                .with("id", subject.map(Subject::id))
                .with("most", most + 1)
                .list(AuditLog::entry),
            most,
            Entry::number));
  }

  /// Forgets what is older.
  ///
  /// @return how many entries went
  public int deleteOlderThan(Duration age) {
    return database.inTransaction(session ->
        session
            .sql(
                """
                DELETE FROM auditoria WHERE ocurrida_en < now() - :age * interval '1 millisecond'
                """)
            .with("age", age)
            .update());
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.number("numero"),
        row.time("ocurrida_en"),
        row.text("quien"),
        row.text("accion"),
        new Subject(row.text("tipo_objeto"), row.text("objeto")),
        row.maybeText("antes"),
        row.maybeText("despues"));
  }

  /// Everything of an object, the newest first.
  public List<Entry> of(Subject subject) {
    return list(Optional.of(subject), OptionalLong.empty(), 1_000).items();
  }
}
