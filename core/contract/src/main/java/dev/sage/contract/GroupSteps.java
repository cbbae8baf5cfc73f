package dev.sage.contract;

import dev.sage.contract.Transformation.Aggregate;
import dev.sage.contract.Transformation.Deduplicate;
import dev.sage.contract.Transformation.Order;
import dev.sage.contract.Transformation.Total;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.parse.RuleParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// `deduplicate` and `aggregate`: what several rows make together.
final class GroupSteps {
  private static final List<String> DEDUPLICATE_KEYS = List.of("by", "order", "keep");
  private static final List<String> AGGREGATE_KEYS = List.of("by", "values");

  private final Steps steps;

  GroupSteps(Steps steps) {
    this.steps = steps;
  }

  /// `deduplicate: {by: [a], order: [fecha desc], keep: first}`.
  Optional<Transformation> deduplicate(YamlNode node) {
    return node.map()
        .flatMap(map -> {
          map.only(DEDUPLICATE_KEYS);
          Optional<List<String>> by = map.require("by").flatMap(this::names);
          Optional<List<Order>> order = order(map.list("order"));
          Optional<String> keep =
              map.get("keep")
                  .map(word -> Steps.oneOf(word, "keep", List.of("first", "last")))
                  .orElse(Optional.of("first"));
          if (by.isEmpty() || order.isEmpty() || keep.isEmpty()) {
            return Optional.empty();
          }
          RowShape rows = steps.rows();
          return steps.becomes(
              rows.identifiedBy(by.get(), rows.key()),
              new Deduplicate(by.get(), order.get(), keep.get().equals("last")));
        });
  }

  private Optional<List<String>> names(YamlNode node) {
    Optional<List<String>> names = steps.fields(node.list());
    if (names.isPresent() && names.get().isEmpty() && node.list().isEmpty()) {
      node.fatal("Falta al menos un campo.", "At least one field is missing.");
      return Optional.empty();
    }
    return names;
  }

  private Optional<List<Order>> order(List<YamlNode> nodes) {
    List<Order> order = new ArrayList<>();
    for (YamlNode node : nodes) {
      Optional<Order> one = node.name().flatMap(text -> order(node, text));
      if (one.isEmpty()) {
        return Optional.empty();
      }
      order.add(one.get());
    }
    return Optional.of(order);
  }

  /// A field, and `asc` or `desc` behind it if it likes.
  private Optional<Order> order(YamlNode node, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    boolean descending = lower.endsWith(" desc");
    boolean said = descending || lower.endsWith(" asc");
    String name =
        said && steps.rows().field(text).isEmpty()
            ? text.substring(0, text.lastIndexOf(' ')).strip()
            : text;
    return steps.isField(node, name)
        ? Optional.of(new Order(name, descending && !name.equals(text)))
        : Optional.empty();
  }

  /// `aggregate: {by: [a], values: {total: sum(importe), filas: count(*)}}`.
  Optional<Transformation> aggregate(YamlNode node) {
    return node.map()
        .flatMap(map -> {
          map.only(AGGREGATE_KEYS);
          Optional<List<String>> by = steps.fields(map.list("by"));
          Optional<Map<String, Total>> values = map.require("values").flatMap(this::totals);
          if (by.isEmpty() || values.isEmpty()) {
            return Optional.empty();
          }
          List<String> names = new ArrayList<>(by.get());
          names.addAll(values.get().keySet());
          return Steps.areDistinct(node, names)
              ? steps.becomes(after(by.get(), values.get()), new Aggregate(by.get(), values.get()))
              : Optional.empty();
        });
  }

  private RowShape after(List<String> by, Map<String, Total> values) {
    List<Field> fields = new ArrayList<>();
    by.forEach(name -> fields.add(steps.rows().field(name).orElseThrow()));
    values.forEach((name, total) -> fields.add(Field.computed(name, total.type())));
    return new RowShape(fields, List.of()).identifiedBy(by, List.of());
  }

  private Optional<Map<String, Total>> totals(YamlNode node) {
    Map<String, Total> totals = new LinkedHashMap<>();
    Optional<YamlMap> map = node.map();
    for (Map.Entry<String, YamlNode> entry : map.map(YamlMap::values).orElse(Map.of()).entrySet()) {
      Optional<Total> total = ValueSteps.typed(entry.getValue()).flatMap(this::total);
      if (total.isEmpty() || !isName(map.get(), entry.getKey())) {
        return Optional.empty();
      }
      totals.put(entry.getKey(), total.get());
    }
    if (map.isPresent() && totals.isEmpty()) {
      node.fatal(
          "Falta al menos un valor, como total: sum(importe).",
          "At least one value is missing, like total: sum(amount).");
    }
    return totals.isEmpty() ? Optional.empty() : Optional.of(totals);
  }

  private boolean isName(YamlMap map, String name) {
    return new Steps(steps.catalog(), steps.others(), new RowShape(List.of(), List.of()))
        .isFree(map.key(name).orElse(map.self()), name, false);
  }

  private Optional<Total> total(ValueSteps.Typed typed) {
    YamlNode node = typed.expression();
    Optional<Expression> tree =
        node.name()
            .flatMap(text ->
                RuleReader.tree(node, RuleParser.value(text, steps.scope(RuleLevel.CATALOG))));
    return tree.flatMap(known ->
        switch (known) {
          case Expression.RowCount _ -> total(typed, known, Summary.COUNT, Optional.empty());
          case Expression.Aggregate(Summary summary, Expression operand) when operand.isRowWise() ->
              total(typed, known, summary, Optional.of(operand));
          default -> notATotal(node);
        });
  }

  private static Optional<Total> total(
      ValueSteps.Typed typed, Expression tree, Summary summary, Optional<Expression> operand) {
    boolean same = summary == Summary.MIN || summary == Summary.MAX;
    Expression like = same ? operand.orElse(tree) : tree;
    return ValueSteps.type(like, typed.expression(), typed.type())
        .map(type -> new Total(summary, operand, type));
  }

  private static Optional<Total> notATotal(YamlNode node) {
    node.fatal(
        "Aquí va un solo total sobre las filas del grupo: sum(x), avg(x), min(x), max(x), count(x),"
            + " count(*)… Lo que se haga con él va después, en un paso 'derive'.",
        "One total over the rows of the group goes here: sum(x), avg(x), min(x), max(x), count(x),"
            + " count(*)… What is made of it comes after, in a step 'derive'.");
    return Optional.empty();
  }
}
