package dev.sage.orchestrator.cost;

import dev.sage.worker.WorkOutcome;
import dev.sage.worker.cost.Footprint;
import dev.sage.worker.cost.FunctionSize;
import dev.sage.worker.cost.Measured;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.util.Optional;

/// Finds out what an attempt has cost. Pure. Where something is not known it is what it can have
/// been at most: tries of the service come one after the other, so together they took no longer
/// than the attempt.
public record Settlement(Tariff tariff) {
  /// What the service tries by itself, the first time included.
  public static final int TRIES = 3;

  private static final long MOST_FILES = 40;
  private static final long STORED_IN_A_SECOND = 20L << 20;
  private static final Duration STORING = Duration.ofSeconds(1);

  /// A function that finds that nobody wants it any more.
  private static final Duration IDLE = Duration.ofSeconds(5);

  /// @param attempt its number
  /// @param age since it was claimed
  /// @param limit how long each try may work; empty: nobody said
  public record Attempt(long attempt, Duration age, Optional<Duration> limit) {
    /// How long all tries together took at most.
    Duration longest() {
      return limit
          .map(one -> Tariff.billed(one).multipliedBy(TRIES))
          .filter(most -> most.compareTo(age) < 0)
          .orElse(age);
    }
  }

  public Settled.Used ended(WorkOutcome.Ended outcome, Attempt attempt) {
    boolean wasFirst = outcome.token() <= attempt.attempt();
    Optional<Measured> measured = outcome.measured();
    Usage used =
        measured.isPresent() && wasFirst
            ? working(measured.get())
            : tries(attempt.longest(), measured.map(Measured::bytes).orElse(0L));
    return used(used.plus(landed(measured)), attempt, measured);
  }

  /// What failed is tried again by the service, and finds that this was decided about.
  public Settled.Used failed(Attempt attempt) {
    Usage idle = tariff.footprint().idle(IDLE).times(TRIES - 1L);
    return used(tries(attempt.longest(), 0).plus(idle), attempt, Optional.empty());
  }

  /// All tries together took no longer than the attempt.
  private Usage tries(Duration together, long bytes) {
    Usage extra = tariff.footprint().working(Duration.ZERO, MOST_FILES, bytes).times(TRIES - 1L);
    return tariff.footprint().working(together, MOST_FILES, bytes).plus(extra);
  }

  private Usage working(Measured measured) {
    Duration stored = STORING.plusMillis(measured.bytes() * 1_000 / STORED_IN_A_SECOND);
    Duration billed = measured.start().plus(measured.duration()).plus(stored);
    FunctionSize size = new FunctionSize(measured.memory(), tariff.size().disk());
    return Footprint.of(size, tariff.lease()).working(billed, measured.files(), measured.bytes());
  }

  private Usage landed(Optional<Measured> measured) {
    long out = tariff.sendsOut() ? measured.map(Measured::bytes).orElse(0L) : 0;
    return new Usage(0, 0, 0, 0, 0, 0, 0, 0, out);
  }

  private Settled.Used used(Usage used, Attempt attempt, Optional<Measured> measured) {
    Usage all =
        used.plus(Footprint.watching(attempt.longest())).plus(tariff.footprint().duplicates());
    return new Settled.Used(all, tariff.cost(all), measured);
  }
}
