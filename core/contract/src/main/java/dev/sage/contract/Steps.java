package dev.sage.contract;

import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What the readers of transformations share: where they are, and what the rows have there.
final class Steps {
  private final String catalog;
  private final Map<String, CatalogDraft> others;
  private RowShape rows;

  /// @param catalog whose rows are changed
  /// @param others all catalogs by id, as files have them
  /// @param rows before the first step
  Steps(String catalog, Map<String, CatalogDraft> others, RowShape rows) {
    this.catalog = catalog;
    this.others = others;
    this.rows = rows;
  }

  /// What the rows have now.
  RowShape rows() {
    return rows;
  }

  /// Rows are so after a step.
  Optional<Transformation> becomes(RowShape after, Transformation how) {
    rows = after;
    return Optional.of(how);
  }

  Map<String, CatalogDraft> others() {
    return others;
  }

  String catalog() {
    return catalog;
  }

  /// What an expression over one row may name.
  RuleScope scope(RuleLevel level) {
    return new RuleScope(level, catalog, "", Map.of(catalog, rows.types()));
  }

  /// The field that the node names.
  Optional<Field> field(YamlNode node) {
    return node.name().filter(name -> isField(node, name)).flatMap(rows::field);
  }

  boolean isField(YamlNode node, String name) {
    return Names.isAmong(node, name, Names.field(catalog), rows.names());
  }

  /// Fields that a list names; empty if any of them is wrong.
  Optional<List<String>> fields(List<YamlNode> nodes) {
    List<String> names = Names.among(nodes, Names.field(catalog), rows.names());
    return names.size() == nodes.size() ? Optional.of(names) : Optional.empty();
  }

  /// Whether a field can have this name: it is one, and no other field has it.
  ///
  /// @param replaces a field of the very same name may be there, and is replaced
  boolean isFree(YamlNode node, String name, boolean replaces) {
    if (!isName(node, name)) {
      return false;
    }
    Optional<String> twin = rows.twin(name);
    if (twin.isPresent() && !(replaces && twin.get().equals(name))) {
      String quoted = Messages.quoted(twin.get());
      node.fatal(
          "Ya hay un campo "
              + quoted
              + " (mayúsculas y minúsculas no distinguen). Dele otro nombre.",
          "There is a field "
              + quoted
              + " already (upper and lower case are the same). Give it"
              + " another name.");
      return false;
    }
    return true;
  }

  /// Whether a field can have this name, whatever others have.
  static boolean isName(YamlNode node, String name) {
    boolean good = !name.isBlank() && name.codePoints().noneMatch(Character::isISOControl);
    if (!good) {
      node.fatal(
          "El nombre de un campo no puede estar vacío ni tener saltos de línea ni caracteres de control.",
          "A field's name cannot be empty, nor have line breaks or control characters.");
    }
    return good;
  }

  /// Whether no two of these names are the same but for upper and lower case.
  static boolean areDistinct(YamlNode node, List<String> names) {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      if (seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name) != null) {
        String quoted = Messages.quoted(name);
        node.fatal(
            "El campo " + quoted + " quedaría repetido (mayúsculas y minúsculas no distinguen).",
            "The field " + quoted + " would be there twice (upper and lower case are the same).");
        return false;
      }
    }
    return true;
  }

  /// The type that a map of `type`, `precision` and `scale` says.
  static Optional<ValueType> type(YamlMap map) {
    return map.require("type")
        .flatMap(Steps::word)
        .map(known -> {
          FieldKeys.refuseUnfit(map, known);
          return FieldReader.valueType(known, map);
        });
  }

  /// The type that a word says.
  static Optional<FieldType> word(YamlNode node) {
    return FieldReader.type(node);
  }

  /// A list of texts, or one text; a map of texts.
  ///
  /// @return name to other name, each to itself where there is no map
  static Map<String, YamlNode> pairs(YamlNode node) {
    Map<String, YamlNode> pairs = new LinkedHashMap<>();
    switch (node.value()) {
      case Yaml.Mapping _ -> node.map().ifPresent(map -> pairs.putAll(map.values()));
      case Yaml.Sequence _ ->
          node.list().forEach(item -> item.name().ifPresent(n -> pairs.put(n, item)));
      case Yaml.Scalar _ -> node.name().ifPresent(name -> pairs.put(name, node));
    }
    return pairs;
  }

  /// One of some words; nothing where another one is written.
  static Optional<String> oneOf(YamlNode node, String key, List<String> words) {
    String word = node.text().orElse("").strip().toLowerCase(Locale.ROOT);
    if (words.contains(word)) {
      return Optional.of(word);
    }
    node.fatal(
        Messages.suggest(
            new Message(
                Messages.quoted(key) + " no puede ser " + Messages.quoted(word) + ".",
                Messages.quoted(key) + " cannot be " + Messages.quoted(word) + "."),
            word,
            words));
    return Optional.empty();
  }
}
