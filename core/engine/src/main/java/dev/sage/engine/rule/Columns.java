package dev.sage.engine.rule;

/// Where the values of fields are.
@FunctionalInterface
public interface Columns {
  /// The SQL name of a field's typed column, quoted as needed: `"v3"`, `t."codigo"`.
  String column(String catalog, String field);
}
