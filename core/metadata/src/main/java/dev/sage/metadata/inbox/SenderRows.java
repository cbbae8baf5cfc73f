package dev.sage.metadata.inbox;

import dev.sage.metadata.database.Session;
import dev.sage.metadata.inbox.InboxDraft.ExpectedDraft;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.metadata.inbox.InboxView.SenderView;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Changes the senders of an inbox that is locked.
final class SenderRows {
  private SenderRows() {}

  /// Makes the senders those. Who has the name of one before is that one.
  static void replace(
      Session session, InboxView inbox, List<SenderDraft> wanted, Supplier<UUID> ids) {
    Set<String> names = wanted.stream().map(SenderDraft::name).collect(Collectors.toSet());
    inbox.senders().stream()
        .filter(known -> !names.contains(known.sender().name()))
        .forEach(known -> remove(session, inbox, known.id()));
    Map<String, UUID> known =
        inbox.senders().stream().collect(Collectors.toMap(s -> s.sender().name(), SenderView::id));
    for (SenderDraft sender : wanted) {
      Optional<UUID> id = Optional.ofNullable(known.get(sender.name()));
      save(session, inbox, id.orElseGet(ids), sender);
    }
  }

  static void save(Session session, InboxView inbox, UUID sender, SenderDraft draft) {
    requireOwn(session, inbox, sender);
    session
        .sql(
            """
            INSERT INTO emisores (id, casilla_id, nombre, patron, correo, activo)
            VALUES (:id, :inbox, :name, :pattern, :email, :active)
            ON CONFLICT (id) DO UPDATE SET nombre = excluded.nombre, patron = excluded.patron,
              correo = excluded.correo, activo = excluded.activo
            """)
        .with("id", sender)
        .with("inbox", inbox.id())
        .with("name", draft.name())
        .with("pattern", draft.pattern())
        .with("email", draft.email())
        .with("active", draft.active())
        .update();
    expect(session, sender, draft.expected());
  }

  static void remove(Session session, InboxView inbox, UUID sender) {
    requireOwn(session, inbox, sender);
    session.sql("DELETE FROM emisores WHERE id = :id").with("id", sender).update();
  }

  private static void expect(Session session, UUID sender, Optional<ExpectedDraft> expected) {
    if (expected.isEmpty()) {
      session.sql("DELETE FROM expectativas WHERE emisor_id = :id").with("id", sender).update();
      return;
    }
    session
        .sql(
            """
            INSERT INTO expectativas AS x (emisor_id, dias, hora, zona)
            VALUES (:id, :days, :until, :zone)
            ON CONFLICT (emisor_id) DO UPDATE
            SET dias = excluded.dias, hora = excluded.hora, zona = excluded.zona, desde = now()
            WHERE (x.dias, x.hora, x.zona) IS DISTINCT FROM
              (excluded.dias, excluded.hora, excluded.zona)
            """)
        .with("id", sender)
        .with("days", days(expected.get()))
        .with("until", expected.get().until())
        .with("zone", expected.get().zone().getId())
        .update();
  }

  private static Short[] days(ExpectedDraft expected) {
    return expected.days().stream()
        .sorted()
        .map(day -> (short) day.getValue())
        .toArray(Short[]::new);
  }

  private static void requireOwn(Session session, InboxView inbox, UUID sender) {
    boolean isOthers =
        session
            .sql("SELECT casilla_id FROM emisores WHERE id = :id")
            .with("id", sender)
            .first(row -> row.id("casilla_id"))
            .filter(owner -> !owner.equals(inbox.id()))
            .isPresent();
    if (isOthers) {
      throw new SageException(ErrorCode.NOT_FOUND, "The inbox has no sender %s.".formatted(sender));
    }
  }
}
