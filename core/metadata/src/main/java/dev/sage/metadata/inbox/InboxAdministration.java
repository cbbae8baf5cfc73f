package dev.sage.metadata.inbox;

import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.MetadataDatabase;
import dev.sage.metadata.database.Session;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.metadata.inbox.InboxView.SenderView;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Makes and changes inboxes and their senders. Whoever changes one says which revision it saw;
/// when somebody else was faster, that is a [ErrorCode#CONFLICT] and nothing is changed.
public final class InboxAdministration {
  private final MetadataDatabase database;

  public InboxAdministration(MetadataDatabase database) {
    this.database = database;
  }

  /// By name.
  public List<InboxView> list() {
    return database.inTransaction(session -> InboxRows.list(session, Optional.empty()));
  }

  public Optional<InboxView> find(UUID inbox) {
    return database.inTransaction(session -> read(session, inbox));
  }

  public InboxView create(UUID id, InboxDraft draft, String who) {
    return create(id, draft, List.of(), () -> id, who);
  }

  /// Makes an inbox with its senders, all or nothing.
  ///
  /// @param ids makes those of senders
  public InboxView create(
      UUID id, InboxDraft draft, List<SenderDraft> senders, Supplier<UUID> ids, String who) {
    return database.inTransaction(session -> {
      values(
              session.sql(
                  """
                  INSERT INTO casillas_datos (id, nombre, descripcion, contrato_id, carpeta, daemon,
                    catalogo, paquete, politica, idioma, zona, prioridad, limite_ms, reposo_ms, activa)
                  VALUES (:id, :name, :description, :contract, :folder, :daemon, :catalog, :delivery,
                    :policy, :language, :zone, :priority, :deadline, :settle, :active)
                  """),
              draft)
          .with("id", id)
          .update();
      Catalogs.refreshOfInbox(session, id);
      SenderRows.replace(session, read(session, id).orElseThrow(), senders, ids);
      return audited(session, id, "crear", null, who);
    });
  }

  /// Its senders stay as they are.
  public InboxView edit(UUID id, long revision, InboxDraft draft, String who) {
    return database.inTransaction(session -> {
      InboxView before = edited(session, id, revision, draft);
      return audited(session, id, "cambiar", before, who);
    });
  }

  /// Changes an inbox and makes its senders those, all or nothing. One that has sent cannot be left
  /// out: it can be made inactive.
  ///
  /// @param ids makes those of new senders
  public InboxView edit(
      UUID id,
      long revision,
      InboxDraft draft,
      List<SenderDraft> senders,
      Supplier<UUID> ids,
      String who) {
    return database.inTransaction(session -> {
      InboxView before = edited(session, id, revision, draft);
      SenderRows.replace(session, before, senders, ids);
      return audited(session, id, "cambiar", before, who);
    });
  }

  private static InboxView edited(Session session, UUID id, long revision, InboxDraft draft) {
    InboxView before = grown(session, id, revision);
    values(
            session.sql(
                """
                UPDATE casillas_datos SET nombre = :name, descripcion = :description,
                  contrato_id = :contract, carpeta = :folder, daemon = :daemon,
                  catalogo = :catalog, paquete = :delivery, politica = :policy,
                  idioma = :language, zona = :zone, prioridad = :priority,
                  limite_ms = :deadline, reposo_ms = :settle, activa = :active
                WHERE id = :id
                """),
            draft)
        .with("id", id)
        .update();
    if (!before.inbox().contract().equals(draft.contract())) {
      Catalogs.refreshOfInbox(session, id);
    }
    return before;
  }

  /// Deletes an inbox to which nothing was ever delivered; others can be made inactive.
  public void delete(UUID id, long revision, String who) {
    database.transact(session -> {
      InboxView before = grown(session, id, revision);
      session.sql("DELETE FROM casillas_datos WHERE id = :id").with("id", id).update();
      AuditLog.write(session, who, "borrar", subject(id), before, null);
    });
  }

  /// Adds a sender, or changes it when there is one of that id.
  public InboxView saveSender(
      UUID inbox, long revision, UUID sender, SenderDraft draft, String who) {
    return database.inTransaction(session -> {
      InboxView before = grown(session, inbox, revision);
      SenderRows.save(session, before, sender, draft);
      return audited(session, inbox, "guardar_emisor", before, who);
    });
  }

  /// Removes a sender that has never sent; others can be made inactive.
  public InboxView removeSender(UUID inbox, long revision, UUID sender, String who) {
    return database.inTransaction(session -> {
      InboxView before = grown(session, inbox, revision);
      SenderRows.remove(session, before, sender);
      return audited(session, inbox, "quitar_emisor", before, who);
    });
  }

  /// The inbox as it was, locked, with the next revision.
  private static InboxView grown(Session session, UUID id, long revision) {
    int changed =
        session
            .sql(
                """
                UPDATE casillas_datos SET revision = revision + 1, actualizada_en = now()
                WHERE id = :id AND revision = :revision
                """)
            .with("id", id)
            .with("revision", revision)
            .update();
    InboxView view = read(session, id).orElseThrow(() -> missing(id));
    if (changed == 0) {
      throw new SageException(
          ErrorCode.CONFLICT,
          "The inbox was changed meanwhile: it is at revision %d, and the change is for %d. Look at it again."
              .formatted(view.revision(), revision));
    }
    return view;
  }

  private static InboxView audited(
      Session session, UUID id, String action, @Nullable InboxView before, String who) {
    InboxView after = read(session, id).orElseThrow(() -> missing(id));
    AuditLog.write(session, who, action, subject(id), before, after);
    return after;
  }

  private static Optional<InboxView> read(Session session, UUID id) {
    return InboxRows.list(session, Optional.of(id)).stream().findFirst();
  }

  private static SageException missing(UUID id) {
    return new SageException(ErrorCode.NOT_FOUND, "There is no inbox %s.".formatted(id));
  }

  private static Subject subject(UUID id) {
    return Subject.of("casilla", id);
  }

  private static Session.Sql values(Session.Sql sql, InboxDraft draft) {
    return sql.with("name", draft.name())
        .with("description", draft.description())
        .with("contract", draft.contract())
        .with("folder", draft.folder())
        .with("daemon", draft.daemon())
        .with("catalog", draft.catalog())
        .with("delivery", draft.delivery())
        .with("policy", draft.onError().map(p -> p.name().toLowerCase(Locale.ROOT)))
        .with("language", draft.language().name().toLowerCase(Locale.ROOT))
        .with("zone", draft.zone().getId())
        .with("priority", draft.priority())
        .with("deadline", draft.deadline())
        .with("settle", draft.settle())
        .with("active", draft.active());
  }

  /// The senders of an inbox, by name.
  public List<SenderView> senders(UUID inbox) {
    return find(inbox).map(InboxView::senders).orElseThrow(() -> missing(inbox));
  }
}
