package dev.sage.testing.simulation;

import dev.sage.orchestrator.execution.Change;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.testing.orchestrator.MemoryMetadata.Received;
import dev.sage.testing.orchestrator.MemoryMetadata.Row;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Looks at a world that has come to rest.
final class Judgement {
  private final World world;
  private final Simulation.Sender sender;
  private final List<String> violations = new ArrayList<>();

  Judgement(World world, Simulation.Sender sender) {
    this.world = world;
    this.sender = sender;
  }

  List<String> violations() {
    List<Row> rows = world.metadata.executions();
    require(sender.isDone() && world.folder.isEmpty(), "files are left in the inbox");
    judgeDeliveries();
    rows.forEach(this::judge);
    require(
        world.destination.committed() == rows.size(),
        "%d executions, %d commits".formatted(rows.size(), world.destination.committed()));
    require(!world.anyLeaseHeld(), "a lease is held by nobody");
    return violations;
  }

  /// Every content once, every file moved once, none taken by halves.
  private void judgeDeliveries() {
    List<Received> deliveries = world.metadata.deliveries();
    Set<String> contents = new HashSet<>();
    for (int i = 0; i < sender.files(); i++) {
      contents.add(new String(Simulation.Sender.content(i), StandardCharsets.UTF_8));
    }
    require(
        world.metadata.executions().size() == contents.size(),
        "%d contents, %d executions"
            .formatted(contents.size(), world.metadata.executions().size()));
    require(deliveries.stream().noneMatch(d -> d.delivery().size() == 1), "half a file was taken");
    require(
        deliveries.stream().allMatch(d -> d.movedTo().isPresent()),
        "the ledger does not know of every move");
    List<String> moved = world.folder.moved();
    require(
        moved.size() == sender.files() && new HashSet<>(moved).size() == moved.size(),
        "%d files, moved: %s".formatted(sender.files(), moved));
  }

  private void judge(Row row) {
    require(row.state() == ExecutionState.COMPLETED, "%s is %s".formatted(row.id(), row.state()));
    require(
        row.history().stream().filter(ExecutionState::isEnd).count() == 1,
        "%s ended more than once: %s".formatted(row.id(), row.history()));
    require(isLegal(row.history()), "%s went %s".formatted(row.id(), row.history()));
    Optional<String> report = text(row, "report.json");
    Optional<String> result = text(row, "result.json");
    require(report.isPresent() && result.isPresent(), row.id() + " has no report or no result");
    require(
        result.orElse("").contains("\"token\":" + report.orElse("-") + ","),
        "%s has the result of one worker and the report of another (%s)"
            .formatted(row.id(), report));
    require(
        row.outcome().isPresent()
            && result.orElse("").contains("\"token\":" + row.outcome().get().token() + ","),
        row.id() + " says something else than its result");
  }

  private static boolean isLegal(List<ExecutionState> history) {
    for (int i = 1; i < history.size(); i++) {
      ExecutionState from = history.get(i - 1);
      ExecutionState to = history.get(i);
      if (!Change.leads(from, to)) {
        return false;
      }
    }
    return true;
  }

  private Optional<String> text(Row row, String name) {
    return world
        .store
        .content(row.id(), name)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      violations.add(otherwise);
    }
  }
}
