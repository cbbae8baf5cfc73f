package dev.sage.contract;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Optional;

/// `derive`, `cast`, `replace` and `filter`: what a row makes of its own values.
final class ValueSteps {
  private static final List<String> TYPED_KEYS = List.of("value", "type", "precision", "scale");
  private static final List<String> CAST_KEYS =
      List.of(
          "type",
          "precision",
          "scale",
          "formats",
          "decimal_separator",
          "thousands_separator",
          "on_error");
  private static final List<String> REPLACE_KEYS =
      List.of("field", "values", "find", "pattern", "with");

  private final Steps steps;

  ValueSteps(Steps steps) {
    this.steps = steps;
  }

  /// `derive: {field: expression}` or `{field: {value: expression, type: …}}`.
  Optional<Transformation> derive(YamlNode key, String name, YamlNode node) {
    if (!steps.isFree(key, name, true)) {
      return Optional.empty();
    }
    return typed(node).flatMap(typed -> derive(name, typed));
  }

  private Optional<Transformation> derive(String name, Typed typed) {
    Optional<Expression> value = rowWise(typed.expression());
    Optional<ValueType> type = value.flatMap(v -> type(v, typed.expression(), typed.type()));
    return type.flatMap(known ->
        steps.becomes(
            steps.rows().with(Field.computed(name, known)),
            new Transformation.Derive(name, known, value.get())));
  }

  /// An expression, and the type that it is to have.
  record Typed(YamlNode expression, Optional<ValueType> type) {}

  /// An expression by itself, or in a map with its type.
  static Optional<Typed> typed(YamlNode node) {
    if (!(node.value() instanceof Yaml.Mapping)) {
      return Optional.of(new Typed(node, Optional.empty()));
    }
    return node.map()
        .flatMap(map -> {
          map.only(TYPED_KEYS);
          Optional<YamlNode> value = map.require("value");
          Optional<ValueType> type =
              map.get("type").isPresent() ? Steps.type(map) : Optional.<ValueType>empty();
          boolean good = map.get("type").isEmpty() || type.isPresent();
          return good ? value.map(expression -> new Typed(expression, type)) : Optional.empty();
        });
  }

  private Optional<Expression> rowWise(YamlNode node) {
    return node.name()
        .flatMap(text -> RuleReader.tree(node, RuleParser.value(text, steps.scope(RuleLevel.ROW))))
        .filter(tree -> isRowWise(node, tree));
  }

  static boolean isRowWise(YamlNode node, Expression tree) {
    if (!tree.isRowWise()) {
      node.fatal(
          "Aquí solo se puede usar la propia fila, no otras: ni totales ni búsquedas. Para eso están"
              + " los pasos 'aggregate', 'lookup' y 'deduplicate'.",
          "Only the row itself can be used here, no others: no totals and no look-ups. There are"
              + " the steps 'aggregate', 'lookup' and 'deduplicate' for that.");
    }
    return tree.isRowWise();
  }

  /// The type of the values of an expression: the one asked for, if they can have it.
  static Optional<ValueType> type(Expression value, YamlNode node, Optional<ValueType> asked) {
    Optional<ValueType> usual = usual(value);
    if (asked.isEmpty() && usual.isEmpty()) {
      node.fatal(
          "No se sabe de qué tipo es el valor; escriba {value: …, type: …}.",
          "It is not known of which type the value is; write {value: …, type: …}.");
      return Optional.empty();
    }
    if (asked.isPresent() && !becomes(value.type(), asked.get())) {
      node.fatal(
          "El valor no puede tomar ese tipo sin más; use después un paso 'cast'.",
          "The value cannot take that type just so; use a step 'cast' afterwards.");
      return Optional.empty();
    }
    return asked.or(() -> usual);
  }

  private static Optional<ValueType> usual(Expression value) {
    if (value instanceof Expression.FieldValue field) {
      return Optional.of(field.valueType());
    }
    return switch (value.type()) {
      case BOOLEAN -> Optional.of(ValueType.BOOL);
      case WHOLE -> Optional.of(ValueType.WHOLE);
      case DECIMAL, DOUBLE -> Optional.of(ValueType.DECIMAL);
      case TEXT -> Optional.of(ValueType.TEXT);
      case DATE -> Optional.of(ValueType.DATE);
      case DATE_TIME -> Optional.of(ValueType.DATE_TIME);
      case NULL -> Optional.empty();
    };
  }

  private static boolean becomes(RuleType from, ValueType to) {
    return switch (to) {
      case ValueType.Text _ -> from == RuleType.TEXT || from == RuleType.NULL;
      case ValueType.Whole _, ValueType.Decimal _ -> from.isNumber() || from == RuleType.NULL;
      case ValueType.Date _ -> from == RuleType.DATE || from == RuleType.NULL;
      case ValueType.DateTime _ -> from.isTime() || from == RuleType.NULL;
      case ValueType.Bool _ -> from == RuleType.BOOLEAN || from == RuleType.NULL;
    };
  }

  /// `filter: condition`.
  Optional<Transformation> filter(YamlNode node) {
    return node.name()
        .flatMap(text -> RuleReader.tree(node, RuleParser.parse(text, steps.scope(RuleLevel.ROW))))
        .filter(tree -> isRowWise(node, tree))
        .flatMap(tree -> steps.becomes(steps.rows(), new Transformation.Filter(tree)));
  }

  /// `cast: {field: type}` or `{field: {type: …, formats: […], on_error: …}}`.
  Optional<Transformation> cast(YamlNode key, String name, YamlNode node) {
    if (!steps.isField(key, name)) {
      return Optional.empty();
    }
    if (!(node.value() instanceof Yaml.Mapping)) {
      return Steps.word(node).flatMap(type -> cast(name, type.usual(), Reading.DEFAULT, false));
    }
    return node.map()
        .flatMap(map -> {
          map.only(CAST_KEYS);
          Optional<Boolean> orNull =
              map.get("on_error").map(ValueSteps::orNull).orElse(Optional.of(false));
          Reading reading = ReadingReader.read(map);
          Optional<ValueType> type = Steps.type(map);
          return orNull.flatMap(or -> type.flatMap(known -> cast(name, known, reading, or)));
        });
  }

  private static Optional<Boolean> orNull(YamlNode node) {
    return Steps.oneOf(node, "on_error", List.of("reject", "empty")).map("empty"::equals);
  }

  private Optional<Transformation> cast(
      String name, ValueType type, Reading reading, boolean orNull) {
    Field was = steps.rows().field(name).orElseThrow();
    // A text of blanks is something, a number of blanks is nothing.
    boolean sure = was.required() && !orNull && !(was.type() instanceof ValueType.Text);
    Field now = Field.computed(name, type);
    return steps.becomes(
        steps.rows().with(sure ? now.asRequired() : now),
        new Transformation.Cast(name, type, reading, orNull));
  }

  /// `replace: {field: …, find: …, with: …}`, with a `pattern` for `find`, or a table `values`.
  Optional<Transformation> replace(YamlNode node, TableSteps tables) {
    return node.map()
        .flatMap(map -> {
          map.only(REPLACE_KEYS);
          long ways =
              List.of("values", "find", "pattern").stream()
                  .filter(k -> map.get(k).isPresent())
                  .count();
          if (ways != 1) {
            node.fatal(
                "Diga qué se reemplaza de una sola manera: 'values', 'find' o 'pattern'.",
                "Say in one way what is replaced: 'values', 'find' or 'pattern'.");
            return Optional.empty();
          }
          return map.get("values").isPresent() ? tables.replace(map) : parts(map);
        });
  }

  private Optional<Transformation> parts(YamlMap map) {
    Optional<Field> field = map.require("field").flatMap(this::text);
    Optional<Transformation.Sought> sought =
        map.get("find").isPresent()
            ? map.get("find").flatMap(ValueSteps::fixed)
            : map.get("pattern").flatMap(ValueSteps::matching);
    Optional<String> with = map.require("with").flatMap(InlineValues::printable);
    if (field.isEmpty() || sought.isEmpty() || with.isEmpty()) {
      return Optional.empty();
    }
    String name = field.get().name();
    Field now = Field.computed(name, ValueType.TEXT);
    return steps.becomes(
        steps.rows().with(field.get().required() ? now.asRequired() : now),
        new Transformation.Replace(name, sought.get(), with.get()));
  }

  private Optional<Field> text(YamlNode node) {
    Optional<Field> field = steps.field(node);
    if (field.isPresent() && !(field.get().type() instanceof ValueType.Text)) {
      node.fatal(
          "Solo se reemplaza dentro de un campo de texto; para otros está 'values'.",
          "Parts are replaced in a text field only; for others there is 'values'.");
      return Optional.empty();
    }
    return field;
  }

  private static Optional<Transformation.Sought> fixed(YamlNode node) {
    Optional<String> text = InlineValues.printable(node);
    if (text.isPresent() && text.get().isEmpty()) {
      node.fatal("Falta qué se busca.", "What is looked for is missing.");
      return Optional.empty();
    }
    return text.map(Transformation.Fixed::new);
  }

  private static Optional<Transformation.Sought> matching(YamlNode node) {
    String text = node.text().orElse("");
    return switch (PythonPattern.parse(text, PythonPattern.Mode.SEARCH)) {
      case PythonPattern.Parsed.Bad(var message) -> {
        node.fatal(message);
        yield Optional.empty();
      }
      case PythonPattern.Parsed.Good(PythonPattern pattern) when pattern.re2().isEmpty() -> {
        node.fatal(
            "Aquí no caben miradas alrededor ni referencias a grupos en el patrón; escríbalo sin ellas.",
            "No look-around and no back-references can be in a pattern here; write it without them.");
        yield Optional.empty();
      }
      case PythonPattern.Parsed.Good(PythonPattern pattern) ->
          Optional.of(new Transformation.Matching(pattern));
    };
  }
}
