package dev.sage.testing;

import java.util.BitSet;
import java.util.SplittableRandom;

/// Which rows get which fault: one at most each, never the first row.
final class FaultPlan {
  private final BitSet rows = new BitSet();
  private final Fault[] kinds;
  private int next;
  private int nextRow;

  FaultPlan(SalesOptions options) {
    var random = new SplittableRandom(options.seed());
    kinds = shuffled(options, random);
    while (rows.cardinality() < kinds.length) {
      drawInto(options.rows(), random);
    }
    nextRow = rows.nextSetBit(0);
  }

  private void drawInto(int bound, SplittableRandom random) {
    for (int missing = kinds.length - rows.cardinality(); missing > 0; missing--) {
      rows.set(1 + random.nextInt(bound - 1));
    }
  }

  private static Fault[] shuffled(SalesOptions options, SplittableRandom random) {
    var kinds = new Fault[options.faults().size() * options.faultsPerKind()];
    int filled = 0;
    for (Fault fault : options.faults()) {
      java.util.Arrays.fill(kinds, filled, filled + options.faultsPerKind(), fault);
      filled += options.faultsPerKind();
    }
    for (int last = kinds.length - 1; last > 0; last--) {
      int other = random.nextInt(last + 1);
      Fault moved = kinds[other];
      kinds[other] = kinds[last];
      kinds[last] = moved;
    }
    return kinds;
  }

  /// The first row not yet taken that has a fault; -1 when there is none.
  int nextRow() {
    return nextRow;
  }

  /// The fault of that row; the plan goes on to the next one.
  Fault take() {
    Fault fault = kinds[next++];
    nextRow = rows.nextSetBit(nextRow + 1);
    return fault;
  }

  /// The nearest row above that has no fault.
  int correctRowAbove(int row) {
    return rows.previousClearBit(row - 1);
  }
}
