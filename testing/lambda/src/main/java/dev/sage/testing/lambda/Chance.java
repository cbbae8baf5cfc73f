package dev.sage.testing.lambda;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// What goes wrong: on demand first, then by chance.
final class Chance {
  private final RandomGenerator random;
  private final Faults faults;
  private final Deque<Blow> ordered = new ArrayDeque<>();
  private int throttles;
  private int duplicates;

  Chance(Faults faults) {
    this.faults = faults;
    this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(faults.seed());
  }

  /// Something that befalls an environment in the middle of an invocation.
  ///
  /// @param hang it stands still; otherwise it is killed
  record Blow(boolean hang, Duration after) {}

  synchronized void order(Blow blow) {
    ordered.add(blow);
  }

  synchronized void orderThrottles(int number) {
    throttles += number;
  }

  synchronized void orderDuplicates(int number) {
    duplicates += number;
  }

  synchronized boolean throttles() {
    boolean asked = throttles > 0;
    throttles -= asked ? 1 : 0;
    return asked || random.nextDouble() < faults.throttles();
  }

  synchronized boolean duplicates() {
    boolean asked = duplicates > 0;
    duplicates -= asked ? 1 : 0;
    return asked || random.nextDouble() < faults.duplicates();
  }

  synchronized Optional<Blow> blow() {
    if (!ordered.isEmpty()) {
      return Optional.of(ordered.remove());
    }
    double drawn = random.nextDouble();
    Duration after = Duration.ofNanos((long) (random.nextDouble() * faults.latest().toNanos()));
    return drawn < faults.crashes() + faults.hangs()
        ? Optional.of(new Blow(drawn >= faults.crashes(), after))
        : Optional.empty();
  }
}
