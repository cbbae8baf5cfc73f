package dev.sage.server.desk;

import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.inbox.InboxDraft;
import dev.sage.metadata.inbox.InboxDraft.SenderDraft;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.InboxForm;
import dev.sage.server.admin.InboxView;
import dev.sage.server.admin.InboxView.ExpectationView;
import dev.sage.server.admin.InboxView.SenderView;
import dev.sage.server.admin.MaterializationView;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import java.time.DayOfWeek;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Inboxes.
record InboxDesk(
    InboxAdministration inboxes,
    ContractAdministration contracts,
    Drafts drafts,
    Supplier<UUID> ids,
    Materializations materializations)
    implements Desks.Inboxes {

  /// Reads where rows are landed.
  interface Materializations {
    List<MaterializationView> of(Optional<UUID> inbox);
  }

  @Override
  public Page<InboxView> list(Paging paging) {
    return Pages.byName(
        inboxes.list().stream().map(InboxDesk::view).toList(), InboxView::name, paging);
  }

  @Override
  public InboxView get(String idOrName) {
    return view(find(idOrName));
  }

  @Override
  public InboxView create(InboxForm form, String who) {
    InboxDraft draft = drafts.inbox(form, contract(form.contract()));
    List<SenderDraft> senders = senders(form);
    return view(inboxes.create(ids.get(), draft, senders, ids, who));
  }

  @Override
  public InboxView change(UUID id, InboxForm form, Optional<Long> revision, String who) {
    InboxDraft draft = drafts.inbox(form, contract(form.contract()));
    List<SenderDraft> senders = senders(form);
    dev.sage.metadata.inbox.InboxView now = inboxes.find(id).orElseThrow(Missing::inbox);
    long seen = revision.orElse(now.revision());
    return view(inboxes.edit(id, seen, draft, senders, ids, who));
  }

  @Override
  public void remove(UUID id, Optional<Long> revision, String who) {
    long seen = revision.orElseGet(() -> inboxes.find(id).orElseThrow(Missing::inbox).revision());
    inboxes.delete(id, seen, who);
  }

  @Override
  public List<MaterializationView> materializations(Optional<UUID> inbox) {
    return materializations.of(inbox);
  }

  private dev.sage.metadata.inbox.InboxView find(String idOrName) {
    return Ids.parse(idOrName)
        .flatMap(inboxes::find)
        .or(() ->
            inboxes.list().stream().filter(i -> i.inbox().name().equals(idOrName)).findFirst())
        .orElseThrow(Missing::inbox);
  }

  private UUID contract(@Nullable String name) {
    return contracts.list().stream()
        .filter(c -> c.name().equals(name))
        .map(ContractAdministration.ContractView::id)
        .findFirst()
        .orElseThrow(Missing::contract);
  }

  private static List<SenderDraft> senders(InboxForm form) {
    List<SenderView> wanted = form.senders() == null ? List.of() : form.senders();
    List<SenderDraft> drafts = wanted.stream().map(Drafts::sender).toList();
    if (drafts.stream().map(SenderDraft::name).distinct().count() < drafts.size()) {
      throw Missing.field("senders.name", "norte, sur");
    }
    return drafts;
  }

  private static InboxView view(dev.sage.metadata.inbox.InboxView view) {
    InboxDraft inbox = view.inbox();
    Function<Enum<?>, String> word = constant -> constant.name().toLowerCase(Locale.ROOT);
    return new InboxView(
        view.id(),
        inbox.name(),
        inbox.description(),
        view.contractName(),
        inbox.folder(),
        inbox.daemon(),
        inbox.catalog(),
        inbox.delivery(),
        inbox.onError().map(word),
        word.apply(inbox.language()),
        inbox.zone().getId(),
        inbox.priority(),
        Drafts.shown(inbox.deadline()),
        Drafts.shown(inbox.settle()),
        inbox.active(),
        view.senders().stream().map(s -> sender(s.id(), s.sender())).toList(),
        view.revision(),
        view.created(),
        view.updated());
  }

  private static SenderView sender(UUID id, SenderDraft sender) {
    return new SenderView(
        Optional.of(id),
        sender.name(),
        sender.pattern(),
        sender.email(),
        Optional.of(sender.active()),
        sender
            .expected()
            .map(e ->
                new ExpectationView(
                    e.days().stream().map(DayOfWeek::getValue).sorted().toList(),
                    e.until().toString(),
                    e.zone().getId())));
  }
}
