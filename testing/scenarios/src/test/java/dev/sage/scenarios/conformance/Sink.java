package dev.sage.scenarios.conformance;

import dev.sage.spi.ColumnLimit;
import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.RowCursor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A destination that takes everything and keeps nothing: what was accepted is in `output/`.
final class Sink implements Destination {
  @Override
  public PreparedLoad prepare(LoadRequest request) {
    return new Prepared(request);
  }

  private record Prepared(LoadRequest request) implements PreparedLoad {
    @Override
    public List<ColumnLimit> limits() {
      return List.of();
    }

    @Override
    public String display() {
      return "sink";
    }
  }

  @Override
  public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
    List<LoadOutcome> outcomes = new ArrayList<>();
    for (Load load : loads) {
      outcomes.add(
          new LoadOutcome(
              load.prepared().request().id(), Status.LOADED, count(load), Duration.ZERO));
    }
    gate.await();
    return outcomes;
  }

  private static long count(Load load) {
    long rows = 0;
    try (RowCursor cursor = load.rows().open()) {
      while (cursor.next()) {
        rows += cursor.batch().rows();
      }
    }
    return rows;
  }

  @Override
  public String display() {
    return "sink";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
