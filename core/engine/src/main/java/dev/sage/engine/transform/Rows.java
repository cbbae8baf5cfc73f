package dev.sage.engine.transform;

import dev.sage.contract.Field;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Rows at some point of a pipeline.
///
/// @param sql a query; its columns are `p` and `r`, the part and the row where they come from, and
///   `f0`… for the fields
/// @param named whether `p` and `r` say which record it is; otherwise they are null
record Rows(String sql, List<Column> columns, boolean named) {
  /// The alias under which a step sees the rows before it.
  private static final String BEFORE = "t";

  Rows {
    columns = List.copyOf(columns);
  }

  /// @param origin the contract's field whose value it is, unchanged; -1 for none
  record Column(Field field, int origin) {}

  int indexOf(String field) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).field().name().equals(field)) {
        return i;
      }
    }
    throw new IllegalStateException("no such field");
  }

  ValueType type(String field) {
    return columns.get(indexOf(field)).field().type();
  }

  /// The column of a field, for a step that is put around these rows.
  String column(String field) {
    return BEFORE + ".f" + indexOf(field);
  }

  /// Indexes of the contract's fields that these fields are, unchanged.
  List<Integer> origins(List<String> fields) {
    return fields.stream()
        .map(field -> columns.get(indexOf(field)).origin())
        .filter(origin -> origin >= 0)
        .distinct()
        .toList();
  }

  /// FROM for a step that is put around these rows.
  String from() {
    return "(" + sql + ") AS " + BEFORE;
  }

  /// The same rows, fewer of them.
  ///
  /// @param end what follows FROM
  Rows less(String end) {
    String list =
        IntStream.range(0, columns.size())
            .mapToObj(i -> ", " + BEFORE + ".f" + i)
            .collect(Collectors.joining());
    return new Rows("SELECT t.p, t.r" + list + " FROM " + from() + " " + end, columns, named);
  }

  /// These columns, each from SQL over the rows before.
  ///
  /// @param joins what follows FROM
  Rows select(Map<Column, String> list, String joins) {
    List<Column> now = List.copyOf(list.keySet());
    StringBuilder sql = new StringBuilder("SELECT t.p, t.r");
    int i = 0;
    for (String value : list.values()) {
      sql.append(", ").append(value).append(" AS f").append(i++);
    }
    sql.append(" FROM ").append(from()).append(joins);
    return new Rows(sql.toString(), now, named);
  }

  /// These rows with some fields that replace those of their name, or come last.
  ///
  /// @param values by field
  Rows with(Map<Field, String> values, String joins) {
    Map<Column, String> list = new LinkedHashMap<>();
    List<Field> left = new ArrayList<>(values.keySet());
    for (Column column : columns) {
      Field now =
          left.stream()
              .filter(field -> field.name().equals(column.field().name()))
              .findFirst()
              .orElse(null);
      if (now == null) {
        list.put(column, column(column.field().name()));
      } else {
        list.put(new Column(now, -1), values.get(now));
        left.remove(now);
      }
    }
    left.forEach(field -> list.put(new Column(field, -1), values.get(field)));
    return select(list, joins);
  }
}
