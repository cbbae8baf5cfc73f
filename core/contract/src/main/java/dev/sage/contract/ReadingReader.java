package dev.sage.contract;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The keys that say how a field's text is read.
final class ReadingReader {
  private static final char POINT = '.';

  private ReadingReader() {}

  static Reading read(YamlMap map) {
    Optional<Character> decimal = separator(map, "decimal_separator");
    Optional<Character> thousands = separator(map, "thousands_separator");
    char point = decimal.orElse(POINT);
    if (Objects.equals(thousands, Optional.of(point))) {
      map.get("thousands_separator").ifPresent(node -> refuseEqual(node, point));
    }
    return new Reading(
        map.bool("trim", false),
        texts(map.list("null_values")),
        map.list("formats").stream().flatMap(node -> format(node).stream()).toList(),
        point,
        thousands);
  }

  private static void refuseEqual(YamlNode node, char point) {
    node.fatal(
        "'thousands_separator' y 'decimal_separator' son el mismo carácter ("
            + point
            + "). Indique los dos.",
        "'thousands_separator' and 'decimal_separator' are the same character ("
            + point
            + "). Give both.");
  }

  // NULL without quotes is YAML's null; here its letters are meant.
  private static List<String> texts(List<YamlNode> nodes) {
    return nodes.stream()
        .flatMap(node -> node.verbatim().filter(text -> Literals.isText(node, text)).stream())
        .toList();
  }

  private static Optional<Character> separator(YamlMap map, String key) {
    Optional<YamlNode> node = map.get(key);
    String text = node.flatMap(YamlNode::text).orElse(".");
    if (text.length() == 1
        && !Character.isLetterOrDigit(text.charAt(0))
        && "+-".indexOf(text.charAt(0)) < 0
        && !Character.isISOControl(text.charAt(0))) {
      return node.map(_ -> text.charAt(0));
    }
    node.ifPresent(wrong ->
        wrong.fatal(
            "Se esperaba un solo carácter que no sea letra, cifra ni signo, como \",\".",
            "Expected a single character that is no letter, digit or sign, like \",\"."));
    return Optional.empty();
  }

  private static Optional<String> format(YamlNode node) {
    Optional<String> text = node.name().filter(letters -> Literals.isText(node, letters));
    if (text.isEmpty()) {
      return Optional.empty();
    }
    return switch (DatePattern.of(text.get())) {
      case DatePattern.Read read -> Optional.of(read.pattern().letters());
      case DatePattern.Refused refused -> {
        node.fatal(refused.why());
        yield Optional.empty();
      }
    };
  }
}
