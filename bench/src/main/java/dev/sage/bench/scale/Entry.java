package dev.sage.bench.scale;

import dev.sage.orchestrator.execution.Execution;
import dev.sage.orchestrator.placement.Candidate;
import dev.sage.orchestrator.placement.Decision;
import dev.sage.worker.lease.MemoryLeases;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An execution from when it was first looked at closely until it has ended. Before and after that
/// it is no more than a number.
final class Entry {
  static final long NEVER = Long.MAX_VALUE;

  final int number;
  final UUID id;
  final int rows;
  final long arrived;

  /// Its own, so that they go with it: leases never forget.
  final MemoryLeases locks;

  boolean running;
  boolean isDecided;
  int decisions;
  long attempt;
  int failures;
  int losses;
  boolean wasTooSlow;
  long available;
  long claimed;
  @Nullable Decision decision;
  @Nullable Execution execution;

  long result = NEVER;
  long failed = NEVER;
  byte[] failure = {};

  /// Of the lock, as whoever asks from outside sees it.
  boolean isHeld;

  int version;
  int seenVersion = -1;
  long seenAt;

  Entry(int number, UUID id, int rows, long arrived, MemoryLeases locks) {
    this.number = number;
    this.id = id;
    this.rows = rows;
    this.arrived = arrived;
    this.available = arrived;
    this.locks = locks;
  }

  Candidate candidate(long now) {
    return new Candidate(
        id, Backlog.bytes(rows), 0, Duration.ofNanos(Math.max(0, now - available)), wasTooSlow);
  }

  boolean isElsewhere() {
    return running && decision != null && decision.place().isElsewhere();
  }
}
