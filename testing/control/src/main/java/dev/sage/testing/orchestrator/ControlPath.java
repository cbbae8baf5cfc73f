package dev.sage.testing.orchestrator;

import dev.sage.orchestrator.burst.BurstQueue;
import dev.sage.orchestrator.calendar.DeliveryCalendar;
import dev.sage.orchestrator.calendar.Expectation;
import dev.sage.orchestrator.execution.ExecutionQueue;
import dev.sage.orchestrator.execution.ExecutionState;
import dev.sage.orchestrator.inbox.Ledger;
import dev.sage.orchestrator.notify.Outbox;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/// The ports of the control path over one memory, and what a suite has to do around them. New and
/// empty for every test.
public interface ControlPath {
  ExecutionQueue queue();

  BurstQueue burst();

  Ledger ledger();

  Outbox outbox();

  DeliveryCalendar calendar();

  /// An active inbox of its own, whose contract has one version. Its name is its id.
  UUID inbox();

  /// The version of the contract of an inbox.
  UUID contractVersion(UUID inbox);

  /// Somebody who may send to it.
  UUID sender(UUID inbox, String name);

  /// From now on.
  void expect(Expectation expectation);

  Instant now();

  /// As if so much time had passed for what is there.
  void pass(Duration time);

  /// Somebody takes the lease of it for an hour.
  void hold(UUID resource);

  /// Whoever holds the lease gives it back.
  void release(UUID resource);

  /// Somebody wants a running execution to be stopped.
  void askToStop(UUID execution);

  ExecutionState state(UUID execution);
}
