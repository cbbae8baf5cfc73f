package dev.sage.contract;

import dev.sage.spi.Message;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The fields of a catalog.
final class FieldReader {
  static final int MAX_FIELDS = 1600;

  static final List<String> KEYS =
      List.of(
          "name",
          "type",
          "required",
          "unique",
          "description",
          "validation_rules",
          "pattern",
          "enum",
          "min",
          "max",
          "min_length",
          "max_length",
          "precision",
          "scale",
          "formats",
          "decimal_separator",
          "thousands_separator",
          "null_values",
          "trim",
          "default",
          "references");

  private FieldReader() {}

  static List<FieldDraft> read(YamlNode node) {
    List<YamlNode> nodes = node.list();
    if (nodes.isEmpty()) {
      node.fatal("Un catálogo necesita al menos un campo.", "A catalog needs at least one field.");
    }
    if (nodes.size() > MAX_FIELDS) {
      node.fatal(
          "El catálogo tiene " + nodes.size() + " campos; el máximo es " + MAX_FIELDS + ".",
          "The catalog has " + nodes.size() + " fields; the limit is " + MAX_FIELDS + ".");
    }
    List<FieldDraft> drafts = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    for (YamlNode item : nodes) {
      item.map().map(map -> read(map, lines)).ifPresent(drafts::add);
    }
    return drafts;
  }

  private static FieldDraft read(YamlMap map, Map<String, Integer> lines) {
    map.only(KEYS);
    map.get("description").ifPresent(YamlNode::text);
    String name = map.requireName("name");
    map.get("name").ifPresent(node -> checkName(node, name, lines));
    Optional<FieldType> type = map.require("type").flatMap(FieldReader::type);
    type.ifPresent(known -> FieldKeys.refuseUnfit(map, known));
    Reading reading = ReadingReader.read(map);
    ValueType valueType = type.map(known -> valueType(known, map)).orElse(ValueType.TEXT);
    Literals literals = new Literals(valueType, reading);
    Constraints constraints =
        type.map(known -> new ConstraintReader(map, known, literals).read())
            .orElse(Constraints.NONE);
    Optional<String> instead =
        type.flatMap(known -> new DefaultReader(known, reading, constraints, literals).read(map));
    Field field =
        new Field(
            name,
            valueType,
            map.bool("required", false),
            map.bool("unique", false),
            constraints,
            reading.insteadOfNull(instead),
            List.of());
    return new FieldDraft(field, map, name.isEmpty() || type.isEmpty());
  }

  private static void checkName(YamlNode node, String name, Map<String, Integer> lines) {
    if (name.codePoints().anyMatch(Character::isISOControl)) {
      node.fatal(
          "El nombre de un campo no puede tener saltos de línea ni caracteres de control.",
          "A field's name cannot have line breaks or control characters.");
    }
    int line = node.value().start().line();
    Integer first = lines.putIfAbsent(name.strip().toLowerCase(Locale.ROOT), line);
    if (first != null && !name.isEmpty()) {
      String quoted = Messages.quoted(name);
      node.fatal(
          "El campo "
              + quoted
              + " está repetido; el primero está en la línea "
              + first
              + " (mayúsculas y minúsculas no distinguen).",
          "The field "
              + quoted
              + " is repeated; the first is on line "
              + first
              + " (upper and lower case are the same).");
    }
  }

  static Optional<FieldType> type(YamlNode node) {
    Optional<String> text = node.name();
    Optional<FieldType> type = text.flatMap(FieldType::of);
    if (text.isPresent() && type.isEmpty()) {
      String word = text.get();
      Message message =
          new Message(
              "El tipo " + Messages.quoted(word) + " no existe.",
              "The type " + Messages.quoted(word) + " does not exist.");
      node.fatal(Messages.suggest(message, FieldType.nearest(word), FieldType.NAMES));
    }
    return type;
  }

  static ValueType valueType(FieldType type, YamlMap map) {
    return type == FieldType.DECIMAL ? decimal(map) : type.usual();
  }

  private static ValueType decimal(YamlMap map) {
    int max = ValueType.Decimal.MAX_PRECISION;
    Optional<YamlNode> precision = map.get("precision");
    Optional<YamlNode> scale = map.get("scale");
    if (precision.isEmpty() && scale.isEmpty()) {
      return ValueType.DECIMAL;
    }
    if (scale.isEmpty()) {
      precision
          .get()
          .fatal(
              "'precision' necesita también 'scale': cuántas de esas cifras van tras el punto.",
              "'precision' needs 'scale' too: how many of those digits are after the point.");
      return ValueType.DECIMAL;
    }
    int digits = precision.map(node -> (int) node.whole(1, max).orElse(max)).orElse(max);
    int after = (int) scale.get().whole(0, max).orElse(0);
    if (after > digits) {
      scale
          .get()
          .fatal(
              "'scale' (" + after + ") es mayor que 'precision' (" + digits + ").",
              "'scale' (" + after + ") is greater than 'precision' (" + digits + ").");
      return ValueType.DECIMAL;
    }
    return new ValueType.Decimal(digits, after);
  }
}
