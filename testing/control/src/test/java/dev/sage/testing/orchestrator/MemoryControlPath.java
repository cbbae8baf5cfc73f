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
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// The doubles, for the suites that the real ones pass.
final class MemoryControlPath implements ControlPath {
  private final SettableClock clock;
  private final Map<UUID, Instant> held = new ConcurrentHashMap<>();
  private final MemoryMetadata metadata;
  private final MemoryOutbox outbox;
  private final AtomicLong ids = new AtomicLong();

  MemoryControlPath() {
    this(new SettableClock(Instant.parse("2026-01-05T08:00:00Z")));
  }

  MemoryControlPath(SettableClock clock) {
    this.clock = clock;
    this.metadata = new MemoryMetadata(clock, this::isHeld);
    this.outbox = new MemoryOutbox(metadata, clock);
  }

  MemoryMetadata metadata() {
    return metadata;
  }

  private boolean isHeld(UUID resource) {
    return held.getOrDefault(resource, Instant.MIN).isAfter(clock.instant());
  }

  @Override
  public ExecutionQueue queue() {
    return new MemoryQueue(metadata);
  }

  @Override
  public BurstQueue burst() {
    return new MemoryBurstQueue(metadata);
  }

  @Override
  public Ledger ledger() {
    return new MemoryLedger(metadata);
  }

  @Override
  public Outbox outbox() {
    return outbox;
  }

  @Override
  public DeliveryCalendar calendar() {
    return new NobodyExpected();
  }

  @Override
  public UUID inbox() {
    return id();
  }

  @Override
  public UUID contractVersion(UUID inbox) {
    return inbox;
  }

  @Override
  public UUID sender(UUID inbox, String name) {
    return id();
  }

  private UUID id() {
    return new UUID(9, ids.incrementAndGet());
  }

  @Override
  public void expect(Expectation expectation) {
    throw new UnsupportedOperationException("Nobody is expected here.");
  }

  @Override
  public Instant now() {
    return clock.instant();
  }

  @Override
  public void pass(Duration time) {
    clock.pass(time);
  }

  @Override
  public void hold(UUID resource) {
    held.put(resource, clock.instant().plus(Duration.ofHours(1)));
  }

  @Override
  public void release(UUID resource) {
    held.remove(resource);
  }

  @Override
  public void askToStop(UUID execution) {
    metadata.requestStop(execution);
  }

  @Override
  public ExecutionState state(UUID execution) {
    return metadata.state(execution).orElseThrow();
  }
}
