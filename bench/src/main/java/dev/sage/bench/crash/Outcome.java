package dev.sage.bench.crash;

import java.util.List;

/// What came of one execution that was hit.
///
/// @param kills how often something of it was killed or cut
/// @param restarts how often it was started again
/// @param loaded directories that say that they loaded
/// @param alreadyLoaded directories that say that it had been loaded before
/// @param violations what must not be; empty: all is well
public record Outcome(
    int kills, int restarts, int loaded, int alreadyLoaded, List<String> violations) {
  static final Outcome NOTHING = new Outcome(0, 0, 0, 0, List.of());

  public Outcome {
    violations = List.copyOf(violations);
  }

  Outcome plus(Outcome other) {
    return new Outcome(
        kills + other.kills,
        restarts + other.restarts,
        loaded + other.loaded,
        alreadyLoaded + other.alreadyLoaded,
        java.util.stream.Stream.concat(violations.stream(), other.violations.stream()).toList());
  }
}
