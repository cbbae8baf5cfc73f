package dev.sage.server.desk;

import dev.sage.contract.Contract;
import dev.sage.contract.ContractLoader;
import dev.sage.contract.LoadedContract;
import dev.sage.contract.Problem;
import dev.sage.metadata.inbox.CatalogShape;
import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.server.admin.ContractView;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/// Contracts.
record ContractDesk(ContractAdministration contracts) implements Desks.Contracts {
  private static final int SAID = 20;

  @Override
  public Page<ContractView> list(Paging paging) {
    return Pages.byName(
        contracts.list().stream().map(ContractDesk::view).toList(), ContractView::name, paging);
  }

  @Override
  public ContractView get(String name) {
    return view(find(name));
  }

  @Override
  public List<ContractView> versions(String name) {
    return contracts.versions(find(name).id()).stream()
        .map(v ->
            new ContractView(v.id(), name, v.version(), v.sha256(), v.publishedBy(), v.published()))
        .toList();
  }

  @Override
  public byte[] yaml(String name, Optional<Integer> version) {
    ContractAdministration.ContractView contract = find(name);
    UUID id =
        version.isEmpty()
            ? contract.versionId()
            : contracts.versions(contract.id()).stream()
                .filter(v -> v.version() == version.get())
                .map(ContractAdministration.VersionView::id)
                .findFirst()
                .orElseThrow(Missing::contract);
    return contracts.version(id).yaml();
  }

  @Override
  public ContractView publish(String name, byte[] yaml, Optional<String> sha256, String who) {
    Optional<ContractAdministration.ContractView> now = maybe(Drafts.name("name", name));
    if (sha256.isPresent() && !now.map(c -> c.sha256()).equals(sha256)) {
      throw new SageException(
          ErrorCode.CONFLICT,
          new Message(
              "El contrato ha cambiado desde que se leyó.",
              "The contract has changed since it was read."));
    }
    Contract contract = contract(yaml);
    contracts.publish(
        name, now.map(c -> c.description()).orElse(""), yaml, CatalogShape.of(contract), who);
    return get(name);
  }

  private static Contract contract(byte[] yaml) {
    LoadedContract loaded = new ContractLoader().load(yaml, false);
    return loaded
        .contract()
        .orElseThrow(() ->
            new SageException(
                ErrorCode.CONTRACT_INVALID,
                new Message(problems(loaded, Language.ES), problems(loaded, Language.EN))));
  }

  private static String problems(LoadedContract loaded, Language language) {
    return loaded.problems().stream()
        .filter(Problem::fatal)
        .limit(SAID)
        .map(p -> "%d:%d: %s".formatted(p.line(), p.column(), p.message().in(language)))
        .collect(Collectors.joining("\n"));
  }

  private Optional<ContractAdministration.ContractView> maybe(String name) {
    return contracts.list().stream().filter(c -> c.name().equals(name)).findFirst();
  }

  private ContractAdministration.ContractView find(String name) {
    return maybe(name).orElseThrow(Missing::contract);
  }

  private static ContractView view(ContractAdministration.ContractView contract) {
    return new ContractView(
        contract.versionId(),
        contract.name(),
        contract.version(),
        contract.sha256(),
        contract.publishedBy(),
        contract.published());
  }
}
