package dev.sage.contract;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which keys of a field fit which types.
final class FieldKeys {
  private static final Map<String, Set<FieldType>> FIT = fit();

  private FieldKeys() {}

  private static Map<String, Set<FieldType>> fit() {
    Map<String, Set<FieldType>> fit = new LinkedHashMap<>();
    Set<FieldType> text = EnumSet.of(FieldType.TEXT);
    Set<FieldType> numbers = EnumSet.of(FieldType.WHOLE, FieldType.DECIMAL);
    Set<FieldType> dates = EnumSet.of(FieldType.DATE, FieldType.DATE_TIME);
    Set<FieldType> ordered = EnumSet.copyOf(numbers);
    ordered.addAll(dates);
    List.of("pattern", "min_length", "max_length").forEach(key -> fit.put(key, text));
    List.of("precision", "scale").forEach(key -> fit.put(key, EnumSet.of(FieldType.DECIMAL)));
    List.of("decimal_separator", "thousands_separator").forEach(key -> fit.put(key, numbers));
    fit.put("formats", dates);
    List.of("min", "max").forEach(key -> fit.put(key, ordered));
    fit.put("enum", EnumSet.complementOf(EnumSet.of(FieldType.BOOL)));
    return fit;
  }

  /// Reports and forgets the keys that say nothing about a field of this type.
  static void refuseUnfit(YamlMap map, FieldType type) {
    FIT.forEach((key, types) -> {
      if (!types.contains(type) && map.get(key).isPresent()) {
        map.key(key).ifPresent(node -> refuse(node, key, type, types));
        map.drop(key);
      }
    });
    if (type != FieldType.TEXT && !map.bool("trim", true)) {
      map.key("trim")
          .ifPresent(node -> refuse(node, "trim: false", type, EnumSet.of(FieldType.TEXT)));
    }
  }

  private static void refuse(YamlNode node, String key, FieldType type, Set<FieldType> types) {
    String fitting = String.join(", ", types.stream().map(FieldType::spanish).toList());
    String quoted = Messages.quoted(key);
    node.fatal(
        quoted + " no va con el tipo " + type.spanish() + "; solo con: " + fitting + ".",
        quoted + " does not fit the type " + type.spanish() + "; only: " + fitting + ".");
  }
}
