package dev.sage.server.desk;

import dev.sage.metadata.cost.Costs;
import dev.sage.metadata.execution.ExecutionAdministration;
import dev.sage.metadata.execution.ExecutionFilter;
import dev.sage.metadata.execution.ExecutionView.Detail;
import dev.sage.metadata.inbox.ContractAdministration;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.execution.NewExecution;
import dev.sage.orchestrator.inbox.Inbox;
import dev.sage.orchestrator.inbox.Inbox.ContractVersion;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.server.admin.Desks;
import dev.sage.server.admin.ExecutionView;
import dev.sage.server.admin.Page;
import dev.sage.server.admin.Paging;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.storage.ExecutionStore;
import dev.sage.worker.WorkOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Executions.
///
/// @param scratch for small files on their way into the store
record ExecutionDesk(
    ExecutionAdministration executions,
    Costs costs,
    Inboxes inboxes,
    ContractAdministration contracts,
    ExecutionStore store,
    Path scratch,
    Supplier<UUID> ids)
    implements Desks.Executions {

  @Override
  public Page<ExecutionView> list(Filter filter, Paging paging) {
    ExecutionFilter wanted =
        new ExecutionFilter(
            filter.state().flatMap(ExecutionState::of).map(Set::of).orElse(Set.of()),
            filter.inbox(),
            filter.sender(),
            Optional.empty(),
            filter.from(),
            filter.to(),
            Optional.empty());
    return Pages.of(
        executions.list(wanted, Pages.number(paging), paging.limit()),
        one -> view(one, Optional.empty(), Optional.empty()));
  }

  @Override
  public ExecutionView get(UUID id) {
    Detail detail = detail(id);
    return view(detail.execution(), Optional.of(detail), costs.of(id));
  }

  @Override
  public ExecutionView cancel(UUID id, String who) {
    detail(id);
    executions.stop(id, who);
    return get(id);
  }

  @Override
  public ExecutionView retry(UUID id, String who) {
    detail(id);
    executions.retry(id, who);
    return get(id);
  }

  /// What it needs is in the store before anybody can claim it.
  @Override
  public ExecutionView replay(UUID id, String who) {
    Detail old = detail(id);
    Optional<Inbox> inbox = inboxes.find(old.execution().inbox());
    ContractVersion contract =
        inbox.map(Inbox::contract).orElseGet(() -> contracts.version(old.contractVersion()));
    UUID fresh = ids.get();
    put(fresh, contract);
    executions.replay(
        new NewExecution(
            order(old.order(), fresh, contract, inbox),
            contract.id(),
            old.execution().priority(),
            inbox.map(Inbox::deadline).orElse(old.deadline()),
            Optional.of(id)),
        who);
    return get(fresh);
  }

  private static WorkOrder order(
      WorkOrder old, UUID fresh, ContractVersion contract, Optional<Inbox> inbox) {
    return new WorkOrder(
        fresh,
        1,
        contract.name(),
        contract.sha256(),
        old.input(),
        inbox.map(Inbox::catalog).orElse(old.catalog()),
        inbox.map(Inbox::delivery).orElse(old.delivery()),
        inbox.map(Inbox::onError).orElse(old.onError()),
        inbox.map(Inbox::language).orElse(old.language()),
        old.corrects(),
        old.origin());
  }

  private void put(UUID fresh, ContractVersion contract) {
    try {
      Path yaml = Files.createTempFile(Files.createDirectories(scratch), "contract-", ".tmp");
      try {
        Files.write(yaml, contract.yaml());
        store.put(fresh, 0, "contract.yaml", yaml);
      } finally {
        Files.deleteIfExists(yaml);
      }
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE, "The folder %s cannot be written.".formatted(scratch), e);
    }
  }

  private Detail detail(UUID id) {
    return executions.find(id).orElseThrow(Missing::execution);
  }

  private static ExecutionView view(
      dev.sage.metadata.execution.ExecutionView one,
      Optional<Detail> detail,
      Optional<Costs.OfExecution> cost) {
    return new ExecutionView(
        one.id(),
        one.number(),
        one.state().published(),
        one.inbox(),
        one.inboxName(),
        one.senderName(),
        one.delivery(),
        one.filename(),
        detail.map(Detail::size),
        one.contractName(),
        one.contractVersion(),
        one.priority(),
        one.attempt(),
        one.replays(),
        one.daemon(),
        one.decision().map(ExecutionDesk::placement),
        cost.map(ExecutionDesk::cost),
        one.arrived(),
        one.queued(),
        one.started(),
        one.ended(),
        one.stopRequested(),
        one.counts().map(ExecutionDesk::counts),
        one.counts().map(c -> c.status()),
        landed(one),
        one.error().map(ExecutionDesk::error),
        one.filesDeleted(),
        Optional.empty());
  }

  private static ExecutionView.PlacementView placement(Decision decision) {
    return new ExecutionView.PlacementView(
        decision.place().published(),
        decision.reasons().stream().map(Reason::name).toList(),
        decision.reasons().stream()
            .map(reason -> reason.text().es())
            .collect(Collectors.joining("; ")));
  }

  private static ExecutionView.CostView cost(Costs.OfExecution cost) {
    return new ExecutionView.CostView(
        cost.estimated().dollars(),
        cost.reserved().dollars(),
        cost.total().dollars(),
        cost.isSettled(),
        cost.invocations(),
        cost.gbSeconds());
  }

  private static ExecutionView.Counts counts(
      dev.sage.metadata.execution.ExecutionView.Counts counts) {
    return new ExecutionView.Counts(
        counts.read(),
        counts.accepted(),
        counts.rejected(),
        counts.filtered(),
        counts.errors(),
        counts.warnings(),
        counts.messages());
  }

  private static List<ExecutionView.LandedView> landed(
      dev.sage.metadata.execution.ExecutionView one) {
    return one.landed().stream()
        .map(l -> new ExecutionView.LandedView(l.materialization(), l.rows(), l.outcome()))
        .toList();
  }

  private static ExecutionView.ErrorView error(
      dev.sage.metadata.execution.ExecutionView.LastError error) {
    String name =
        Arrays.stream(ErrorCode.values())
            .filter(code -> code.number() == error.code())
            .map(ErrorCode::name)
            .findFirst()
            .orElse("");
    return new ExecutionView.ErrorView(name, error.code(), error.message());
  }
}
