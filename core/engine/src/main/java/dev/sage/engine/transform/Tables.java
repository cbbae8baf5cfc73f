package dev.sage.engine.transform;

import dev.sage.contract.Field;
import dev.sage.contract.Reading;
import dev.sage.contract.Transform.Step;
import dev.sage.contract.Transformation.Join;
import dev.sage.contract.Transformation.LookUp;
import dev.sage.contract.Transformation.Missing;
import dev.sage.contract.Transformation.Table;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.SqlTypes;
import dev.sage.engine.stage.Casts;
import dev.sage.engine.transform.Pipeline.Others;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Look-ups and joins as SQL.
final class Tables {
  private final Others others;

  Tables(Others others) {
    this.others = others;
  }

  Others others() {
    return others;
  }

  /// What a look-up finds.
  ///
  /// @param joins behind the rows before
  /// @param values SQL by field
  /// @param missing the rows whose key is not there, if that is a fault
  /// @param twice the rows whose key is there several times
  record Found(String joins, Map<String, String> values, Optional<String> missing, String twice) {}

  Found lookUp(Rows rows, LookUp lookUp) {
    Keys keys = keys(rows, lookUp.table(), lookUp.on());
    String joins = " LEFT JOIN (" + unique(lookUp, keys) + ") AS u ON " + keys.equal("u");
    String records = "SELECT t.p, t.r FROM " + rows.from() + joins + " WHERE ";
    Map<String, String> values = new LinkedHashMap<>();
    int i = 0;
    for (Map.Entry<String, String> taken : lookUp.take().entrySet()) {
      String otherwise = otherwise(rows, lookUp, keys, taken);
      values.put(
          taken.getKey(), "CASE WHEN u.n = 1 THEN u.x%d ELSE %s END".formatted(i++, otherwise));
    }
    boolean rejects = lookUp.missing() instanceof Missing.Reject;
    return new Found(
        joins,
        values,
        rejects ? Optional.of(records + keys.present() + " AND u.n IS NULL") : Optional.empty(),
        records + "u.n > 1");
  }

  private String otherwise(Rows rows, LookUp lookUp, Keys keys, Map.Entry<String, String> taken) {
    ValueType type = type(lookUp.table(), taken.getValue());
    String none = "CAST(NULL AS " + SqlTypes.of(type) + ")";
    return switch (lookUp.missing()) {
      case Missing.Reject _, Missing.Null _ -> none;
      case Missing.Keep _ -> rows.column(taken.getKey());
      case Missing.Instead(String text) ->
          "CASE WHEN %s AND u.n IS NULL THEN %s ELSE %s END"
              .formatted(keys.present(), Casts.constant(type, text, Reading.DEFAULT), none);
    };
  }

  /// One row for each key, with the number of rows that have it.
  private String unique(LookUp lookUp, Keys keys) {
    StringBuilder sql = new StringBuilder("SELECT ");
    List<String> places = new ArrayList<>();
    for (int i = 0; i < keys.theirs().size(); i++) {
      sql.append(keys.theirs().get(i)).append(" AS k").append(i).append(", ");
      places.add(keys.theirs().get(i));
    }
    int i = 0;
    for (String column : lookUp.take().values()) {
      sql.append("first(o.").append(place(lookUp.table(), column)).append(") AS x").append(i++);
      sql.append(", ");
    }
    sql.append("count(*) AS n FROM ").append(relation(lookUp.table())).append(" AS o WHERE ");
    sql.append(places.stream().map(p -> p + " IS NOT NULL").collect(Collectors.joining(" AND ")));
    return sql.append(" GROUP BY ").append(String.join(", ", places)).toString();
  }

  Rows join(Rows rows, Join join, Step after) {
    Keys keys = keys(rows, join.table(), join.on());
    StringBuilder sql = new StringBuilder("SELECT ");
    for (int i = 0; i < keys.theirs().size(); i++) {
      sql.append(keys.theirs().get(i)).append(" AS k").append(i).append(", ");
    }
    sql.append("o.* FROM ").append(relation(join.table())).append(" AS o");
    Map<Field, String> values = new LinkedHashMap<>();
    join.take()
        .forEach(
            (name, column) -> values.put(after.field(name), "u." + place(join.table(), column)));
    String kind = join.inner() ? " JOIN (" : " LEFT JOIN (";
    return rows.with(values, kind + sql + ") AS u ON " + keys.equal("u"));
  }

  /// The two sides of a key, in forms that can be compared.
  private record Keys(List<String> ours, List<String> theirs) {
    String present() {
      return ours.stream().map(k -> k + " IS NOT NULL").collect(Collectors.joining(" AND "));
    }

    String equal(String alias) {
      List<String> equal = new ArrayList<>();
      for (int i = 0; i < ours.size(); i++) {
        equal.add(alias + ".k" + i + " = " + ours.get(i));
      }
      return String.join(" AND ", equal);
    }
  }

  private Keys keys(Rows rows, Table table, Map<String, String> on) {
    List<String> ours = new ArrayList<>();
    List<String> theirs = new ArrayList<>();
    on.forEach((field, column) -> {
      RuleCompiler.Alike alike =
          RuleCompiler.alike(
              rows.type(field),
              rows.column(field),
              type(table, column),
              "o." + place(table, column));
      ours.add(alike.left());
      theirs.add(alike.right());
    });
    return new Keys(ours, theirs);
  }

  private ValueType type(Table table, String column) {
    return switch (table) {
      case Table.OfCatalog(String id) -> others.catalog(id).field(column).orElseThrow().type();
      case Table.Inline(var columns, _) -> Optional.ofNullable(columns.get(column)).orElseThrow();
    };
  }

  private String place(Table table, String column) {
    return switch (table) {
      case Table.OfCatalog(String id) -> "v" + others.catalog(id).indexOf(column);
      case Table.Inline(var columns, _) -> "v" + List.copyOf(columns.keySet()).indexOf(column);
    };
  }

  private String relation(Table table) {
    return switch (table) {
      case Table.OfCatalog(String id) -> others.relation(id);
      case Table.Inline inline -> inline(inline);
    };
  }

  private static String inline(Table.Inline table) {
    List<ValueType> types = List.copyOf(table.columns().values());
    if (table.rows().isEmpty()) {
      return none(types);
    }
    List<String> rows = new ArrayList<>();
    for (List<Optional<String>> row : table.rows()) {
      List<String> values = new ArrayList<>();
      for (int i = 0; i < types.size(); i++) {
        values.add(value(types.get(i), row.get(i)));
      }
      rows.add("(" + String.join(", ", values) + ")");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < types.size(); i++) {
      names.add("v" + i);
    }
    return "(SELECT * FROM (VALUES "
        + String.join(", ", rows)
        + ") AS i("
        + String.join(", ", names)
        + "))";
  }

  private static String none(List<ValueType> types) {
    List<String> columns = new ArrayList<>();
    types.forEach(type -> columns.add(value(type, Optional.empty()) + " AS v" + columns.size()));
    return "(SELECT " + String.join(", ", columns) + " WHERE false)";
  }

  private static String value(ValueType type, Optional<String> text) {
    return text.map(t -> Casts.constant(type, t, Reading.DEFAULT))
        .orElse("CAST(NULL AS " + SqlTypes.of(type) + ")");
  }
}
