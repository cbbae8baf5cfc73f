package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.daemon.DaemonEvents;
import dev.sage.orchestrator.daemon.DaemonParts;
import dev.sage.orchestrator.daemon.DaemonSettings;
import dev.sage.orchestrator.daemon.DaemonTicks;
import dev.sage.orchestrator.daemon.ExecutionWork;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.inbox.InboxSources;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.notify.NotificationChannel;
import dev.sage.spi.storage.ExecutionStore;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.Supplier;

/// A daemon whose steps a test makes by hand, on a clock that it sets: `clock.pass(…)`, then
/// [#ticks()]. What its workers are to do waits until [#work()].
public final class ManualDaemon {
  private final DaemonTicks ticks;
  private final Queue<Runnable> waiting = new ArrayDeque<>();

  /// @param shared what all daemons of a test share
  public ManualDaemon(DaemonSettings settings, Shared shared, ExecutionWork work) {
    Supplier<UUID> ids = shared.ids();
    MemoryMetadata metadata = shared.metadata();
    MemoryLedger ledger = new MemoryLedger(metadata);
    DaemonParts parts =
        new DaemonParts(
            new MemoryInboxes(metadata),
            InboxSources.LOCAL,
            ledger,
            new Intake(shared.store(), ledger, shared.scratch(), shared.clock(), ids),
            shared.leases(),
            shared.queue(),
            work,
            new NobodyExpected(),
            shared.outbox(),
            shared.channels(),
            Runnable::run,
            waiting::add,
            shared.burst(),
            shared.events(),
            shared.clock()::nanoTime,
            new SplittableRandom(1));
    this.ticks = new DaemonTicks(parts, settings);
  }

  public DaemonTicks ticks() {
    return ticks;
  }

  /// Has the workers do what waits for them, and what comes of that.
  public void work() {
    for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
      task.run();
    }
  }

  /// What daemons of one installation have in common.
  public record Shared(
      SettableClock clock,
      MemoryMetadata metadata,
      ExecutionQueue queue,
      Leases leases,
      ExecutionStore store,
      MemoryOutbox outbox,
      List<NotificationChannel> channels,
      Path scratch,
      Supplier<UUID> ids,
      DaemonEvents events,
      Optional<BurstParts> burst) {}
}
