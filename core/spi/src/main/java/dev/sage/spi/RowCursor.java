package dev.sage.spi;

/// Walks over rows once, batch by batch. Whoever opened it closes it.
public interface RowCursor extends AutoCloseable {
  /// Moves to the next batch; may block while rows are still being checked. False at the end.
  boolean next();

  /// The current batch.
  RowBatch batch();

  @Override
  void close();
}
