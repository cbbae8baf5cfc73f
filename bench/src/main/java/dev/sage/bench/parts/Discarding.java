package dev.sage.bench.parts;

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

/// A destination that takes every row and keeps none.
final class Discarding implements Destination {
  private record Prepared(LoadRequest request) implements PreparedLoad {
    @Override
    public List<ColumnLimit> limits() {
      return List.of();
    }

    @Override
    public String display() {
      return "nowhere";
    }
  }

  @Override
  public PreparedLoad prepare(LoadRequest request) {
    return new Prepared(request);
  }

  @Override
  public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
    List<LoadOutcome> outcomes = new ArrayList<>();
    for (Load load : loads) {
      long rows = 0;
      try (RowCursor cursor = load.rows().open()) {
        while (cursor.next()) {
          rows += cursor.batch().rows();
        }
      }
      String id = load.prepared().request().id();
      outcomes.add(new LoadOutcome(id, Status.LOADED, rows, Duration.ZERO));
    }
    gate.await();
    return outcomes;
  }

  @Override
  public String display() {
    return "nowhere";
  }

  @Override
  public void close() {}
}
