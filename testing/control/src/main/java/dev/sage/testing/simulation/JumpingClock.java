package dev.sage.testing.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;

/// The wall clock of a machine that nobody looks after: sometimes it jumps, back or forth.
final class JumpingClock extends Clock {
  private static final int MOST_SECONDS = 600;

  private final Scheduler scheduler;
  private final Random random;
  private long wrongSeconds;

  JumpingClock(Scheduler scheduler, Random random) {
    this.scheduler = scheduler;
    this.random = random;
  }

  @Override
  public Instant instant() {
    if (random.nextInt(10) == 0) {
      wrongSeconds = random.nextLong(2L * MOST_SECONDS) - MOST_SECONDS;
    }
    return scheduler.instant().plusSeconds(wrongSeconds);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("The simulation is in UTC.");
  }
}
