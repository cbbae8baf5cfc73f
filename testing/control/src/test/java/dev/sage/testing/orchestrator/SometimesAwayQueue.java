package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.Transition;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/// A queue that takes no outcomes while its database is away.
record SometimesAwayQueue(ExecutionQueue queue, BooleanSupplier isAway) implements ExecutionQueue {
  @Override
  public List<Execution> claim(String daemon, int most) {
    return queue.claim(daemon, most);
  }

  @Override
  public boolean apply(UUID execution, long attempt, Transition transition) {
    if (isAway.getAsBoolean()) {
      throw new SageException(ErrorCode.METADATA_UNREACHABLE, "The database does not answer.");
    }
    return queue.apply(execution, attempt, transition);
  }

  @Override
  public List<Execution> orphans(Duration grace) {
    return queue.orphans(grace);
  }

  @Override
  public Set<UUID> toStop(String daemon) {
    return queue.toStop(daemon);
  }

  @Override
  public boolean isOpen(UUID execution) {
    return queue.isOpen(execution);
  }

  @Override
  public Duration untilDue() {
    return queue.untilDue();
  }

  @Override
  public void await(Duration atMost) throws InterruptedException {
    queue.await(atMost);
  }
}
