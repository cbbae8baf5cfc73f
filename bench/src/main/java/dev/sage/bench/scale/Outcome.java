package dev.sage.bench.scale;

import dev.sage.bench.scale.Meter.Use;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import dev.sage.worker.cost.Architecture;
import dev.sage.worker.cost.Cost;
import dev.sage.worker.cost.PriceTable;
import dev.sage.worker.cost.Prices;
import dev.sage.worker.cost.Usage;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of a scenario.
///
/// @param simulated how many files were simulated one by one; the others are like them
/// @param seconds until the last one had ended
/// @param lag seconds from the last arrival until then
/// @param uses of every limit
/// @param violations what must not be
record Outcome(
    Scenario scenario,
    int simulated,
    double seconds,
    double lag,
    Spread waits,
    Spread totals,
    long here,
    long elsewhere,
    Happened happened,
    Asked asked,
    List<Use> uses,
    Map<Reason, Long> reasons,
    Usage used,
    List<String> violations) {
  private static final Prices PRICES =
      PriceTable.builtIn().find("us-east-1", Architecture.X86_64).orElseThrow();
  private static final long LOGS = 4L << 10;
  private static final long MIB_PER_GIB = 1_024;

  Outcome {
    uses = List.copyOf(uses);
    reasons = Map.copyOf(reasons);
    violations = List.copyOf(violations);
  }

  /// What went otherwise than once and at once.
  ///
  /// @param twice loads that the destination's ledger refused
  record Happened(
      long attempts,
      long postponed,
      long losses,
      long handedBack,
      long twice,
      long invocations,
      long coldStarts,
      int environments,
      long throttled,
      long crashed,
      long timedOut,
      long letters,
      long expired) {
    Happened times(double factor) {
      return new Happened(
          Math.round(attempts * factor),
          Math.round(postponed * factor),
          Math.round(losses * factor),
          Math.round(handedBack * factor),
          Math.round(twice * factor),
          Math.round(invocations * factor),
          Math.round(coldStarts * factor),
          environments,
          Math.round(throttled * factor),
          Math.round(crashed * factor),
          Math.round(timedOut * factor),
          Math.round(letters * factor),
          Math.round(expired * factor));
    }

    Happened plus(Happened other) {
      return new Happened(
          attempts + other.attempts,
          postponed + other.postponed,
          losses + other.losses,
          handedBack + other.handedBack,
          twice + other.twice,
          invocations + other.invocations,
          coldStarts + other.coldStarts,
          Math.max(environments, other.environments),
          throttled + other.throttled,
          crashed + other.crashed,
          timedOut + other.timedOut,
          letters + other.letters,
          expired + other.expired);
    }
  }

  /// Requests.
  ///
  /// @param longest the slowest transaction of the metadata, in seconds
  record Asked(double statements, double longest, int partitions) {}

  static Outcome of(
      Scenario scenario,
      Tally tally,
      List<Use> uses,
      FunctionService service,
      Asked asked,
      Usage used,
      int expected,
      long end) {
    double seconds = (double) end / Timeline.SECOND;
    long here = tally.ends.getOrDefault(Place.HERE, 0L);
    return new Outcome(
        scenario,
        expected,
        seconds,
        (double) (end - scenario.arrival(expected - 1)) / Timeline.SECOND,
        tally.waits,
        tally.totals,
        here,
        tally.endings - here,
        new Happened(
            tally.attempts,
            tally.postponed,
            tally.losses,
            tally.handedBack,
            tally.refusedByLedger,
            service.invocations,
            service.coldStarts,
            service.peak(),
            service.throttled,
            service.crashed,
            service.timedOut,
            service.letters(),
            service.expired),
        asked,
        uses,
        new TreeMap<>(tally.reasons),
        used,
        violations(expected, tally));
  }

  static Usage used(Platform platform, FunctionService service, Store store, Locks locks) {
    long mib = Math.round(platform.service().memoryGib() * MIB_PER_GIB);
    return new Usage(
        service.invocations,
        service.billed / 1_000_000 * mib,
        0,
        Math.round(store.writes()),
        Math.round(store.reads()),
        Math.round(locks.writes()),
        Math.round(locks.reads()),
        service.invocations * LOGS,
        0);
  }

  Cost cost() {
    return Cost.of(used, PRICES);
  }

  private static List<String> violations(int files, Tally tally) {
    List<String> violations = new ArrayList<>();
    require(violations, tally.endings >= files, "not all ended", tally.endings);
    require(violations, tally.landedFiles() >= files, "not all landed", tally.landedFiles());
    require(violations, tally.endedTwice == 0, "ended twice", tally.endedTwice);
    require(violations, tally.endedUnlanded == 0, "ended and not landed", tally.endedUnlanded);
    require(violations, tally.failed == 0, "failed for good", tally.failed);
    return violations;
  }

  private static void require(List<String> to, boolean good, String otherwise, long found) {
    if (!good) {
      to.add(otherwise + ": " + found);
    }
  }

  /// Places where work is meant to be are meant to be full.
  private static boolean isMeant(Use use) {
    return use.name().equals(LocalWork.SLOTS);
  }

  /// Limits that were all in use at some time, in the order in which it came to that.
  List<Use> full() {
    return uses.stream()
        .filter(use -> use.wasFull() && !isMeant(use))
        .sorted(Comparator.comparingDouble(Use::firstFull))
        .toList();
  }

  /// The limit that was all in use for the longest time.
  List<Use> longest() {
    return uses.stream()
        .filter(use -> use.wasFull() && !isMeant(use))
        .sorted(Comparator.comparingDouble(Use::fullSeconds).reversed())
        .limit(1)
        .toList();
  }

  double share() {
    return (double) elsewhere / Math.max(1, here + elsewhere);
  }

  Use use(String name) {
    return uses.stream().filter(use -> use.name().equals(name)).findFirst().orElseThrow();
  }
}
