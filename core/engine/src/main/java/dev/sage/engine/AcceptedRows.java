package dev.sage.engine;

import dev.sage.engine.sql.Chunks;
import dev.sage.engine.sql.Session;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;
import dev.sage.spi.RowSource;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.duckdb.DuckDBDataChunkReader;
import org.duckdb.DuckDBReadableVector;
import org.jspecify.annotations.Nullable;

/// The accepted rows of a catalog, read part by part, so that memory does not grow with the file.
final class AcceptedRows implements RowSource {
  private final Session session;
  private final StagedCatalog staged;
  private final String condition;
  private final List<LoadColumn> columns;
  private final Progress progress;
  private final Cancellation cancellation;

  /// @param condition SQL over the staged rows `s`
  AcceptedRows(
      Session session,
      StagedCatalog staged,
      String condition,
      List<LoadColumn> columns,
      Progress progress,
      Cancellation cancellation) {
    this.session = session;
    this.staged = staged;
    this.condition = condition;
    this.columns = columns;
    this.progress = progress;
    this.cancellation = cancellation;
  }

  @Override
  public RowCursor open(int share, int shares) {
    return new Cursor(share, shares);
  }

  private String sql(String scan) {
    String list =
        columns.stream()
            .map(column -> carried(column, "v" + staged.catalog().indexOf(column.field())))
            .collect(Collectors.joining(", "));
    return "SELECT %s FROM %s AS s WHERE %s".formatted(list, scan, condition);
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
    private final Iterator<String> parts;
    private @Nullable Chunks chunks;
    private RowBatch batch = new Batch(List.of(), 0);

    Cursor(int share, int shares) {
      List<String> scans = staged.scans();
      parts =
          IntStream.range(0, scans.size())
              .filter(i -> i % shares == share)
              .mapToObj(scans::get)
              .iterator();
    }

    @Override
    public boolean next() {
      cancellation.check();
      while (true) {
        if (chunks != null && chunks.next()) {
          batch = batch(chunks.chunk());
          progress.advance(0, batch.rows());
          return true;
        }
        close();
        if (!parts.hasNext()) {
          return false;
        }
        chunks = session.chunks(sql(parts.next()));
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

  private record Column(DuckDBReadableVector vector) implements RowBatch.Values {
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
