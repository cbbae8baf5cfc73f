package dev.sage.testing.fuzz;

import static dev.sage.testing.fuzz.Tree.list;
import static dev.sage.testing.fuzz.Tree.map;
import static dev.sage.testing.fuzz.Tree.pair;
import static dev.sage.testing.fuzz.Tree.plain;
import static dev.sage.testing.fuzz.Tree.quoted;

import dev.sage.testing.fuzz.MadeCatalog.Field;
import dev.sage.testing.fuzz.Tree.Items;
import dev.sage.testing.fuzz.Tree.Pair;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/// Steps of transformations made up for fields of known types. A step that follows a rename or a
/// drop may name what is not there any more.
final class MadeSteps {
  private final Random random;
  private final MadeRules rules;

  MadeSteps(Random random, MadeRules rules) {
    this.random = random;
    this.rules = rules;
  }

  Tree some(MadeCatalog catalog, List<MadeCatalog> all) {
    return new Items(
        Stream.generate(() -> step(catalog, all)).limit(random.nextInt(1, 4)).toList());
  }

  private Tree step(MadeCatalog catalog, List<MadeCatalog> all) {
    Field field = one(catalog.fields());
    Tree name = quoted(field.name());
    boolean text = field.type().equals("texto");
    return switch (random.nextInt(12)) {
      case 0 -> map(pair("rename", map(new Pair(name, quoted(one(Words.NAMES))))));
      case 1 -> map(pair("select", list(name, quoted(one(catalog.fields()).name()))));
      case 2 -> map(pair("drop", list(name)));
      case 3 -> map(pair("derive", map(new Pair(quoted(one(Words.NAMES)), derived(field)))));
      case 4 -> map(pair("cast", map(new Pair(name, cast()))));
      case 5 -> map(pair("map", text ? codes(name) : values(name)));
      case 6 -> map(pair("replace", text ? replaced(name) : values(name)));
      case 7 -> map(pair("filter", quoted(rules.simple(field))));
      case 8 -> map(pair("deduplicate", deduplicated(name, catalog)));
      case 9 -> map(pair(random.nextBoolean() ? "lookup" : "join", lookUp(field, one(all))));
      case 10 -> text ? map(pair("lookup", inline(name))) : map(pair("drop", list(name)));
      default -> map(pair("aggregate", aggregated(field)));
    };
  }

  private Tree derived(Field field) {
    String name = Scalars.name(field.name());
    return quoted(
        switch (field.type()) {
          case "texto" ->
              one(List.of(name + " || 'zqx''; --'", "upper(" + name + ")", "'zqx''\"'"));
          case "entero", "decimal" -> one(List.of(name + " * 2 + 0.5", name + " / 3"));
          case "booleano" -> "NOT " + name;
          default -> "year(" + name + ")";
        });
  }

  private Tree cast() {
    return switch (random.nextInt(3)) {
      case 0 -> plain(one(Words.TYPES));
      case 1 ->
          map(
              pair("type", plain("fecha")),
              pair("formats", list(quoted("dd'zqx''; --'MM/yyyy"))),
              pair("on_error", plain("empty")));
      default ->
          map(
              pair("type", plain("decimal")),
              pair("precision", plain("9")),
              pair("scale", plain("2")),
              pair("decimal_separator", quoted("'")));
    };
  }

  private Tree codes(Tree name) {
    return map(
        pair("field", name),
        pair("into", quoted(one(Words.NAMES))),
        pair("values", table()),
        pair("default", quoted("zqx' default")));
  }

  private Tree table() {
    return map(
        new Pair(quoted("zqx'; --"), quoted(one(Words.TEXTS))),
        new Pair(quoted("zqx\" \\"), quoted("zqx' || '")));
  }

  private Tree replaced(Tree name) {
    boolean pattern = random.nextBoolean();
    return map(
        pair("field", name),
        pair(pattern ? "pattern" : "find", quoted(one(pattern ? Words.PATTERNS : Words.TEXTS))),
        pair("with", quoted(one(Words.TEXTS))));
  }

  private Tree values(Tree name) {
    return map(pair("field", name), pair("values", map(new Pair(quoted("1"), quoted("2")))));
  }

  private Tree deduplicated(Tree name, MadeCatalog catalog) {
    return map(
        pair("by", list(name)),
        pair("order", list(quoted(one(catalog.fields()).name() + " desc"))),
        pair("keep", plain(one(List.of("first", "last")))));
  }

  /// In a field of the same type, if there is one.
  private Tree lookUp(Field field, MadeCatalog other) {
    String key =
        other.fields().stream()
            .filter(one -> one.type().equals(field.type()))
            .map(Field::name)
            .findFirst()
            .orElse("zqx");
    return map(
        pair("catalog", quoted(other.id())),
        pair("on", map(new Pair(quoted(field.name()), quoted(key)))),
        pair(
            "fields", map(new Pair(quoted(one(other.fields()).name()), quoted(one(Words.NAMES))))));
  }

  private Tree inline(Tree name) {
    Tree row =
        map(pair("k", quoted(one(Words.TEXTS))), new Pair(quoted("zqx'"), quoted("zqx'; --")));
    return map(
        pair("table", list(row)),
        pair("on", map(new Pair(name, plain("k")))),
        pair("fields", map(new Pair(quoted("zqx'"), quoted(one(Words.NAMES))))),
        pair("missing", plain(one(List.of("reject", "empty")))));
  }

  private Tree aggregated(Field field) {
    String total =
        field.type().equals("texto") ? "count(DISTINCT @)" : one(List.of("count(*)", "count(@)"));
    return map(
        pair("by", list(quoted(field.name()))),
        pair(
            "values",
            map(
                new Pair(
                    quoted(one(Words.NAMES)),
                    quoted(total.replace("@", Scalars.name(field.name())))))));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
