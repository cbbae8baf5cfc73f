package dev.sage.testing.orchestrator;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that a test moves: the wall's and the monotonic one.
public final class SettableClock extends Clock {
  private final Instant start;
  private volatile long nanos;

  public SettableClock(Instant start) {
    this.start = start;
  }

  public synchronized void pass(Duration duration) {
    nanos += duration.toNanos();
  }

  public long nanoTime() {
    return nanos;
  }

  @Override
  public Instant instant() {
    return start.plusNanos(nanos);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Tests are in UTC.");
  }
}
