package dev.sage.metadata.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sage.contract.Policy;
import dev.sage.metadata.PostgresqlControlPath;
import dev.sage.metadata.TestDatabase;
import dev.sage.metadata.audit.AuditLog;
import dev.sage.metadata.audit.AuditLog.Entry;
import dev.sage.metadata.audit.AuditLog.Subject;
import dev.sage.metadata.database.Page;
import dev.sage.metadata.inbox.ContractAdministration.Published;
import dev.sage.metadata.inbox.InboxDraft.ExpectedDraft;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Sender;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.SageException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class AdministrationIT {
  @RegisterExtension private static final TestDatabase database = new TestDatabase();

  private static final CatalogShape VENTAS =
      new CatalogShape(
          "ventas",
          "Ventas",
          "Las del día",
          "ventas.csv",
          "CSV",
          List.of(
              new CatalogShape.Target(
                  "dw",
                  "postgresql://carga:secreta@db/dw",
                  "dw.ventas",
                  "UPSERT",
                  List.of("codigo"),
                  Map.of("codigo", "cod_venta"),
                  List.of(),
                  "FREEZE")));
  private static final CatalogShape CLIENTES =
      new CatalogShape("clientes", "Clientes", "", "clientes.csv", "CSV", List.of());

  private ContractAdministration contracts;
  private InboxAdministration inboxes;
  private AuditLog audit;

  @BeforeEach
  void prepare() {
    contracts = new ContractAdministration(database.get());
    inboxes = new InboxAdministration(database.get());
    audit = new AuditLog(database.get());
  }

  @Test
  void theSameBytesHaveTheSameVersion() {
    Published first = publish("uno", VENTAS);
    Published second = publish("dos", VENTAS, CLIENTES);
    Published again = publish("uno", VENTAS);

    assertThat(first.number()).isEqualTo(1);
    assertThat(second.number()).isEqualTo(2);
    assertThat(again)
        .isEqualTo(new Published(first.contract(), first.version(), 1, first.sha256(), false));
    assertThat(contracts.versions(first.contract()))
        .extracting(v -> v.version() + " " + v.isCurrent())
        .containsExactly("2 false", "1 true");
    assertThat(contracts.list())
        .singleElement()
        .satisfies(contract -> assertThat(contract.version()).isEqualTo(1));
    assertThat(new String(contracts.version(second.version()).yaml(), StandardCharsets.UTF_8))
        .isEqualTo("dos");
  }

  @Test
  void inboxesShowTheCatalogsOfTheCurrentVersion() {
    InboxView inbox = create(draft("Ventas", publish("uno", VENTAS).contract()));
    assertThat(catalogs(inbox.id())).containsExactly("ventas dw dw.ventas codigo cod_venta");

    publish("dos", CLIENTES, VENTAS);

    assertThat(catalogs(inbox.id()))
        .containsExactly("clientes ∅ ∅ ∅ ∅", "ventas dw dw.ventas codigo cod_venta");
    assertThat(database.query("SELECT destino AS v FROM materializaciones"))
        .containsExactly("postgresql://carga:***@db/dw");
  }

  @Test
  void aDaemonSeesWhatAnAdministratorMade() {
    Published contract = publish("uno", VENTAS);
    InboxView made = create(draft("Ventas", contract.contract()));
    UUID sender = UUID.randomUUID();
    inboxes.saveSender(made.id(), made.revision(), sender, sender("norte"), "ana");

    Inbox inbox = new PostgresqlInboxes(database.get()).find(made.id()).orElseThrow();

    assertThat(inbox.name()).isEqualTo("Ventas");
    assertThat(inbox.contract().id()).isEqualTo(contract.version());
    assertThat(inbox.contract().yaml()).asString(StandardCharsets.UTF_8).isEqualTo("uno");
    assertThat(inbox.folder()).contains(Path.of("/datos/ventas"));
    assertThat(inbox.onError()).contains(Policy.OnError.REJECT_ROWS);
    assertThat(inbox.deadline()).isEqualTo(Duration.ofMinutes(30));
    assertThat(inbox.senders())
        .containsExactly(
            new Sender(sender, made.id(), "norte", Optional.of("n_*.csv"), Optional.of("n@x.mx")));
  }

  @Test
  void onlyActiveInboxesThatADaemonMayServeAreServed() {
    UUID contract = publish("uno", VENTAS).contract();
    create(draft("a", contract));
    InboxView b = create(draft("b", contract));
    inboxes.edit(b.id(), b.revision(), changed(draft("b", contract), "d2", true), "ana");
    InboxView c = create(draft("c", contract));
    inboxes.edit(c.id(), c.revision(), changed(draft("c", contract), "d1", false), "ana");

    PostgresqlInboxes served = new PostgresqlInboxes(database.get());

    assertThat(served.servedBy("d1")).extracting(Inbox::name).containsExactly("a");
    assertThat(served.servedBy("d2")).extracting(Inbox::name).containsExactly("a", "b");
    assertThat(served.find(c.id())).isEmpty();
  }

  @Test
  void whoEditsWhatSomebodyElseChangedIsTold() {
    InboxView made = create(draft("Ventas", publish("uno", VENTAS).contract()));
    InboxDraft renamed = draft("Ventas 2", made.inbox().contract());
    InboxView edited = inboxes.edit(made.id(), made.revision(), renamed, "ana");

    assertThat(edited.revision()).isEqualTo(made.revision() + 1);
    assertThatThrownBy(() -> inboxes.edit(made.id(), made.revision(), renamed, "eva"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT))
        .hasMessageContaining("revision 2");
    assertThatThrownBy(() -> inboxes.edit(UUID.randomUUID(), 1, renamed, "eva"))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    assertThatThrownBy(() -> create(draft("Ventas 2", made.inbox().contract())))
        .isInstanceOfSatisfying(
            SageException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CONFLICT));
    assertThat(inboxes.find(made.id()).orElseThrow()).isEqualTo(edited);
  }

  @Test
  void everyEditIsAuditedWithWhatWasBefore() {
    InboxView made = create(draft("Ventas", publish("uno", VENTAS).contract()));
    UUID sender = UUID.randomUUID();
    InboxView grown =
        inboxes.saveSender(made.id(), made.revision(), sender, sender("norte"), "eva");
    inboxes.removeSender(made.id(), grown.revision(), sender, "eva");

    List<Entry> entries = audit.of(Subject.of("casilla", made.id()));

    assertThat(entries)
        .extracting(e -> e.who() + " " + e.action())
        .containsExactly("eva quitar_emisor", "eva guardar_emisor", "ana crear");
    assertThat(entries.getFirst().before().orElseThrow()).contains("norte");
    assertThat(entries.getFirst().after().orElseThrow()).doesNotContain("norte");
    assertThat(entries.getLast().before()).isEmpty();
  }

  @Test
  void anInboxIsMadeAndChangedWithItsSendersOrNotAtAll() {
    UUID contract = publish("uno", VENTAS).contract();
    UUID id = UUID.randomUUID();
    InboxView made =
        inboxes.create(
            id,
            draft("Ventas", contract),
            List.of(sender("norte"), sender("sur")),
            UUID::randomUUID,
            "ana");
    assertThat(made.revision()).isEqualTo(1);
    UUID north = made.senders().getFirst().id();
    database.run(
        """
        INSERT INTO entregas (id, casilla_id, emisor_id, archivo, tamano, sha256, estado, motivo,
          recibida_en)
        VALUES (gen_random_uuid(), '%s', '%s', 'a', 1, '%s', 'rechazada', 'no', now())
        """
            .formatted(id, north, "a".repeat(64)));

    assertThatThrownBy(() ->
            inboxes.edit(
                id, 1, draft("Otra", contract), List.of(sender("oeste")), UUID::randomUUID, "eva"))
        .hasMessageContaining("refers to it");
    assertThat(inboxes.find(id)).contains(made);

    InboxView changed =
        inboxes.edit(
            id,
            1,
            draft("Otra", contract),
            List.of(sender("oeste"), sender("norte")),
            UUID::randomUUID,
            "eva");
    assertThat(changed.revision()).isEqualTo(2);
    assertThat(changed.senders())
        .extracting(s -> s.sender().name())
        .containsExactly("norte", "oeste");
    assertThat(changed.senders().getFirst().id()).isEqualTo(north);
    assertThat(audit.of(Subject.of("casilla", id)))
        .extracting(e -> e.who() + " " + e.action())
        .containsExactly("eva cambiar", "ana crear");
  }

  @Test
  void aRefusedEditLeavesNothingNotEvenAnEntry() {
    InboxView made = create(draft("Ventas", publish("uno", VENTAS).contract()));
    int before = audit.of(Subject.of("casilla", made.id())).size();

    assertThatThrownBy(() ->
            inboxes.edit(made.id(), made.revision(), draft("Ventas", UUID.randomUUID()), "ana"))
        .hasMessageContaining("refers");

    assertThat(audit.of(Subject.of("casilla", made.id()))).hasSize(before);
    assertThat(inboxes.find(made.id()).orElseThrow().revision()).isEqualTo(made.revision());
  }

  @Test
  void expectationsAreSetAndTakenAway() {
    InboxView made = create(draft("Ventas", publish("uno", VENTAS).contract()));
    UUID id = UUID.randomUUID();
    InboxView with = inboxes.saveSender(made.id(), 1, id, sender("norte"), "ana");
    assertThat(with.senders().getFirst().sender()).isEqualTo(sender("norte"));

    SenderDraft without =
        new SenderDraft("norte", Optional.empty(), Optional.empty(), false, Optional.empty());
    InboxView after = inboxes.saveSender(made.id(), 2, id, without, "ana");

    assertThat(after.senders().getFirst().sender()).isEqualTo(without);
    assertThat(new PostgresqlInboxes(database.get()).find(made.id()).orElseThrow().senders())
        .isEmpty();
  }

  @Test
  void whatHasReceivedSomethingIsNotDeleted() {
    PostgresqlControlPath path = new PostgresqlControlPath(database);
    UUID empty = path.inbox();
    UUID used = path.inbox();
    database.run(
        """
        INSERT INTO entregas (id, casilla_id, archivo, tamano, sha256, estado, motivo, recibida_en)
        VALUES (gen_random_uuid(), '%s', 'a', 1, '%s', 'rechazada', 'no', now())
        """
            .formatted(used, "a".repeat(64)));

    inboxes.delete(empty, 1, "ana");

    assertThat(inboxes.find(empty)).isEmpty();
    assertThatThrownBy(() -> inboxes.delete(used, 1, "ana")).hasMessageContaining("refers to it");
  }

  @Test
  void theAuditIsReadInPagesAndForgotten() {
    for (int i = 0; i < 5; i++) {
      audit.note("ana", "entrar", Subject.of("usuario", i));
    }

    Page<Entry> first = audit.list(Optional.empty(), OptionalLong.empty(), 3);
    Page<Entry> second = audit.list(Optional.empty(), first.next(), 3);

    assertThat(first.items()).extracting(e -> e.subject().id()).containsExactly("4", "3", "2");
    assertThat(second.items()).extracting(e -> e.subject().id()).containsExactly("1", "0");
    assertThat(second.next()).isEmpty();
    assertThat(audit.deleteOlderThan(Duration.ofDays(1))).isZero();
    database.run("UPDATE auditoria SET ocurrida_en = now() - interval '2 days'");
    assertThat(audit.deleteOlderThan(Duration.ofDays(1))).isEqualTo(5);
  }

  private Published publish(String yaml, CatalogShape... catalogs) {
    return contracts.publish(
        "ventas",
        "Ventas diarias",
        yaml.getBytes(StandardCharsets.UTF_8),
        List.of(catalogs),
        "ana");
  }

  private InboxView create(InboxDraft draft) {
    return inboxes.create(UUID.randomUUID(), draft, "ana");
  }

  private static InboxDraft draft(String name, UUID contract) {
    return new InboxDraft(
        name,
        "",
        contract,
        Optional.of("/datos/ventas"),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Policy.OnError.REJECT_ROWS),
        Language.ES,
        ZoneId.of("America/Bogota"),
        0,
        Duration.ofMinutes(30),
        Duration.ofSeconds(5),
        true);
  }

  private static InboxDraft changed(InboxDraft draft, String daemon, boolean active) {
    return new InboxDraft(
        draft.name(),
        draft.description(),
        draft.contract(),
        draft.folder(),
        Optional.of(daemon),
        draft.catalog(),
        draft.delivery(),
        draft.onError(),
        draft.language(),
        draft.zone(),
        draft.priority(),
        draft.deadline(),
        draft.settle(),
        active);
  }

  private static SenderDraft sender(String name) {
    return new SenderDraft(
        name,
        Optional.of("n_*.csv"),
        Optional.of("n@x.mx"),
        true,
        Optional.of(
            new ExpectedDraft(
                Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                LocalTime.of(8, 30),
                ZoneId.of("America/Mexico_City"))));
  }

  private static List<String> catalogs(UUID inbox) {
    return database.query(
        """
        SELECT concat_ws(' ', c.clave, coalesce(m.clave, '∅'), coalesce(m.tabla, '∅'),
          coalesce(array_to_string(m.llave, ','), '∅'), coalesce(m.columnas ->> 'codigo', '∅')) AS v
        FROM catalogos c LEFT JOIN materializaciones m ON m.catalogo_id = c.id
        WHERE c.casilla_id = '%s' ORDER BY c.orden
        """
            .formatted(inbox));
  }
}
