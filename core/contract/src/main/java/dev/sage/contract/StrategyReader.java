package dev.sage.contract;

import dev.sage.spi.Message;
import dev.sage.spi.SchemaMode;
import dev.sage.spi.Strategy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the rows of a materialization meet those that are there already.
final class StrategyReader {
  private static final List<String> STRATEGIES =
      Arrays.stream(Strategy.values()).map(Strategy::name).toList();
  private static final List<String> SCHEMA_MODES = List.of("freeze", "evolve");

  private final YamlMap map;
  private final @Nullable CatalogDraft catalog;
  private final Collection<String> loaded;

  /// @param loaded the fields that have a column; empty: all of them
  StrategyReader(YamlMap map, Optional<CatalogDraft> catalog, Collection<String> loaded) {
    this.map = map;
    this.catalog = catalog.filter(CatalogDraft::namesKnown).orElse(null);
    this.loaded = loaded;
  }

  /// @param key empty where the strategy has no use for the catalog's
  record Meeting(Strategy strategy, List<String> key, List<String> partitionBy) {}

  Meeting read() {
    List<String> key = says("key") ? fields("key") : inherited();
    List<String> partition = fields("partition_by");
    Strategy usual = key.isEmpty() ? Strategy.APPEND : Strategy.UPSERT;
    Optional<Strategy> strategy =
        map.get("strategy").map(StrategyReader::strategy).orElse(Optional.of(usual));
    if (strategy.isPresent()) {
      checkPartition(strategy.get());
      checkKey(strategy.get(), key);
    }
    return new Meeting(
        strategy.orElse(usual), key.stream().allMatch(this::isLoaded) ? key : List.of(), partition);
  }

  SchemaMode schemaMode() {
    return map.get("schema_mode").map(StrategyReader::schemaMode).orElse(SchemaMode.FREEZE);
  }

  private static SchemaMode schemaMode(YamlNode node) {
    String word = node.text().orElse("freeze").strip().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "freeze" -> SchemaMode.FREEZE;
      case "evolve" -> SchemaMode.EVOLVE;
      default -> {
        Message message =
            new Message(
                "'schema_mode' no puede ser " + Messages.quoted(word) + ".",
                "'schema_mode' cannot be " + Messages.quoted(word) + ".");
        node.fatal(Messages.suggest(message, word, SCHEMA_MODES));
        yield SchemaMode.FREEZE;
      }
    };
  }

  private static Optional<Strategy> strategy(YamlNode node) {
    Optional<String> written = node.name();
    if (written.isEmpty()) {
      return Optional.empty();
    }
    String word = written.get().strip().toUpperCase(Locale.ROOT);
    if (STRATEGIES.contains(word)) {
      return Optional.of(Strategy.valueOf(word));
    }
    String quoted = Messages.quoted(written.get());
    Message unknown =
        new Message(
            "La estrategia " + quoted + " no existe.",
            "The strategy " + quoted + " does not exist.");
    node.fatal(Messages.suggest(unknown, word, STRATEGIES));
    return Optional.empty();
  }

  private void checkPartition(Strategy strategy) {
    if (says("partition_by") && strategy != Strategy.DELETE_INSERT) {
      map.key("partition_by")
          .ifPresent(key ->
              key.fatal(
                  "'partition_by' solo vale con strategy: DELETE_INSERT, y aquí la estrategia es "
                      + strategy
                      + ".",
                  "'partition_by' only goes with strategy: DELETE_INSERT, and here the strategy is "
                      + strategy
                      + "."));
    }
  }

  /// Rows that are there are found by the key, or by the partition.
  private void checkKey(Strategy strategy, List<String> key) {
    boolean byKey =
        strategy == Strategy.UPSERT
            || (strategy == Strategy.DELETE_INSERT && !says("partition_by"));
    if (!byKey || catalog == null) {
      return;
    }
    if (key.isEmpty()) {
      refuseNoKey(strategy);
    } else if (!says("key")) {
      key.stream().filter(field -> !isLoaded(field)).forEach(this::refuseInherited);
    } else if (strategy == Strategy.UPSERT
        && key.stream().allMatch(this::isLoaded)
        && !identifies(key, catalog)) {
      map.get("key").ifPresent(StrategyReader::warnLoose);
    }
  }

  /// Whether the contract makes sure that a delivery has each key once, and no empty one.
  private static boolean identifies(List<String> key, CatalogDraft catalog) {
    List<Field> fields = key.stream().flatMap(name -> catalog.field(name).stream()).toList();
    boolean once =
        fields.stream().anyMatch(Field::unique)
            || (!catalog.key().isEmpty() && key.containsAll(catalog.key()));
    return once && fields.stream().allMatch(Field::required);
  }

  private static void warnLoose(YamlNode key) {
    key.warn(
        "El contrato no asegura que esta clave venga siempre y una sola vez en cada entrega: si se"
            + " repite, la carga falla. Póngala como 'key' del catálogo.",
        "The contract does not make sure that this key is there, and once only, in a delivery: if"
            + " it is repeated, the load fails. Make it the catalog's 'key'.");
  }

  private void refuseNoKey(Strategy strategy) {
    // Names that were refused are a problem already.
    if (says("key") || (catalog != null && says(catalog.map(), "key"))) {
      return;
    }
    String alternative = strategy == Strategy.DELETE_INSERT ? "partition_by" : "strategy: APPEND";
    map.get("strategy")
        .orElse(map.self())
        .fatal(
            strategy
                + " necesita saber qué filas reemplaza: escriba 'key' aquí o en el catálogo, o "
                + Messages.quoted(alternative)
                + ".",
            strategy
                + " needs to know which rows it replaces: write 'key' here or in the catalog, or "
                + Messages.quoted(alternative)
                + ".");
  }

  private void refuseInherited(String field) {
    map.key("columns")
        .ifPresent(columns ->
            columns.fatal(
                "Falta "
                    + Messages.quoted(field)
                    + " en 'columns': es clave del catálogo, y lo que no se carga no se puede buscar."
                    + " Añádalo, o escriba otra 'key' o strategy: APPEND.",
                "'columns' lacks "
                    + Messages.quoted(field)
                    + ": it is a key of the catalog, and what is not loaded cannot be found."
                    + " Add it, or write another 'key' or strategy: APPEND."));
  }

  private List<String> inherited() {
    return catalog == null ? List.of() : catalog.key();
  }

  /// The fields that a list names, each of them known and loaded.
  private List<String> fields(String name) {
    if (!says(name) || catalog == null) {
      return List.of();
    }
    List<YamlNode> nodes = map.list(name);
    List<String> known = Names.among(nodes, Names.field(catalog.id()), catalog.fieldNames());
    for (YamlNode node : nodes) {
      if (node.value() instanceof Yaml.Scalar field
          && known.contains(field.text())
          && !isLoaded(field.text())) {
        refuseUnloaded(node, field.text());
      }
    }
    return known;
  }

  private static void refuseUnloaded(YamlNode node, String field) {
    node.fatal(
        "El campo "
            + Messages.quoted(field)
            + " no está en 'columns', y lo que no se carga no se puede buscar. Añádalo.",
        "The field "
            + Messages.quoted(field)
            + " is not among the 'columns', and what is not loaded cannot be found. Add it.");
  }

  private boolean isLoaded(String field) {
    return loaded.isEmpty() || loaded.contains(field);
  }

  private boolean says(String name) {
    return says(map, name);
  }

  private static boolean says(YamlMap owner, String name) {
    return owner.get(name).filter(node -> !node.isEmptyList()).isPresent();
  }
}
