package dev.sage.connector.postgresql;

import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;
import dev.sage.spi.RowSource;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/// Rows from lists, in batches of a few.
final class Rows implements RowSource {
  private final List<@Nullable Object[]> rows;
  private final int batchSize;
  private final IntConsumer beforeBatch;
  private final AtomicInteger opened = new AtomicInteger();

  private Rows(List<@Nullable Object[]> rows, int batchSize, IntConsumer beforeBatch) {
    this.rows = rows;
    this.batchSize = batchSize;
    this.beforeBatch = beforeBatch;
  }

  static Rows of(@Nullable Object[]... rows) {
    return new Rows(List.of(rows), 2, _ -> {});
  }

  /// A row for each number: the number, and `t` with the number behind it.
  static Rows numbered(long... ids) {
    return new Rows(LongStream.of(ids).mapToObj(id -> row(id, "t" + id)).toList(), 2, _ -> {});
  }

  static @Nullable Object[] row(@Nullable Object... values) {
    return values;
  }

  /// The same rows; `action` is called with the number of each batch, from 0, before it is given;
  /// the call for the end included.
  Rows before(IntConsumer action) {
    return new Rows(rows, batchSize, action);
  }

  /// How often they were read from the first on, whatever the number of shares.
  int opened() {
    return opened.get();
  }

  @Override
  public RowCursor open(int share, int shares) {
    if (share == 0) {
      opened.incrementAndGet();
    }
    return new Cursor(share, shares);
  }

  private final class Cursor implements RowCursor {
    private final int shares;
    private int batch;

    Cursor(int share, int shares) {
      this.shares = shares;
      this.batch = share - shares;
    }

    @Override
    public boolean next() {
      batch += shares;
      beforeBatch.accept(batch);
      return batch * batchSize < rows.size();
    }

    @Override
    public RowBatch batch() {
      int from = batch * batchSize;
      return new Batch(rows.subList(from, Math.min(rows.size(), from + batchSize)));
    }

    @Override
    public void close() {}
  }

  private record Batch(List<@Nullable Object[]> list) implements RowBatch {
    @Override
    public int rows() {
      return list.size();
    }

    @Override
    public Values column(int index) {
      return new Column(list, index);
    }
  }

  private record Column(List<@Nullable Object[]> list, int index) implements RowBatch.Values {
    private Object value(int row) {
      Object value = list.get(row)[index];
      if (value == null) {
        throw new IllegalStateException("asked for a null");
      }
      return value;
    }

    @Override
    public boolean isNull(int row) {
      return list.get(row)[index] == null;
    }

    @Override
    public String text(int row) {
      return (String) value(row);
    }

    @Override
    public long whole(int row) {
      return (long) value(row);
    }

    @Override
    public BigDecimal decimal(int row) {
      return (BigDecimal) value(row);
    }

    @Override
    public boolean bool(int row) {
      return (boolean) value(row);
    }
  }
}
