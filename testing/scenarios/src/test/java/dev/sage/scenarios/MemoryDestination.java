package dev.sage.scenarios;

import dev.sage.spi.ColumnLimit;
import dev.sage.spi.CommitGate;
import dev.sage.spi.Destination;
import dev.sage.spi.Load;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.LoadOutcome;
import dev.sage.spi.LoadOutcome.Status;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;
import dev.sage.spi.ValueType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/// A destination in memory that tells what it was asked. What is committed can be seen, and nothing
/// else.
final class MemoryDestination implements Destination {
  /// Down to 0 as soon as the first row has arrived.
  final CountDownLatch firstRow = new CountDownLatch(1);

  final Map<String, List<String>> committed = new ConcurrentHashMap<>();
  final AtomicLong copied = new AtomicLong();
  volatile boolean open = true;
  volatile List<ColumnLimit> limits = List.of();

  @Override
  public PreparedLoad prepare(LoadRequest request) {
    return new Prepared(request, limits);
  }

  private record Prepared(LoadRequest request, List<ColumnLimit> limits) implements PreparedLoad {
    @Override
    public String display() {
      return "memory: " + request.table();
    }
  }

  @Override
  public List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate) {
    List<LoadOutcome> outcomes = new ArrayList<>();
    Map<String, List<String>> rows = new ConcurrentHashMap<>();
    for (Load load : loads) {
      List<String> copy = copy(load);
      rows.put(load.prepared().request().table().toString(), copy);
      outcomes.add(
          new LoadOutcome(
              load.prepared().request().id(), Status.LOADED, copy.size(), Duration.ZERO));
    }
    gate.await();
    committed.putAll(rows);
    return outcomes;
  }

  private List<String> copy(Load load) {
    List<String> rows = new ArrayList<>();
    List<LoadColumn> columns = load.prepared().request().columns();
    try (RowCursor cursor = load.rows().open()) {
      while (cursor.next()) {
        RowBatch batch = cursor.batch();
        for (int row = 0; row < batch.rows(); row++) {
          rows.add(text(columns, batch, row));
        }
        copied.addAndGet(batch.rows());
        firstRow.countDown();
      }
    }
    return rows;
  }

  private static String text(List<LoadColumn> columns, RowBatch batch, int row) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < columns.size(); i++) {
      RowBatch.Values values = batch.column(i);
      cells.add(values.isNull(row) ? "null" : text(columns.get(i).type(), values, row));
    }
    return String.join("|", cells);
  }

  /// Dates as they travel, as numbers.
  private static String text(ValueType type, RowBatch.Values values, int row) {
    return switch (type) {
      case ValueType.Text _ -> values.text(row);
      case ValueType.Decimal _ -> values.decimal(row).toPlainString();
      case ValueType.Bool _ -> Boolean.toString(values.bool(row));
      case ValueType.Whole _, ValueType.Date _, ValueType.DateTime _ ->
          Long.toString(values.whole(row));
    };
  }

  @Override
  public String display() {
    return "memory";
  }

  @Override
  public void close() {
    open = false;
  }
}
