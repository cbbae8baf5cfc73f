package dev.sage.testing.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a run of generated inputs came to, as one line.
public final class Figures {
  private final String what;
  private final long seed;
  private final long start = System.nanoTime();
  private final List<Long> counts = new ArrayList<>();
  private final List<String> outcomes;
  private long slowest;
  private long sum;

  /// @param what is generated, for example `contracts`
  /// @param outcomes what can become of one, for example `loaded` and `refused`
  public Figures(String what, long seed, String... outcomes) {
    this.what = what;
    this.seed = seed;
    this.outcomes = List.of(outcomes);
    this.outcomes.forEach(_ -> counts.add(0L));
  }

  public void count(String outcome) {
    count(outcome, 1);
  }

  public void count(String outcome, long more) {
    int place = outcomes.indexOf(outcome);
    counts.set(place, counts.get(place) + more);
  }

  /// One was generated, and this is how long it took.
  public void took(long nanos) {
    sum++;
    slowest = Math.max(slowest, nanos);
  }

  public long of(String outcome) {
    return counts.get(outcomes.indexOf(outcome));
  }

  /// For example `contracts: 5,000 generated, 1,234 loaded, 3,766 refused, slowest 12.3 ms, seed 7,
  /// 4.2 s`.
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "%s: %,d generated", what, sum));
    for (int i = 0; i < outcomes.size(); i++) {
      line.append(String.format(Locale.ROOT, ", %,d %s", counts.get(i), outcomes.get(i)));
    }
    return line.append(
            String.format(
                Locale.ROOT,
                ", slowest %.1f ms, seed %d, %.1f s",
                slowest / 1e6,
                seed,
                (System.nanoTime() - start) / 1e9))
        .toString();
  }

  /// Prints the line where whoever runs the test sees it.
  public void print() {
    System.out.println(this);
  }
}
