package dev.sage.contract;

import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields that rows have at some point on their way out.
///
/// @param key names of the fields that identify a row; empty: not known
record RowShape(List<Field> fields, List<String> key) {
  RowShape {
    fields = List.copyOf(fields);
    key = List.copyOf(key);
  }

  List<String> names() {
    return fields.stream().map(Field::name).toList();
  }

  Optional<Field> field(String name) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  /// The field whose name is the same but for upper and lower case.
  Optional<String> twin(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return names().stream().filter(n -> n.toLowerCase(Locale.ROOT).equals(lower)).findFirst();
  }

  /// These fields only.
  ///
  /// @param chosen new name to the name so far
  RowShape choose(Map<String, String> chosen) {
    List<Field> kept = new ArrayList<>();
    Map<String, String> renamed = new LinkedHashMap<>();
    chosen.forEach((name, old) -> {
      field(old).ifPresent(field -> kept.add(field.named(name)));
      renamed.putIfAbsent(old, name);
    });
    boolean identified = renamed.keySet().containsAll(key);
    return new RowShape(kept, identified ? key.stream().map(renamed::get).toList() : List.of());
  }

  /// With a field that replaces the one of its name, or comes last. A key that was computed need
  /// not be one.
  RowShape with(Field field) {
    List<Field> all = new ArrayList<>(fields);
    int at = names().indexOf(field.name());
    if (at < 0) {
      all.add(field);
    } else {
      all.set(at, field);
    }
    return new RowShape(all, key.contains(field.name()) ? List.of() : key);
  }

  /// Rows that are identified by these fields, if none of them can be null.
  RowShape identifiedBy(List<String> names, List<String> otherwise) {
    boolean sure = names.stream().allMatch(n -> field(n).map(Field::required).orElse(false));
    return new RowShape(fields, sure ? names : otherwise);
  }

  Map<String, ValueType> types() {
    Map<String, ValueType> types = new LinkedHashMap<>();
    fields.forEach(field -> types.put(field.name(), field.type()));
    return types;
  }
}
