package dev.sage.testing.fuzz;

import static dev.sage.testing.fuzz.Tree.list;
import static dev.sage.testing.fuzz.Tree.map;
import static dev.sage.testing.fuzz.Tree.pair;
import static dev.sage.testing.fuzz.Tree.plain;
import static dev.sage.testing.fuzz.Tree.quoted;

import dev.sage.testing.fuzz.MadeCatalog.Field;
import dev.sage.testing.fuzz.Tree.Items;
import dev.sage.testing.fuzz.Tree.Pair;
import dev.sage.testing.fuzz.Tree.Pairs;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/// Contracts made up from nothing, nearly always right ones.
final class MadeContract {
  private static final List<String> SIMPLE = List.of("a", "b", "codigo", "n", "total", "fecha");
  private static final List<String> TYPES =
      List.of("texto", "texto", "entero", "decimal", "fecha", "fecha_hora", "booleano");

  private static final List<String> FORMATS =
      List.of(
          "dd/MM/yyyy",
          "%d/%m/%Y %H:%M",
          "yyyy'zqx''; --'MM-dd",
          "yyyy-MM-dd'T'HH:mm:ss",
          "dd'\"'MM;yy",
          "%Y';--%m%d");

  private final Random random;
  private final MadeRules rules;
  private final MadeSteps steps;

  MadeContract(Random random) {
    this.random = random;
    this.rules = new MadeRules(random);
    this.steps = new MadeSteps(random, rules);
  }

  Tree contract() {
    List<MadeCatalog> catalogs = catalogs();
    List<Pair> root = new ArrayList<>();
    root.add(
        pair(
            "sage_yaml",
            map(
                pair("name", quoted("zqx' <b>")),
                pair("description", words()),
                pair("version", plain("1.0")),
                pair("author", words()))));
    root.add(
        pair(
            "catalogs",
            new Pairs(
                catalogs.stream()
                    .map(one -> new Pair(quoted(one.id()), catalog(one, catalogs)))
                    .toList())));
    root.add(pair("packages", packages(catalogs)));
    if (random.nextInt(3) == 0) {
      root.add(pair("materializations", materializations(catalogs)));
    }
    return new Pairs(root);
  }

  private List<MadeCatalog> catalogs() {
    Set<String> ids = new LinkedHashSet<>();
    int wanted = random.nextInt(1, 4);
    while (ids.size() < wanted) {
      ids.add(random.nextBoolean() ? one(Words.IDS) : "cat" + ids.size());
    }
    return ids.stream().map(id -> new MadeCatalog(id, fields())).toList();
  }

  private List<Field> fields() {
    Set<String> names = new LinkedHashSet<>();
    for (int n = random.nextInt(1, 7); n > 0; n--) {
      names.add(random.nextBoolean() ? one(Words.NAMES) : one(SIMPLE));
    }
    return names.stream().map(name -> new Field(name, one(TYPES))).toList();
  }

  private Tree words() {
    return quoted(random.nextInt(3) == 0 ? one(Words.TEXTS) : "x");
  }

  private Tree catalog(MadeCatalog made, List<MadeCatalog> all) {
    List<Pair> keys = new ArrayList<>();
    keys.add(pair("name", plain("x")));
    keys.add(pair("description", words()));
    keys.add(pair("filename", quoted(made.id() + ".csv")));
    keys.add(pair("file_format", format()));
    keys.add(pair("fields", new Items(made.fields().stream().map(f -> field(f, all)).toList())));
    maybe(3, keys, "key", () -> list(quoted(one(made.fields()).name())));
    maybe(3, keys, "row_validation", () -> rules.some(() -> rules.row(made)));
    maybe(3, keys, "catalog_validation", () -> rules.some(() -> rules.whole(made)));
    maybe(3, keys, "transform", () -> steps.some(made, all));
    maybe(5, keys, "policy", this::policy);
    maybe(6, keys, "extra_columns", () -> plain(one(List.of("error", "warn", "ignore"))));
    return new Pairs(keys);
  }

  private void maybe(int seldom, List<Pair> keys, String key, Supplier<Tree> value) {
    if (random.nextInt(seldom) == 0) {
      keys.add(pair(key, value.get()));
    }
  }

  private Tree format() {
    return switch (random.nextInt(6)) {
      case 0 -> map(pair("type", plain("JSON")));
      case 1 -> map(pair("type", plain("PARQUET")));
      case 2 ->
          map(
              pair("type", plain("EXCEL")),
              pair("header", plain("true")),
              pair("sheet", quoted(one(Words.TEXTS))));
      default ->
          map(
              pair("type", plain("CSV")),
              pair("delimiter", quoted(one(List.of(",", "|", "\t", "||", ";", "'")))),
              pair("header", plain(random.nextBoolean() ? "true" : "false")),
              pair("encoding", plain(one(List.of("auto", "latin-1", "utf-8")))));
    };
  }

  private Tree field(Field field, List<MadeCatalog> all) {
    List<Pair> keys = new ArrayList<>();
    keys.add(pair("name", quoted(field.name())));
    keys.add(pair("type", plain(field.type())));
    maybe(4, keys, "required", () -> plain("true"));
    maybe(5, keys, "unique", () -> plain("true"));
    maybe(3, keys, "null_values", () -> list(quoted(one(Words.TEXTS)), quoted("-")));
    maybe(3, keys, "validation_rules", () -> rules.some(() -> rules.field(field)));
    if (random.nextInt(5) == 0) {
      reference(field.type(), all).ifPresent(target -> keys.add(pair("references", target)));
    }
    constraints(field.type(), keys);
    return new Pairs(keys);
  }

  private Optional<Tree> reference(String type, List<MadeCatalog> all) {
    MadeCatalog other = one(all);
    return other.fields().stream()
        .filter(field -> field.type().equals(type))
        .findFirst()
        .map(field -> quoted(other.id() + "." + field.name()));
  }

  private void constraints(String type, List<Pair> keys) {
    switch (type) {
      case "texto" -> {
        switch (random.nextInt(6)) {
          case 0 -> keys.add(pair("enum", list(quoted(one(Words.TEXTS)), quoted("zqx' enum"))));
          case 1 -> keys.add(pair("pattern", quoted(one(Words.PATTERNS))));
          case 2 -> keys.add(pair("default", quoted("zqx'; --")));
          case 3 -> keys.add(pair("max_length", plain("9")));
          default -> {}
        }
        maybe(4, keys, "trim", () -> plain("true"));
      }
      case "entero" -> {
        maybe(3, keys, "min", () -> plain("-9223372036854775808"));
        maybe(3, keys, "enum", () -> list(plain("1"), plain("-2"), quoted("3.0")));
        maybe(4, keys, "default", () -> plain("1"));
        maybe(4, keys, "thousands_separator", () -> quoted(one(List.of("'", "\"", ",", ";"))));
      }
      case "decimal" -> {
        maybe(3, keys, "max", () -> plain("99.5"));
        maybe(3, keys, "decimal_separator", () -> quoted(one(List.of("'", ",", "\\", "$"))));
        if (random.nextInt(3) == 0) {
          keys.add(pair("precision", plain("12")));
          keys.add(pair("scale", plain(Integer.toString(random.nextInt(13)))));
        }
      }
      case "fecha", "fecha_hora" -> {
        maybe(3, keys, "min", () -> plain("2020-02-29"));
        maybe(3, keys, "formats", () -> list(quoted(one(FORMATS)), plain("yyyyMMdd")));
      }
      default -> maybe(4, keys, "default", () -> plain("true"));
    }
  }

  private Tree policy() {
    return map(
        pair("on_error", plain(one(List.of("reject_rows", "reject_file")))),
        pair("max_errors", plain("10")),
        pair("max_error_ratio", plain("0.5")));
  }

  private Tree packages(List<MadeCatalog> catalogs) {
    if (random.nextInt(3) == 0) {
      return map();
    }
    List<Pair> keys = new ArrayList<>();
    keys.add(pair("name", plain("x")));
    keys.add(pair("description", words()));
    keys.add(pair("file_format", map(pair("type", plain("ZIP")))));
    keys.add(
        pair("catalogs", new Items(catalogs.stream().map(c -> (Tree) quoted(c.id())).toList())));
    maybe(2, keys, "package_validation", () -> rules.some(() -> rules.ofPackage(catalogs)));
    maybe(5, keys, "policy", this::policy);
    return map(new Pair(quoted(one(Words.IDS)), new Pairs(keys)));
  }

  private Tree materializations(List<MadeCatalog> catalogs) {
    MadeCatalog made = one(catalogs);
    String field = one(made.fields()).name();
    List<Pair> keys = new ArrayList<>();
    keys.add(pair("catalog", quoted(made.id())));
    keys.add(
        pair(
            "strategy",
            plain(one(List.of("APPEND", "UPSERT", "DELETE_INSERT", "TRUNCATE_INSERT", "FULL")))));
    keys.add(pair("key", list(quoted(field))));
    maybe(2, keys, "table", () -> quoted(one(List.of("dw.ventas", "zqx; --", "zqx.\"a\"", "'"))));
    maybe(4, keys, "columns", () -> map(new Pair(quoted(field), quoted(one(Words.NAMES)))));
    maybe(
        5,
        keys,
        "destination",
        () -> map(pair("url", quoted("postgresql://u:${env:X}@h/db?sslmode=zqx"))));
    return map(new Pair(quoted(one(Words.IDS)), new Pairs(keys)));
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
