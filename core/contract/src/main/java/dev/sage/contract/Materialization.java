package dev.sage.contract;

import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import dev.sage.spi.TableName;
import java.util.List;
import java.util.Map;

/// Where and how the accepted rows of a catalog are landed.
///
/// @param catalog the catalog's id
/// @param destination a destination's name (`warehouse`) or a URL
/// @param key fields of the natural key; empty: none
/// @param columns field to column, in order; empty: every field under its own name
/// @param partitionBy fields: DELETE_INSERT replaces all rows that share their values with the
///   delivery; empty: it goes by the key
public record Materialization(
    String id,
    String catalog,
    String destination,
    TableName table,
    Strategy strategy,
    List<String> key,
    Map<String, String> columns,
    List<String> partitionBy,
    SchemaMode schemaMode) {
  public Materialization {
    key = List.copyOf(key);
    partitionBy = List.copyOf(partitionBy);
    columns = Ordered.copy(columns);
  }
}
