package dev.sage.contract;

import dev.sage.contract.Transformation.Join;
import dev.sage.contract.Transformation.LookUp;
import dev.sage.contract.Transformation.Missing;
import dev.sage.contract.Transformation.Table;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `map`, `lookup` and `join`: what a row gets from a table, which is another catalog of the
/// delivery or stands in the contract.
final class TableSteps {
  private static final List<String> MAP_KEYS =
      List.of("field", "into", "values", "type", "catalog", "key", "value", "missing", "default");
  private static final List<String> LOOKUP_KEYS =
      List.of("catalog", "table", "on", "fields", "missing");
  private static final List<String> JOIN_KEYS = List.of("catalog", "on", "fields", "type");
  private static final String KEY = "key";
  private static final String VALUE = "value";

  private final Steps steps;

  TableSteps(Steps steps) {
    this.steps = steps;
  }

  /// `map: {field: …, values: {code: other}}`, or `{field: …, catalog: …, key: …, value: …}`.
  Optional<Transformation> map(YamlNode node) {
    return node.map()
        .flatMap(map -> {
          map.only(MAP_KEYS);
          Optional<Field> field = map.require("field").flatMap(steps::field);
          if (field.isEmpty()) {
            return Optional.empty();
          }
          boolean inline = map.get("values").isPresent();
          if (inline == map.get("catalog").isPresent()) {
            node.fatal(
                "Diga de dónde sale el valor de una sola manera: 'values' (código: valor) o 'catalog'.",
                "Say in one way where the value comes from: 'values' (code: value) or 'catalog'.");
            return Optional.empty();
          }
          Optional<Found> found = inline ? codes(map, field.get()) : column(map, field.get());
          return found.flatMap(table -> mapped(map, field.get(), table));
        });
  }

  /// A table, its column that is compared and the one whose value is taken.
  private record Found(Table table, String key, String value, ValueType type) {}

  private Optional<Transformation> mapped(YamlMap map, Field field, Found found) {
    String into = map.get("into").flatMap(YamlNode::name).orElse(field.name());
    Optional<YamlNode> place = map.get("into");
    boolean canStay = into.equals(field.name()) && found.type().equals(field.type());
    Optional<Missing> missing = missing(map, found.type(), canStay);
    if ((place.isPresent() && !steps.isFree(place.get(), into, true)) || missing.isEmpty()) {
      return Optional.empty();
    }
    return steps.becomes(
        steps.rows().with(Field.computed(into, found.type())),
        new LookUp(
            found.table(),
            Map.of(field.name(), found.key()),
            Map.of(into, found.value()),
            missing.get()));
  }

  /// @param type of the values that are taken
  /// @param canStay whether the value that is looked up could stay where it is
  private static Optional<Missing> missing(YamlMap map, ValueType type, boolean canStay) {
    Optional<YamlNode> instead = map.get("default");
    Optional<YamlNode> word = map.get("missing");
    if (instead.isPresent() && word.isPresent()) {
      word.get()
          .fatal(
              "'default' ya dice qué hacer; quite uno de los dos.",
              "'default' says what to do already; remove one of the two.");
      return Optional.empty();
    }
    if (instead.isPresent()) {
      return InlineValues.read(instead.get(), type)
          .map(text -> text.<Missing>map(Missing.Instead::new).orElse(new Missing.Null()));
    }
    Optional<String> chosen =
        word.map(w -> Steps.oneOf(w, "missing", List.of("reject", "empty", "keep")))
            .orElse(Optional.of("reject"));
    if (word.isPresent() && chosen.equals(Optional.of("keep")) && !canStay) {
      word.get()
          .fatal(
              "Con 'keep' el valor se queda como está, y aquí es de otro tipo o va a otro campo.",
              "With 'keep' the value stays as it is, and here it is of another type or goes to another field.");
      return Optional.empty();
    }
    return chosen.map(TableSteps::missing);
  }

  private static Missing missing(String word) {
    return switch (word) {
      case "empty" -> new Missing.Null();
      case "keep" -> new Missing.Keep();
      default -> new Missing.Reject();
    };
  }

  private static Optional<Found> codes(YamlMap map, Field field) {
    Optional<ValueType> type =
        map.get("type").isPresent()
            ? map.get("type").flatMap(Steps::word).map(FieldType::usual)
            : Optional.of(ValueType.TEXT);
    return type.flatMap(known ->
        inline(map, field.type(), known).map(table -> new Found(table, KEY, VALUE, known)));
  }

  /// `replace` with `values`: what is not among them stays.
  Optional<Transformation> replace(YamlMap map) {
    return map.require("field")
        .flatMap(steps::field)
        .flatMap(field ->
            inline(map, field.type(), field.type())
                .flatMap(table -> {
                  Field now = Field.computed(field.name(), field.type());
                  return steps.becomes(
                      steps.rows().with(now),
                      new LookUp(
                          table,
                          Map.of(field.name(), KEY),
                          Map.of(field.name(), VALUE),
                          new Missing.Keep()));
                }));
  }

  private static Optional<Table.Inline> inline(YamlMap map, ValueType key, ValueType value) {
    Optional<YamlMap> values = map.get("values").flatMap(YamlNode::map);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    List<List<Optional<String>>> rows = new ArrayList<>();
    for (Map.Entry<String, YamlNode> entry : values.get().values().entrySet()) {
      YamlNode place = values.get().key(entry.getKey()).orElse(entry.getValue());
      Optional<Optional<String>> from = InlineValues.read(place, key);
      Optional<Optional<String>> to = InlineValues.read(entry.getValue(), value);
      if (from.isEmpty() || to.isEmpty()) {
        return Optional.empty();
      }
      rows.add(List.of(from.get(), to.get()));
    }
    return Optional.of(new Table.Inline(columns(key, value), rows));
  }

  private static Map<String, ValueType> columns(ValueType key, ValueType value) {
    Map<String, ValueType> columns = new LinkedHashMap<>();
    columns.put(KEY, key);
    columns.put(VALUE, value);
    return columns;
  }

  private Optional<Found> column(YamlMap map, Field field) {
    Optional<CatalogDraft> other = map.require("catalog").flatMap(this::other);
    Optional<Field> key = other.flatMap(o -> map.require("key").flatMap(node -> field(node, o)));
    Optional<Field> value =
        other.flatMap(o -> map.require("value").flatMap(node -> field(node, o)));
    if (key.isEmpty() || value.isEmpty() || !alike(map.get("key").get(), field, key.get())) {
      return Optional.empty();
    }
    return Optional.of(
        new Found(
            new Table.OfCatalog(other.get().id()),
            key.get().name(),
            value.get().name(),
            value.get().type()));
  }

  /// Another catalog, whose fields are known.
  private Optional<CatalogDraft> other(YamlNode node) {
    String id = node.name().orElse("");
    if (id.isEmpty() || !Names.isAmong(node, id, Names.catalog(), steps.others().keySet())) {
      return Optional.empty();
    }
    if (id.equals(steps.catalog())) {
      node.fatal(
          "Es el propio catálogo; aquí hace falta otro.",
          "It is the catalog itself; another one is needed here.");
      return Optional.empty();
    }
    return Optional.ofNullable(steps.others().get(id)).filter(draft -> draft.doubtful().isEmpty());
  }

  private static Optional<Field> field(YamlNode node, CatalogDraft draft) {
    return node.name()
        .filter(name -> Names.isAmong(node, name, Names.field(draft.id()), draft.fieldNames()))
        .flatMap(draft::field);
  }

  private static boolean alike(YamlNode node, Field one, Field other) {
    boolean alike = CatalogReader.comparable(one.type(), other.type());
    if (!alike) {
      node.fatal(
          "Los campos "
              + Messages.quoted(one.name())
              + " y "
              + Messages.quoted(other.name())
              + " son de tipos distintos: nunca serían iguales.",
          "The fields "
              + Messages.quoted(one.name())
              + " and "
              + Messages.quoted(other.name())
              + " are of different types: they would never be equal.");
    }
    return alike;
  }

  /// `lookup: {catalog: …, on: {field: other}, fields: {other: new}}`, or with a `table`.
  Optional<Transformation> lookup(YamlNode node) {
    return node.map()
        .flatMap(map -> {
          map.only(LOOKUP_KEYS);
          if (map.get("catalog").isPresent() == map.get("table").isPresent()) {
            node.fatal(
                "Diga dónde se busca de una sola manera: 'catalog' o 'table'.",
                "Say in one way where to look: 'catalog' or 'table'.");
            return Optional.empty();
          }
          Optional<Missing> missing =
              map.get("missing")
                  .map(word -> Steps.oneOf(word, "missing", List.of("reject", "empty")))
                  .orElse(Optional.of("reject"))
                  .map(TableSteps::missing);
          return missing.flatMap(
              what -> map.get("catalog").isPresent() ? lookup(map, what) : lookupInline(map, what));
        });
  }

  private Optional<Transformation> lookup(YamlMap map, Missing missing) {
    return map.get("catalog")
        .flatMap(this::other)
        .flatMap(other ->
            links(map, new RowShape(other.plainFields(), List.of()), other.id())
                .flatMap(links ->
                    steps.becomes(
                        links.after(),
                        new LookUp(
                            new Table.OfCatalog(other.id()), links.on(), links.take(), missing))));
  }

  private Optional<Transformation> lookupInline(YamlMap map, Missing missing) {
    Map<String, YamlNode> on = map.get("on").map(Steps::pairs).orElse(Map.of());
    Map<String, ValueType> keys = new LinkedHashMap<>();
    on.forEach((field, node) ->
        node.name()
            .ifPresent(
                column -> steps.rows().field(field).ifPresent(f -> keys.put(column, f.type()))));
    return InlineValues.table(map.get("table").get(), keys)
        .flatMap(table ->
            links(map, InlineValues.shape(table), "table")
                .flatMap(links ->
                    steps.becomes(
                        links.after(), new LookUp(table, links.on(), links.take(), missing))));
  }

  /// `join: {catalog: …, on: {field: other}, fields: {other: new}, type: left}`.
  Optional<Transformation> join(YamlNode node) {
    return node.map()
        .flatMap(map -> {
          map.only(JOIN_KEYS);
          Optional<String> type =
              map.get("type")
                  .map(word -> Steps.oneOf(word, "type", List.of("left", "inner")))
                  .orElse(Optional.of("left"));
          Optional<CatalogDraft> other = map.require("catalog").flatMap(this::other);
          if (type.isEmpty() || other.isEmpty()) {
            return Optional.empty();
          }
          CatalogDraft draft = other.get();
          return links(map, new RowShape(draft.plainFields(), List.of()), draft.id())
              .flatMap(links ->
                  steps.becomes(
                      new RowShape(links.after().fields(), List.of()),
                      new Join(
                          new Table.OfCatalog(draft.id()),
                          links.on(),
                          links.take(),
                          type.get().equals("inner"))));
        });
  }

  /// How rows meet a table, and what they have then.
  private record Links(Map<String, String> on, Map<String, String> take, RowShape after) {}

  private Optional<Links> links(YamlMap map, RowShape other, String name) {
    Optional<Map<String, String>> on = map.require("on").flatMap(node -> on(node, other, name));
    Optional<Map<String, String>> take =
        map.require("fields").flatMap(node -> take(node, other, name));
    if (on.isEmpty() || take.isEmpty()) {
      return Optional.empty();
    }
    RowShape after = steps.rows();
    for (Map.Entry<String, String> taken : take.get().entrySet()) {
      ValueType type = other.field(taken.getValue()).orElseThrow().type();
      after = after.with(Field.computed(taken.getKey(), type));
    }
    return Optional.of(new Links(on.get(), take.get(), after));
  }

  private Optional<Map<String, String>> on(YamlNode node, RowShape other, String name) {
    Map<String, String> on = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> pair : Steps.pairs(node).entrySet()) {
      String theirs = pair.getValue().name().orElse("");
      YamlNode place = pair.getValue();
      if (!steps.isField(place, pair.getKey())
          || !Names.isAmong(place, theirs, Names.field(name), other.names())
          || !alike(
              place,
              steps.rows().field(pair.getKey()).orElseThrow(),
              other.field(theirs).orElseThrow())) {
        return Optional.empty();
      }
      on.put(pair.getKey(), theirs);
    }
    return notEmpty(node, on);
  }

  private Optional<Map<String, String>> take(YamlNode node, RowShape other, String name) {
    Map<String, String> take = new LinkedHashMap<>();
    for (Map.Entry<String, YamlNode> pair : Steps.pairs(node).entrySet()) {
      String ours = pair.getValue().name().orElse("");
      YamlNode place = pair.getValue();
      if (!Names.isAmong(place, pair.getKey(), Names.field(name), other.names())
          || !steps.isFree(place, ours, false)) {
        return Optional.empty();
      }
      take.put(ours, pair.getKey());
    }
    return Steps.areDistinct(node, List.copyOf(take.keySet()))
        ? notEmpty(node, take)
        : Optional.empty();
  }

  private static Optional<Map<String, String>> notEmpty(YamlNode node, Map<String, String> names) {
    if (names.isEmpty()) {
      node.fatal("Falta al menos un campo.", "At least one field is missing.");
      return Optional.empty();
    }
    return Optional.of(names);
  }
}
