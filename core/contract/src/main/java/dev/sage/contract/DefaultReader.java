package dev.sage.contract;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.spi.Message;
import java.math.BigDecimal;
import java.util.Optional;

/// The `default` of a field: a value of its type that no other key of the field refuses.
final class DefaultReader {
  private final FieldType type;
  private final Reading reading;
  private final Constraints asked;
  private final Literals literals;

  DefaultReader(FieldType type, Reading reading, Constraints asked, Literals literals) {
    this.type = type;
    this.reading = reading;
    this.asked = asked;
    this.literals = literals;
  }

  /// As a file would have it; empty where there is none, or none that can be.
  Optional<String> read(YamlMap map) {
    Optional<YamlNode> node = map.get("default");
    Optional<String> written = node.flatMap(there -> literals.written(there, type));
    written.ifPresent(text -> check(node.get(), text));
    if (written.isPresent() && map.bool("unique", false)) {
      map.key("default").ifPresent(DefaultReader::warnUnique);
    }
    return written;
  }

  private static void warnUnique(YamlNode key) {
    key.warn(
        "El campo es 'unique': la segunda celda vacía repite el valor de la primera.",
        "The field is 'unique': the second empty cell repeats the value of the first.");
  }

  private void check(YamlNode node, String text) {
    if (isNull(text)) {
      node.fatal(
          "El valor de 'default' es él mismo un vacío: la celda vacía o uno de 'null_values'.",
          "The value of 'default' is itself a null: the empty cell or one of 'null_values'.");
      return;
    }
    broken(read(text)).map(key -> refused(text, key)).ifPresent(node::fatal);
  }

  private static Message refused(String text, String key) {
    String shown = Messages.quoted(text);
    String asked = Messages.quoted(key);
    return new Message(
        "El valor de 'default' " + shown + " no cumple " + asked + " de su propio campo.",
        "The value of 'default' " + shown + " breaks " + asked + " of its own field.");
  }

  private boolean isNull(String text) {
    boolean verbatim = type == FieldType.TEXT && !reading.trim();
    String compared = verbatim ? text : Literals.stripped(text);
    return compared.isEmpty() || reading.nullValues().contains(compared);
  }

  private String read(String text) {
    return type == FieldType.TEXT && reading.trim() ? Literals.stripped(text) : text;
  }

  /// The first key that refuses the value.
  private Optional<String> broken(String text) {
    if (!asked.allowed().isEmpty() && asked.allowed().stream().noneMatch(one -> same(one, text))) {
      return Optional.of("enum");
    }
    if (asked.min().filter(min -> compared(text, min) < 0).isPresent()) {
      return Optional.of("min");
    }
    if (asked.max().filter(max -> compared(text, max) > 0).isPresent()) {
      return Optional.of("max");
    }
    int length = text.codePointCount(0, text.length());
    if (length < asked.minLength().orElse(0)) {
      return Optional.of("min_length");
    }
    if (length > asked.maxLength().orElse(Integer.MAX_VALUE)) {
      return Optional.of("max_length");
    }
    return asked.pattern().filter(pattern -> !matches(pattern, text)).map(_ -> "pattern");
  }

  private boolean same(String one, String other) {
    return type == FieldType.TEXT ? read(one).equals(other) : compared(one, other) == 0;
  }

  private int compared(String one, String other) {
    return order(one).compareTo(order(other));
  }

  private BigDecimal order(String text) {
    return literals.order(text).orElse(BigDecimal.ZERO);
  }

  private static boolean matches(PythonPattern pattern, String text) {
    return pattern.match(text) == PythonPattern.Answer.YES;
  }
}
