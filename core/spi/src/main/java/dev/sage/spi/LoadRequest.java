package dev.sage.spi;

import java.util.List;

/// What is to be landed where, known before any data is read.
///
/// @param id the materialization's id, unique within a contract; `cli:<schema.table>` for `--to`
/// @param columns in the order in which a [RowBatch] carries them
/// @param key names of destination columns; empty when there is no key
/// @param partitionBy names of destination columns: [Strategy#DELETE_INSERT] replaces every row
///   that has one of their values in the delivery; empty: it goes by the key
public record LoadRequest(
    String id,
    TableName table,
    Strategy strategy,
    List<LoadColumn> columns,
    List<String> key,
    List<String> partitionBy,
    SchemaMode schemaMode) {
  public LoadRequest {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    partitionBy = List.copyOf(partitionBy);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("A load needs at least one column.");
    }
  }
}
