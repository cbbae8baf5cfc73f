package dev.sage.spi;

/// Rows that can be walked over as often as a load is tried; each time the same rows in the same
/// order.
@FunctionalInterface
public interface RowSource {
  RowCursor open();
}
