package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The keys of a mapping. A key whose value is null is as good as absent.
final class YamlMap {
  private static final String MERGE = "<<";

  private final YamlNode self;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  YamlMap(YamlNode self, Yaml.Mapping mapping) {
    this.self = self;
    mapping.entries().forEach(this::add);
    mapping.entries().forEach(this::merge);
  }

  YamlNode self() {
    return self;
  }

  /// In the order of the document, nulls included.
  Map<String, YamlNode> values() {
    Map<String, YamlNode> values = new LinkedHashMap<>();
    entries.forEach((name, entry) -> values.put(name, entry.value()));
    return values;
  }

  Optional<YamlNode> get(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::value).filter(node -> !node.isNull());
  }

  /// The key itself, null or not.
  Optional<YamlNode> key(String name) {
    return Optional.ofNullable(entries.get(name)).map(Entry::key);
  }

  Optional<YamlNode> require(String name) {
    Optional<YamlNode> found = get(name);
    if (found.isEmpty()) {
      key(name).ifPresentOrElse(YamlMap::emptyKey, () -> missing(name));
    }
    return found;
  }

  /// Empty when there is none: that is a problem already.
  String requireName(String name) {
    return require(name).flatMap(YamlNode::name).orElse("");
  }

  String requireText(String name) {
    return require(name).flatMap(YamlNode::text).orElse("");
  }

  boolean bool(String name, boolean otherwise) {
    return get(name).flatMap(YamlNode::bool).orElse(otherwise);
  }

  List<YamlNode> list(String name) {
    return get(name).map(YamlNode::list).orElse(List.of());
  }

  /// Forgets a key that has been refused.
  void drop(String name) {
    entries.remove(name);
  }

  /// Every other key is unknown.
  void only(List<String> known) {
    entries.forEach((name, entry) -> {
      if (!known.contains(name)) {
        unknown(entry.key(), name, known);
      }
    });
  }

  private void add(Yaml.Entry entry) {
    if (!(entry.key() instanceof Yaml.Scalar scalar)) {
      new YamlNode(entry.key(), self.path(), self.problems())
          .fatal("Una clave tiene que ser un texto.", "A key must be a text.");
      return;
    }
    if (scalar.text().equals(MERGE) && scalar.style() == Yaml.Style.PLAIN) {
      return;
    }
    Entry added = entry(scalar, entry.value());
    Entry first = entries.putIfAbsent(scalar.text(), added);
    if (first != null) {
      repeated(added.key(), scalar.text(), first.key().value().start().line());
    }
  }

  // YAML 1.1's "<<: *base", which the earlier system read.
  private void merge(Yaml.Entry entry) {
    if (entry.key() instanceof Yaml.Scalar scalar
        && scalar.text().equals(MERGE)
        && scalar.style() == Yaml.Style.PLAIN) {
      switch (entry.value()) {
        case Yaml.Mapping mapping -> inherit(mapping);
        case Yaml.Sequence list -> list.items().forEach(this::inherit);
        case Yaml.Scalar _ -> inherit(entry.value());
      }
    }
  }

  private void inherit(Yaml base) {
    new YamlNode(base, self.path() + "." + MERGE, self.problems())
        .map()
        .ifPresent(map ->
            map.entries.forEach((name, entry) ->
                entries.putIfAbsent(
                    name, entry((Yaml.Scalar) entry.key().value(), entry.value().value()))));
  }

  private Entry entry(Yaml.Scalar key, Yaml value) {
    String path = self.path().isEmpty() ? key.text() : self.path() + "." + key.text();
    return new Entry(
        new YamlNode(key, path, self.problems()), new YamlNode(value, path, self.problems()));
  }

  private void missing(String name) {
    self.fatal(
        "Falta la clave obligatoria " + Messages.quoted(name) + ".",
        "The required key " + Messages.quoted(name) + " is missing.");
  }

  private static void emptyKey(YamlNode key) {
    String name = key.verbatim().map(Messages::quoted).orElse("");
    key.fatal(
        "La clave obligatoria " + name + " no tiene valor.",
        "The required key " + name + " has no value.");
  }

  private static void repeated(YamlNode key, String name, int line) {
    key.fatal(
        "La clave "
            + Messages.quoted(name)
            + " está repetida; la primera está en la línea "
            + line
            + ".",
        "The key " + Messages.quoted(name) + " is repeated; the first is on line " + line + ".");
  }

  private void unknown(YamlNode key, String name, List<String> known) {
    Message message =
        new Message(
            "La clave " + Messages.quoted(name) + " no se conoce aquí y no se tiene en cuenta.",
            "The key " + Messages.quoted(name) + " is not known here and is not used.");
    self.problems()
        .unknownKey(key.value().start(), key.path(), Messages.suggestKey(message, name, known));
  }

  private record Entry(YamlNode key, YamlNode value) {}
}
