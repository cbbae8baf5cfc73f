package dev.sage.spi;

/// How the rows of a materialization meet the rows that are there.
public enum Strategy {
  /// They are added.
  APPEND,
  /// A row whose key is there replaces the values that it brings; others are added.
  UPSERT,
  /// Rows that have a key (or a partition) of the delivery go; then the delivery's are added.
  DELETE_INSERT,
  /// All rows go; then the delivery's are added.
  TRUNCATE_INSERT,
  /// A new version of the table is built aside and takes its name; the last versions are kept.
  FULL
}
