package dev.sage.contract;

import dev.sage.contract.pattern.PythonPattern;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// The constraints of one field, but for its reference.
final class ConstraintReader {
  private static final int MAX_LENGTH = 2 * 1024 * 1024;

  private final YamlMap map;
  private final FieldType type;
  private final Literals literals;

  ConstraintReader(YamlMap map, FieldType type, Literals literals) {
    this.map = map;
    this.type = type;
    this.literals = literals;
  }

  Constraints read() {
    Optional<String> min = map.get("min").flatMap(this::value);
    Optional<String> max = map.get("max").flatMap(this::value);
    OptionalInt minLength = length("min_length");
    OptionalInt maxLength = length("max_length");
    checkOrder(min.flatMap(literals::order), max.flatMap(literals::order), "min", "max");
    checkOrder(order(minLength), order(maxLength), "min_length", "max_length");
    return new Constraints(
        map.get("pattern").flatMap(ConstraintReader::pattern),
        allowed(),
        min,
        max,
        minLength,
        maxLength,
        Optional.empty());
  }

  private List<String> allowed() {
    return map.list("enum").stream().flatMap(node -> value(node).stream()).toList();
  }

  private Optional<String> value(YamlNode node) {
    return literals.written(node, type);
  }

  private OptionalInt length(String key) {
    return map.get(key)
        .map(node -> node.whole(0, MAX_LENGTH))
        .filter(length -> length.isPresent())
        .map(length -> OptionalInt.of((int) length.getAsLong()))
        .orElse(OptionalInt.empty());
  }

  private static Optional<BigDecimal> order(OptionalInt length) {
    return length.isPresent()
        ? Optional.of(BigDecimal.valueOf(length.getAsInt()))
        : Optional.empty();
  }

  private void checkOrder(
      Optional<BigDecimal> min, Optional<BigDecimal> max, String least, String most) {
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      map.get(least)
          .ifPresent(node ->
              node.fatal(
                  "'" + least + "' es mayor que '" + most + "': ningún valor valdría.",
                  "'" + least + "' is greater than '" + most + "': no value would do."));
    }
  }

  private static Optional<PythonPattern> pattern(YamlNode node) {
    return node.name()
        .filter(text -> Literals.isText(node, text))
        .flatMap(text -> pattern(node, text));
  }

  private static Optional<PythonPattern> pattern(YamlNode node, String text) {
    return switch (PythonPattern.parse(text, PythonPattern.Mode.FULL)) {
      case PythonPattern.Parsed.Good good -> Optional.of(good.pattern());
      case PythonPattern.Parsed.Bad bad -> {
        node.fatal(bad.message());
        yield Optional.empty();
      }
    };
  }
}
