package dev.sage.contract;

import dev.sage.contract.Transformation.Table;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Values and small tables that stand in the contract.
final class InlineValues {
  private static final Set<String> TRUTHS = Set.of("true", "false");
  private static final int MOST_ROWS = 10_000;

  private InlineValues() {}

  /// A value as a file would have it, empty inside for null; empty outside if it is none of the
  /// type.
  static Optional<Optional<String>> read(YamlNode node, ValueType type) {
    if (node.isNull()) {
      return Optional.of(Optional.empty());
    }
    return printable(node)
        .flatMap(text -> {
          if (isOf(type, text)) {
            return Optional.of(Optional.of(text));
          }
          node.fatal(
              Messages.quoted(text) + " no es un valor del tipo que hace falta aquí.",
              Messages.quoted(text) + " is not a value of the type that is needed here.");
          return Optional.empty();
        });
  }

  /// A text that can stand in a statement.
  static Optional<String> printable(YamlNode node) {
    return node.text().filter(text -> Literals.isText(node, text));
  }

  private static boolean isOf(ValueType type, String text) {
    return switch (type) {
      case ValueType.Text _ -> true;
      case ValueType.Bool _ -> TRUTHS.contains(text);
      case ValueType.Whole _, ValueType.Decimal _, ValueType.Date _, ValueType.DateTime _ ->
          new Literals(type, Reading.DEFAULT).order(text).isPresent();
    };
  }

  /// A list of maps, each a row.
  ///
  /// @param types of some columns; the others are texts
  static Optional<Table.Inline> table(YamlNode node, Map<String, ValueType> types) {
    List<Map<String, YamlNode>> maps = new ArrayList<>();
    Map<String, ValueType> columns = new LinkedHashMap<>();
    for (YamlNode item : node.list()) {
      Map<String, YamlNode> row = item.map().map(YamlMap::values).orElse(Map.of());
      row.keySet().forEach(c -> columns.put(c, types.getOrDefault(c, ValueType.TEXT)));
      maps.add(row);
    }
    if (columns.isEmpty() || maps.size() > MOST_ROWS) {
      node.fatal(
          "Se esperaba una lista de 1 a "
              + MOST_ROWS
              + " filas, cada una como {codigo: ES, nombre: España}.",
          "Expected a list of 1 to " + MOST_ROWS + " rows, each like {code: ES, name: Spain}.");
      return Optional.empty();
    }
    return rows(maps, columns).map(rows -> new Table.Inline(columns, rows));
  }

  private static Optional<List<List<Optional<String>>>> rows(
      List<Map<String, YamlNode>> maps, Map<String, ValueType> columns) {
    List<List<Optional<String>>> rows = new ArrayList<>();
    for (Map<String, YamlNode> map : maps) {
      List<Optional<String>> row = new ArrayList<>();
      for (Map.Entry<String, ValueType> column : columns.entrySet()) {
        YamlNode value = map.get(column.getKey());
        Optional<Optional<String>> read =
            value == null ? Optional.of(Optional.empty()) : read(value, column.getValue());
        if (read.isEmpty()) {
          return Optional.empty();
        }
        row.add(read.get());
      }
      rows.add(row);
    }
    return Optional.of(rows);
  }

  static RowShape shape(Table.Inline table) {
    return new RowShape(
        table.columns().entrySet().stream()
            .map(column -> Field.computed(column.getKey(), column.getValue()))
            .toList(),
        List.of());
  }
}
