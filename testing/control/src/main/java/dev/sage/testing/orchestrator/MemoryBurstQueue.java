package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.burst.Delegated;
import dev.sage.orchestrator.cost.Budget;
import dev.sage.orchestrator.cost.Settled;
import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.Decision;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// The queue over [MemoryMetadata], where some executions are done elsewhere.
public record MemoryBurstQueue(MemoryMetadata metadata) implements BurstQueue {
  @Override
  public Waiting waiting(int most) {
    return metadata.waiting(most);
  }

  @Override
  public List<Execution> claim(String daemon, Map<UUID, Decision> chosen, Budget budget) {
    return metadata.claim(daemon, chosen, budget);
  }

  @Override
  public void settle(UUID execution, long attempt, Settled settled) {
    metadata.settle(execution, attempt, settled);
  }

  @Override
  public List<Delegated> delegated() {
    return metadata.delegated();
  }
}
