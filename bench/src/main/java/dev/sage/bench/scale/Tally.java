package dev.sage.bench.scale;

import dev.sage.orchestrator.execution.Transition;
import dev.sage.orchestrator.placement.Place;
import dev.sage.orchestrator.placement.Reason;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// What happened in a run, counted.
final class Tally implements Backlog.Listener {
  private final Timeline time;
  private final BitSet landed;
  private final BitSet ended;
  final Spread waits = new Spread();
  final Spread totals = new Spread();
  final Map<Place, Long> places = new EnumMap<>(Place.class);
  final Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
  long endings;
  long lastEnd;
  long endedTwice;
  long failed;
  long attempts;
  long postponed;
  long losses;
  long handedBack;
  long refusedByLedger;
  long endedUnlanded;

  Tally(Timeline time, int files) {
    this.time = time;
    this.landed = new BitSet(files);
    this.ended = new BitSet(files);
  }

  @Override
  public void claimed(Entry entry) {
    attempts++;
    if (entry.attempt == 1) {
      waits.add(time.now() - entry.arrived);
    }
  }

  void placed(Place place, Reason decisive) {
    places.merge(place, 1L, Long::sum);
    reasons.merge(decisive, 1L, Long::sum);
  }

  /// The destination's ledger has its row: the first commit wins.
  void landed(int number) {
    refusedByLedger += landed.get(number) ? 1 : 0;
    landed.set(number);
  }

  @Override
  public void changed(Entry entry, Transition transition) {
    switch (transition) {
      case Transition.End _ -> end(entry);
      case Transition.Fail _, Transition.Stop _ -> failed++;
      case Transition.Postpone _ -> postponed++;
      case Transition.Recover _ -> losses++;
      case Transition.HandBack _ -> handedBack++;
      case Transition.Claim _, Transition.Cancel _, Transition.Retry _ -> {}
    }
  }

  private void end(Entry entry) {
    endings++;
    lastEnd = Math.max(lastEnd, time.now());
    endedTwice += ended.get(entry.number) ? 1 : 0;
    endedUnlanded += landed.get(entry.number) ? 0 : 1;
    ended.set(entry.number);
    totals.add(time.now() - entry.arrived);
    ends.merge(Objects.requireNonNull(entry.decision).place(), 1L, Long::sum);
  }

  /// Where executions were done at last.
  final Map<Place, Long> ends = new EnumMap<>(Place.class);

  long done() {
    return endings + failed;
  }

  int landedFiles() {
    return landed.cardinality();
  }
}
