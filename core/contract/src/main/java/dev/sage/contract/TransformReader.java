package dev.sage.contract;

import dev.sage.contract.Transform.Step;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The list `transform` of a catalog. Each entry has one key, and sees the fields that the entries
/// before it leave.
final class TransformReader {
  static final List<String> KEYS =
      List.of(
          "rename",
          "select",
          "drop",
          "derive",
          "cast",
          "map",
          "replace",
          "filter",
          "deduplicate",
          "lookup",
          "join",
          "aggregate");

  /// Each step is a query around the one before it.
  private static final int MOST = 100;

  private final Steps steps;
  private final FieldSteps fields;
  private final ValueSteps values;
  private final TableSteps tables;
  private final GroupSteps groups;
  private final List<Step> read = new ArrayList<>();

  private TransformReader(CatalogDraft draft, Map<String, CatalogDraft> all) {
    this.steps = new Steps(draft.id(), all, new RowShape(draft.plainFields(), draft.key()));
    this.fields = new FieldSteps(steps);
    this.values = new ValueSteps(steps);
    this.tables = new TableSteps(steps);
    this.groups = new GroupSteps(steps);
  }

  /// @return empty if it holds a problem, or if the fields of the catalog do
  static Optional<Transform> read(CatalogDraft draft, Map<String, CatalogDraft> all) {
    List<YamlNode> nodes = draft.map().list("transform");
    if (!draft.doubtful().isEmpty()) {
      return Optional.empty();
    }
    Optional<Transform> read = new TransformReader(draft, all).read(nodes);
    read.filter(transform -> transform.key().isEmpty() && !draft.key().isEmpty())
        .ifPresent(_ -> warnNoKey(draft));
    return read;
  }

  private static void warnNoKey(CatalogDraft draft) {
    draft
        .map()
        .key("transform")
        .ifPresent(key ->
            key.warn(
                "Tras estos pasos la clave del catálogo ya no identifica las filas. Sin 'key' en la"
                    + " materialización se añaden (APPEND).",
                "After these steps the catalog's key does not identify the rows any more. Without 'key'"
                    + " in the materialization they are appended (APPEND)."));
  }

  private Optional<Transform> read(List<YamlNode> nodes) {
    for (int i = 0; i < nodes.size(); i++) {
      YamlNode node = nodes.get(i);
      // What follows a step that is wrong would be wrong because of it.
      if (!read(node, i + 1)) {
        return Optional.empty();
      }
      if (read.size() > MOST) {
        node.fatal(
            "Hay demasiados pasos en 'transform'; el máximo es " + MOST + ".",
            "There are too many steps in 'transform'; the limit is " + MOST + ".");
        return Optional.empty();
      }
    }
    return Optional.of(new Transform(read, steps.rows().fields(), steps.rows().key()));
  }

  private boolean read(YamlNode node, int number) {
    Optional<YamlMap> map = node.map();
    if (map.isEmpty()) {
      return false;
    }
    Map<String, YamlNode> entries = map.get().values();
    if (entries.size() != 1) {
      node.fatal(
          "Un paso de 'transform' tiene una sola clave, como '- filter: total > 0'; aquí hay "
              + entries.size()
              + ".",
          "A step of 'transform' has one key, like '- filter: total > 0'; here are "
              + entries.size()
              + ".");
      return false;
    }
    Map.Entry<String, YamlNode> entry = entries.entrySet().iterator().next();
    return step(entry.getKey(), map.get(), entry.getValue(), number);
  }

  private boolean step(String word, YamlMap map, YamlNode node, int number) {
    return switch (word) {
      case "rename" -> add(number, word, fields.rename(node));
      case "select" -> add(number, word, fields.select(node));
      case "drop" -> add(number, word, fields.drop(node));
      case "derive" -> each(number, word, node, values::derive);
      case "cast" -> each(number, word, node, values::cast);
      case "replace" -> add(number, word, values.replace(node, tables));
      case "filter" -> add(number, word, values.filter(node));
      case "map" -> add(number, word, tables.map(node));
      case "lookup" -> add(number, word, tables.lookup(node));
      case "join" -> add(number, word, tables.join(node));
      case "deduplicate" -> add(number, word, groups.deduplicate(node));
      case "aggregate" -> add(number, word, groups.aggregate(node));
      default -> unknown(word, map);
    };
  }

  private boolean add(int number, String word, Optional<Transformation> what) {
    what.ifPresent(known -> read.add(new Step(number, word, known, steps.rows().fields())));
    return what.isPresent();
  }

  /// Every entry of a map is a step of its own.
  private boolean each(int number, String word, YamlNode node, EntryReader reader) {
    Optional<YamlMap> map = node.map();
    if (map.isEmpty()) {
      return false;
    }
    boolean good = true;
    for (Map.Entry<String, YamlNode> entry : map.get().values().entrySet()) {
      YamlNode key = map.get().key(entry.getKey()).orElse(node);
      good = good && add(number, word, reader.read(key, entry.getKey(), entry.getValue()));
    }
    return good;
  }

  private static boolean unknown(String word, YamlMap map) {
    Message message =
        new Message(
            "No hay un paso " + Messages.quoted(word) + " en 'transform'.",
            "There is no step " + Messages.quoted(word) + " in 'transform'.");
    map.key(word).orElse(map.self()).fatal(Messages.suggest(message, word, KEYS));
    return false;
  }

  /// Reads one entry of a step.
  @FunctionalInterface
  private interface EntryReader {
    Optional<Transformation> read(YamlNode key, String name, YamlNode value);
  }
}
