package dev.sage.orchestrator.daemon;

import dev.sage.orchestrator.burst.BurstParts;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.inbox.InboxSources;
import dev.sage.orchestrator.inbox.Inboxes;
import dev.sage.orchestrator.inbox.Intake;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.notify.Outbox;
import dev.sage.spi.lease.Leases;
import dev.sage.spi.notify.NotificationChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// What a daemon is put together of.
///
/// @param work does one execution
/// @param takers copy arriving files
/// @param workers do executions; as many threads as there are executions at a time
/// @param burst empty: everything is done here
/// @param nanoTime a monotonic clock
public record DaemonParts(
    Inboxes inboxes,
    InboxSources sources,
    Ledger ledger,
    Intake intake,
    Leases leases,
    ExecutionQueue queue,
    ExecutionWork work,
    DeliveryCalendar calendar,
    Outbox outbox,
    List<NotificationChannel> channels,
    Executor takers,
    Executor workers,
    Optional<BurstParts> burst,
    DaemonEvents events,
    LongSupplier nanoTime,
    RandomGenerator random) {
  public DaemonParts {
    channels = List.copyOf(channels);
  }
}
