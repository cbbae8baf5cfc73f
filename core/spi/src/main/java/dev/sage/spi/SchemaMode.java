package dev.sage.spi;

/// What happens when a table that exists lacks a column of the load.
public enum SchemaMode {
  /// The load is refused with the statement that would add it.
  FREEZE,
  /// It is added before the load, without a default and nullable.
  EVOLVE
}
