package dev.sage.engine.load;

import dev.sage.contract.Catalog;
import dev.sage.engine.sql.Chunks;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.VectorMemory;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;
import dev.sage.spi.RowSource;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The accepted rows of a catalog, read part by part, so that memory does not grow with the file;
/// waits for parts that are not staged yet.
final class AcceptedRows implements RowSource {
  private final Supplier<Session> sessions;
  private final PartFeed feed;
  private final PartRows rows;
  private final List<LoadColumn> columns;
  private final IntConsumer onBatch;

  /// @param sessions opens one for each cursor
  /// @param rows those of a part that leave
  /// @param onBatch told the rows of each batch before it is given; may throw to end the walk
  AcceptedRows(
      Supplier<Session> sessions,
      PartFeed feed,
      PartRows rows,
      List<LoadColumn> columns,
      IntConsumer onBatch) {
    this.sessions = sessions;
    this.feed = feed;
    this.rows = rows;
    this.columns = columns;
    this.onBatch = onBatch;
  }

  /// The rows of a part that leave.
  @FunctionalInterface
  interface PartRows {
    /// What follows FROM in a query of them: their fields are `v0`…, in the order of
    /// [Catalog#leaving].
    String from(StagedCatalog shape, StagedPart part);
  }

  @Override
  public RowCursor open(int share, int shares) {
    return new Cursor(share, shares);
  }

  private String sql(StagedPart part) {
    StagedCatalog shape = feed.shape();
    Catalog leaving = shape.catalog().leaving();
    String list =
        columns.stream()
            .map(column -> carried(column, "v" + leaving.indexOf(column.field())))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s".formatted(list, rows.from(shape, part));
  }

  /// Dates travel as numbers: nothing is boxed.
  private static String carried(LoadColumn column, String value) {
    return switch (column.type()) {
      case ValueType.Date _ -> "CAST(%s - DATE '1970-01-01' AS BIGINT)".formatted(value);
      case ValueType.DateTime _ -> "epoch_us(%s)".formatted(value);
      case ValueType.Text _, ValueType.Whole _, ValueType.Decimal _, ValueType.Bool _ -> value;
    };
  }

  private final class Cursor implements RowCursor {
    private final Session session = sessions.get();
    private final int shares;
    private int nextPart;
    private @Nullable Chunks chunks;
    private RowBatch batch = new Batch(List.of(), 0);

    Cursor(int share, int shares) {
      this.nextPart = share;
      this.shares = shares;
    }

    @Override
    public boolean next() {
      while (true) {
        if (chunks != null && chunks.next()) {
          batch = batch(chunks.chunk());
          onBatch.accept(batch.rows());
          return true;
        }
        endPart();
        Optional<StagedPart> part = feed.await(nextPart);
        if (part.isEmpty()) {
          return false;
        }
        nextPart += shares;
        chunks = session.chunks(sql(part.get()));
      }
    }

    private RowBatch batch(DuckDBDataChunkReader chunk) {
      List<RowBatch.Values> values = new ArrayList<>();
      for (int i = 0; i < columns.size(); i++) {
        values.add(new Column(chunk.vector(i)));
      }
      return new Batch(values, (int) chunk.rowCount());
    }

    @Override
    public RowBatch batch() {
      return batch;
    }

    @Override
    public void close() {
      endPart();
      session.close();
    }

    private void endPart() {
      if (chunks != null) {
        chunks.close();
        chunks = null;
      }
    }
  }

  private record Batch(List<RowBatch.Values> values, int rows) implements RowBatch {
    @Override
    public Values column(int index) {
      return values.get(index);
    }
  }

  private record Column(DuckDBReadableVector vector, VectorMemory memory)
      implements RowBatch.Values {
    Column(DuckDBReadableVector vector) {
      this(vector, new VectorMemory(vector));
    }

    @Override
    public int utf8Length(int row) {
      return memory.textLength(row);
    }

    @Override
    public void copyUtf8(int row, byte[] target, int offset) {
      memory.copyText(row, target, offset);
    }

    /// Staged decimals have their type's scale.
    @Override
    public long unscaled(int row, int scale) {
      return memory.unscaled(row);
    }

    @Override
    public boolean isNull(int row) {
      return vector.isNull(row);
    }

    @Override
    public String text(int row) {
      return vector.getString(row);
    }

    @Override
    public long whole(int row) {
      return vector.getLong(row);
    }

    @Override
    public BigDecimal decimal(int row) {
      return vector.getBigDecimal(row);
    }

    @Override
    public boolean bool(int row) {
      return vector.getBoolean(row);
    }
  }
}
