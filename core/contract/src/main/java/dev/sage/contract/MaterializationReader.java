package dev.sage.contract;

import dev.sage.spi.TableName;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Where and how accepted rows are landed.
final class MaterializationReader {
  static final List<String> KEYS =
      List.of(
          "catalog",
          "destination",
          "table",
          "strategy",
          "key",
          "columns",
          "partition_by",
          "schema_mode");
  private static final String WAREHOUSE = "warehouse";

  private final Map<String, CatalogDraft> catalogs;

  MaterializationReader(Map<String, CatalogDraft> catalogs) {
    this.catalogs = catalogs;
  }

  Materialization read(String id, YamlMap map) {
    map.only(KEYS);
    Optional<CatalogDraft> catalog = catalog(map);
    Map<String, String> columns = columns(map, catalog);
    StrategyReader strategies = new StrategyReader(map, catalog, columns.keySet());
    StrategyReader.Meeting meeting = strategies.read();
    return new Materialization(
        id,
        catalog.map(CatalogDraft::id).orElse(""),
        map.get("destination").map(MaterializationReader::destination).orElse(WAREHOUSE),
        map.get("table")
            .flatMap(MaterializationReader::table)
            .orElse(new TableName("", catalog.map(CatalogDraft::id).orElse(id))),
        meeting.strategy(),
        meeting.key(),
        columns,
        meeting.partitionBy(),
        strategies.schemaMode());
  }

  private Optional<CatalogDraft> catalog(YamlMap map) {
    Optional<YamlNode> node = map.require("catalog");
    String name = node.flatMap(YamlNode::name).orElse("");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    boolean known = Names.isAmong(node.get(), name, Names.catalog(), catalogs.keySet());
    return known ? Optional.ofNullable(catalogs.get(name)) : Optional.empty();
  }

  /// A name or a URL. A URL may hold a password: no message repeats it.
  private static String destination(YamlNode node) {
    if (node.value() instanceof Yaml.Mapping) {
      Optional<YamlMap> map = node.map();
      map.ifPresent(inner -> inner.only(List.of("url")));
      return map.map(inner -> inner.requireName("url")).orElse("");
    }
    return node.name().orElse(WAREHOUSE);
  }

  private static Optional<TableName> table(YamlNode node) {
    Optional<String> text = node.name();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<String> parts = List.of(text.get().split("\\.", -1));
    if (parts.size() > 2 || parts.stream().anyMatch(String::isBlank)) {
      node.fatal(
          "Se esperaba tabla o esquema.tabla, y hay " + Messages.quoted(text.get()) + ".",
          "Expected table or schema.table, and there is " + Messages.quoted(text.get()) + ".");
      return Optional.empty();
    }
    return Optional.of(TableName.parse(text.get()));
  }

  private static Map<String, String> columns(YamlMap map, Optional<CatalogDraft> catalog) {
    Map<String, String> columns = new LinkedHashMap<>();
    Map<String, String> seen = new HashMap<>();
    Optional<YamlMap> inner = map.get("columns").flatMap(YamlNode::map);
    for (Map.Entry<String, YamlNode> entry :
        inner.map(YamlMap::values).orElse(Map.of()).entrySet()) {
      String field = entry.getKey();
      YamlNode node = entry.getValue();
      inner.get().key(field).ifPresent(key -> checkField(key, field, catalog));
      String column = node.name().orElse("");
      String twin = seen.putIfAbsent(column, field);
      if (twin != null && !column.isEmpty()) {
        refuseTwin(node, column, twin);
      }
      columns.put(field, column);
    }
    return columns;
  }

  private static void checkField(YamlNode key, String field, Optional<CatalogDraft> catalog) {
    catalog
        .filter(CatalogDraft::namesKnown)
        .ifPresent(known -> Names.isAmong(key, field, Names.field(known.id()), known.fieldNames()));
  }

  private static void refuseTwin(YamlNode node, String column, String field) {
    node.fatal(
        "La columna "
            + Messages.quoted(column)
            + " ya la llena el campo "
            + Messages.quoted(field)
            + ".",
        "The column "
            + Messages.quoted(column)
            + " is filled by the field "
            + Messages.quoted(field)
            + " already.");
  }
}
