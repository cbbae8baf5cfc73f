package dev.sage.bench.scale;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.PriorityQueue;

/// Virtual time. What happens is entered into an agenda; while one thing happens, time passes for
/// it alone, and the next thing begins at its own time.
final class Timeline extends Clock {
  static final long SECOND = 1_000_000_000L;
  private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  private final PriorityQueue<Event> agenda = new PriorityQueue<>();
  private long now;
  private long order;

  private record Event(long at, long order, Runnable what) implements Comparable<Event> {
    @Override
    public int compareTo(Event other) {
      int byTime = Long.compare(at, other.at);
      return byTime == 0 ? Long.compare(order, other.order) : byTime;
    }
  }

  static long nanos(double seconds) {
    return (long) (seconds * SECOND);
  }

  long now() {
    return now;
  }

  double seconds() {
    return (double) now / SECOND;
  }

  /// Time passes for what happens now.
  void pass(long nanos) {
    now += nanos;
  }

  void moveTo(long at) {
    now = at;
  }

  void at(long when, Runnable what) {
    agenda.add(new Event(when, order++, what));
  }

  void in(long nanos, Runnable what) {
    at(now + nanos, what);
  }

  /// The next thing happens.
  ///
  /// @return false: there is none
  boolean step() {
    Event next = agenda.poll();
    if (next == null) {
      return false;
    }
    now = next.at;
    next.what.run();
    return true;
  }

  @Override
  public Instant instant() {
    return START.plusNanos(now);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("Virtual time is in UTC.");
  }
}
