package dev.sage.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `rename`, `select` and `drop`: which fields there are, and under which names.
final class FieldSteps {
  private final Steps steps;

  FieldSteps(Steps steps) {
    this.steps = steps;
  }

  /// `rename: {old: new}`.
  Optional<Transformation> rename(YamlNode node) {
    Map<String, String> names = new LinkedHashMap<>();
    Optional<YamlMap> map = node.map();
    for (Map.Entry<String, YamlNode> entry : map.map(YamlMap::values).orElse(Map.of()).entrySet()) {
      YamlNode key = map.get().key(entry.getKey()).orElse(node);
      YamlNode value = entry.getValue();
      Optional<String> name = value.name().filter(now -> Steps.isName(value, now));
      if (!steps.isField(key, entry.getKey()) || name.isEmpty()) {
        return Optional.empty();
      }
      names.put(entry.getKey(), name.get());
    }
    return map.isEmpty() ? Optional.empty() : renamed(node, names);
  }

  private Optional<Transformation> renamed(YamlNode node, Map<String, String> names) {
    List<String> now =
        steps.rows().names().stream().map(name -> names.getOrDefault(name, name)).toList();
    if (!Steps.areDistinct(node, now)) {
      return Optional.empty();
    }
    Map<String, String> chosen = new LinkedHashMap<>();
    steps.rows().names().forEach(name -> chosen.put(names.getOrDefault(name, name), name));
    return chosen(chosen);
  }

  /// `select: [a, b]`.
  Optional<Transformation> select(YamlNode node) {
    return steps
        .fields(node.list())
        .flatMap(names -> {
          if (names.isEmpty()) {
            node.fatal("Elija al menos un campo.", "Choose at least one field.");
            return Optional.empty();
          }
          return chosen(asTheyAre(names));
        });
  }

  /// `drop: [a, b]`.
  Optional<Transformation> drop(YamlNode node) {
    return steps
        .fields(node.list())
        .flatMap(names -> {
          List<String> kept =
              steps.rows().names().stream().filter(name -> !names.contains(name)).toList();
          if (kept.isEmpty()) {
            node.fatal("No quedaría ningún campo.", "No field would be left.");
            return Optional.empty();
          }
          return chosen(asTheyAre(kept));
        });
  }

  private static Map<String, String> asTheyAre(List<String> names) {
    Map<String, String> chosen = new LinkedHashMap<>();
    names.forEach(name -> chosen.put(name, name));
    return chosen;
  }

  private Optional<Transformation> chosen(Map<String, String> chosen) {
    return steps.becomes(steps.rows().choose(chosen), new Transformation.Choose(chosen));
  }
}
