package dev.sage.spi;

/// How the rows of a materialization meet the rows that are there.
public enum Strategy {
  APPEND,
  UPSERT,
  DELETE_INSERT,
  TRUNCATE_INSERT,
  FULL
}
