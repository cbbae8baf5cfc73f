package dev.sage.contract;

import dev.sage.spi.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The types by their names in a contract.
enum FieldType {
  TEXT("texto", "text"),
  DECIMAL("decimal", "decimal"),
  WHOLE("entero", "integer"),
  DATE("fecha", "date"),
  DATE_TIME("fecha_hora", "datetime"),
  BOOL("booleano", "boolean");

  static final List<String> NAMES =
      Arrays.stream(values()).flatMap(type -> type.names().stream()).distinct().toList();

  /// What people write who come from another tool; never accepted, only suggested.
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("string", "texto"),
          Map.entry("str", "texto"),
          Map.entry("varchar", "texto"),
          Map.entry("char", "texto"),
          Map.entry("object", "texto"),
          Map.entry("cadena", "texto"),
          Map.entry("int", "entero"),
          Map.entry("bigint", "entero"),
          Map.entry("int64", "entero"),
          Map.entry("long", "entero"),
          Map.entry("float", "decimal"),
          Map.entry("double", "decimal"),
          Map.entry("number", "decimal"),
          Map.entry("numeric", "decimal"),
          Map.entry("numero", "decimal"),
          Map.entry("número", "decimal"),
          Map.entry("money", "decimal"),
          Map.entry("real", "decimal"),
          Map.entry("timestamp", "fecha_hora"),
          Map.entry("fechahora", "fecha_hora"),
          Map.entry("bool", "booleano"));

  private final String spanish;
  private final String english;

  FieldType(String spanish, String english) {
    this.spanish = spanish;
    this.english = english;
  }

  String spanish() {
    return spanish;
  }

  /// What it means where nothing more is said.
  ValueType usual() {
    return switch (this) {
      case TEXT -> ValueType.TEXT;
      case DECIMAL -> ValueType.DECIMAL;
      case WHOLE -> ValueType.WHOLE;
      case DATE -> ValueType.DATE;
      case DATE_TIME -> ValueType.DATE_TIME;
      case BOOL -> ValueType.BOOL;
    };
  }

  static Optional<FieldType> of(String name) {
    String word = name.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.names().contains(word)).findFirst();
  }

  static Optional<String> nearest(String name) {
    String word = name.strip().toLowerCase(Locale.ROOT);
    return Optional.ofNullable(MEANT.get(word)).or(() -> Nearest.of(word, NAMES));
  }

  private List<String> names() {
    return List.of(spanish, english);
  }
}
