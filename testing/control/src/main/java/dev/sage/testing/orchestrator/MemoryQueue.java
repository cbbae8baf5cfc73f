package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.Transition;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/// The queue over [MemoryMetadata].
public record MemoryQueue(MemoryMetadata metadata) implements ExecutionQueue {
  @Override
  public List<Execution> claim(String daemon, int most) {
    return metadata.claim(daemon, most);
  }

  @Override
  public boolean apply(UUID execution, long attempt, Transition transition) {
    return metadata.apply(execution, attempt, transition);
  }

  @Override
  public List<Execution> orphans(Duration grace) {
    return metadata.orphans(grace);
  }

  @Override
  public Set<UUID> toStop(String daemon) {
    return metadata.toStop(daemon);
  }

  @Override
  public boolean isOpen(UUID execution) {
    return metadata.state(execution).filter(state -> !state.isEnd()).isPresent();
  }

  @Override
  public Duration untilDue() {
    return metadata.untilDue();
  }

  /// Whoever makes time pass knows when to look.
  @Override
  public void await(Duration atMost) {}
}
