package dev.sage.metadata.inbox;

import dev.sage.contract.Policy;
import dev.sage.metadata.database.Row;
import dev.sage.metadata.database.Session;
import dev.sage.metadata.inbox.InboxDraft.ExpectedDraft;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.metadata.inbox.InboxView.SenderView;
import dev.sage.spi.Language;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Reads inboxes as administrators see them.
final class InboxRows {
  private InboxRows() {}

  static List<InboxView> list(Session session, Optional<UUID> inbox) {
    Map<UUID, List<SenderView>> senders = senders(session, inbox);
    return session
        .sql(
            """
            SELECT c.*, k.nombre AS contrato, coalesce(v.version, 0) AS contrato_version
            FROM casillas_datos c
            JOIN contratos k ON k.id = c.contrato_id
            LEFT JOIN versiones_contrato v ON v.id = k.version_actual_id
            WHERE c.id = coalesce(cast(:inbox AS uuid), c.id)
            ORDER BY c.nombre
            """)
        .with("inbox", inbox)
        .list(row -> view(row, senders));
  }

  private static Map<UUID, List<SenderView>> senders(Session session, Optional<UUID> inbox) {
    return session
        .sql(
            """
            SELECT s.*, x.dias, x.hora, x.zona FROM emisores s
            LEFT JOIN expectativas x ON x.emisor_id = s.id
            WHERE s.casilla_id = coalesce(cast(:inbox AS uuid), s.casilla_id)
            ORDER BY s.nombre
            """)
        .with("inbox", inbox)
        .list(row -> Map.entry(row.id("casilla_id"), sender(row)))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  private static SenderView sender(Row row) throws SQLException {
    return new SenderView(
        row.id("id"),
        new SenderDraft(
            row.text("nombre"),
            row.maybeText("patron"),
            row.maybeText("correo"),
            row.isTrue("activo"),
            row.maybeText("zona").isEmpty() ? Optional.empty() : Optional.of(expected(row))));
  }

  private static ExpectedDraft expected(Row row) throws SQLException {
    return new ExpectedDraft(
        row.wholes("dias").stream().map(DayOfWeek::of).collect(Collectors.toSet()),
        row.hour("hora"),
        ZoneId.of(row.text("zona")));
  }

  private static InboxView view(Row row, Map<UUID, List<SenderView>> senders) throws SQLException {
    UUID id = row.id("id");
    return new InboxView(
        id,
        row.number("revision"),
        draft(row),
        row.text("contrato"),
        row.whole("contrato_version"),
        senders.getOrDefault(id, List.of()),
        row.time("creada_en"),
        row.time("actualizada_en"));
  }

  private static InboxDraft draft(Row row) throws SQLException {
    return new InboxDraft(
        row.text("nombre"),
        row.text("descripcion"),
        row.id("contrato_id"),
        row.maybeText("carpeta"),
        row.maybeText("daemon"),
        row.maybeText("catalogo"),
        row.maybeText("paquete"),
        row.maybeText("politica").map(p -> Policy.OnError.valueOf(p.toUpperCase(Locale.ROOT))),
        Language.valueOf(row.text("idioma").toUpperCase(Locale.ROOT)),
        ZoneId.of(row.text("zona")),
        row.whole("prioridad"),
        row.millis("limite_ms"),
        row.millis("reposo_ms"),
        row.isTrue("activa"));
  }
}
