package dev.sage.server.desk;

import dev.sage.contract.ContractLoader;
import dev.sage.metadata.inbox.CatalogShape;
import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.metadata.inbox.InboxAdministration;
import dev.sage.metadata.inbox.InboxView;
import dev.sage.server.admin.MaterializationView;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// Where the inboxes land their rows, as their contracts say now.
record Landings(InboxAdministration inboxes, ContractAdministration contracts)
    implements InboxDesk.Materializations {

  @Override
  public List<MaterializationView> of(Optional<UUID> inbox) {
    return inboxes.list().stream()
        .filter(one -> inbox.isEmpty() || inbox.get().equals(one.id()))
        .flatMap(this::of)
        .toList();
  }

  private Stream<MaterializationView> of(InboxView inbox) {
    return contracts.list().stream()
        .filter(c -> c.id().equals(inbox.inbox().contract()))
        .map(c -> contracts.version(c.versionId()).yaml())
        .flatMap(yaml -> new ContractLoader().load(yaml, false).contract().stream())
        .flatMap(contract -> CatalogShape.of(contract).stream())
        .flatMap(catalog ->
            catalog.materializations().stream()
                .map(target ->
                    new MaterializationView(
                        inbox.inbox().name(),
                        catalog.id(),
                        target.id(),
                        target.destination(),
                        target.table(),
                        target.strategy(),
                        target.key(),
                        target.schemaMode())));
  }
}
