package dev.sage.engine.infer;

import dev.sage.engine.stage.ValueSql;
import java.util.ArrayList;
import java.util.List;

/// SQL of the values of some fields of a sample.
final class ValueColumns {
  private ValueColumns() {}

  /// A `SELECT` of the values as `v0..`, in the order of the fields.
  ///
  /// @param where what follows the table's name
  static String of(String table, List<ProposedField> fields, String where) {
    List<String> texts = new ArrayList<>();
    List<String> values = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      ProposedField field = fields.get(i);
      String raw = TextTable.column(field.column());
      texts.add("%s AS x%d".formatted(ValueSql.nulled(field.type(), raw, field.reading()), i));
      values.add("%s AS v%d".formatted(ValueSql.value(field.type(), "x" + i, field.reading()), i));
    }
    return "SELECT %s FROM (SELECT %s FROM %s %s)"
        .formatted(String.join(", ", values), String.join(", ", texts), table, where);
  }
}
