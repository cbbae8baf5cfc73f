package dev.sage.spi;

/// A table of a database: an optional schema and a name, both verbatim (never quoted, never
/// folded).
public record TableName(String schema, String name) {
  /// Empty `schema`: the destination's default one.
  public TableName {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("A table needs a name.");
    }
  }

  /// Reads `schema.table` or `table`.
  public static TableName parse(String text) {
    int dot = text.indexOf('.');
    return dot < 0
        ? new TableName("", text)
        : new TableName(text.substring(0, dot), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return schema.isEmpty() ? name : schema + "." + name;
  }
}
