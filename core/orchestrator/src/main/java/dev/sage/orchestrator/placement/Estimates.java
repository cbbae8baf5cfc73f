package dev.sage.orchestrator.placement;

import dev.sage.orchestrator.cost.Reservation;
import dev.sage.orchestrator.cost.Settlement;
import dev.sage.orchestrator.cost.Tariff;
import dev.sage.worker.cost.Footprint;
import dev.sage.worker.cost.Usage;
import java.time.Duration;
import java.util.Optional;

/// What executions cost in functions, before they go there: what is likely, and what is the most.
record Estimates(Tariff tariff, BurstLimits limits) {
  private static final Duration USUAL_START = Duration.ofSeconds(2);
  private static final Duration USUAL_REST = Duration.ofSeconds(1);
  private static final int USUAL_FILES = 12;
  private static final int MOST_FILES = 40;

  /// However small a delivery is, and how much longer than expected a larger one may take.
  private static final Duration LEAST = Duration.ofSeconds(60);

  private static final int MARGIN = 8;

  Reservation of(long bytes, boolean isLarge) {
    return isLarge ? inParts(bytes) : whole(bytes);
  }

  private Reservation whole(long bytes) {
    Duration limit = limit(bytes);
    Usage most = tries(limit, bytes);
    return reservation(usual(bytes), most, bytes, Optional.of(limit));
  }

  /// Nobody knows how long it takes to split and to finish a large delivery: as long as there is.
  private Reservation inParts(long bytes) {
    long parts = Math.ceilDiv(bytes, limits.part());
    Usage stage = usual(limits.part());
    Usage usual = usual(bytes).plus(stage.times(parts)).plus(usual(bytes));
    Usage most =
        tries(limits.time(), bytes)
            .times(2)
            .plus(tries(limit(limits.part()), limits.part()).times(parts));
    return reservation(usual, most, bytes, Optional.empty());
  }

  private Reservation reservation(Usage usual, Usage most, long bytes, Optional<Duration> limit) {
    Usage out = new Usage(0, 0, 0, 0, 0, 0, 0, 0, tariff.sendsOut() ? bytes : 0);
    Usage all = most.plus(out.times(Settlement.TRIES));
    return new Reservation(
        tariff.cost(usual.plus(out)),
        all,
        tariff.cost(all),
        limit.filter(_ -> tariff.budget().isSet()));
  }

  private Usage usual(long bytes) {
    Duration billed = USUAL_START.plus(USUAL_REST).plus(expected(bytes));
    return tariff.footprint().working(billed, USUAL_FILES, bytes).plus(Footprint.watching(billed));
  }

  private Usage tries(Duration limit, long bytes) {
    Duration billed = Tariff.billed(limit);
    return tariff
        .footprint()
        .working(billed, MOST_FILES, 2 * bytes)
        .plus(Footprint.watching(billed))
        .plus(tariff.footprint().duplicates())
        .times(Settlement.TRIES);
  }

  /// How long a function may work on so much.
  Duration limit(long bytes) {
    Duration wanted = LEAST.plus(expected(bytes).multipliedBy(MARGIN));
    return wanted.compareTo(limits.time()) < 0 ? wanted : limits.time();
  }

  private Duration expected(long bytes) {
    return Duration.ofMillis(Math.ceilDiv(bytes * 1_000, limits.bytesPerSecond()));
  }
}
