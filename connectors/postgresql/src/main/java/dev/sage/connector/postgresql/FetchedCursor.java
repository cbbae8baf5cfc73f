package dev.sage.connector.postgresql;

import dev.sage.spi.RowBatch;
import dev.sage.spi.RowCursor;

/// A cursor whose first batch is there already.
final class FetchedCursor implements RowCursor {
  private final RowCursor rows;
  private final boolean any;
  private boolean begun;
  private boolean closed;

  private FetchedCursor(RowCursor rows) {
    this.rows = rows;
    this.any = rows.next();
  }

  /// Waits for the first batch. When that throws, the rows are closed.
  static RowCursor of(RowCursor rows) {
    try {
      return new FetchedCursor(rows);
    } catch (RuntimeException | Error e) {
      rows.close();
      throw e;
    }
  }

  @Override
  public boolean next() {
    if (begun) {
      return rows.next();
    }
    begun = true;
    return any;
  }

  @Override
  public RowBatch batch() {
    return rows.batch();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      rows.close();
    }
  }
}
