package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Shape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Joins what is known by keys to a relation whose rows have keys: the records of one side, or all
/// keys of all sides.
final class KeyedSides {
  private final Setting setting;
  private final Shape.Keyed keyed;
  private final String alias;
  private final List<KeyForm> forms;
  private final List<String> baseKeys;
  private final String ownCatalog;
  private final StringBuilder joins;
  private final Map<Object, String> names = new HashMap<>();
  private final Set<String> present = new LinkedHashSet<>();

  /// @param joins where joins go
  KeyedSides(
      Setting setting,
      Shape.Keyed keyed,
      Home home,
      String alias,
      Writer writer,
      StringBuilder joins) {
    this.setting = setting;
    this.keyed = keyed;
    this.alias = alias;
    this.joins = joins;
    this.forms = KeyForm.of(keyed);
    this.baseKeys = home.keys(forms, alias, writer);
    this.ownCatalog = home.ownCatalog();
  }

  /// What the relation is made of.
  sealed interface Home {
    /// The records of a side.
    record Records(Shape.Side side) implements Home {}

    /// Each key of any side, once.
    record Universe() implements Home {}

    private List<String> keys(List<KeyForm> forms, String alias, Writer writer) {
      return switch (this) {
        case Records(Shape.Side side) -> forms(forms, writer, side.keys());
        case Universe _ ->
            IntStream.range(0, forms.size()).mapToObj(i -> alias + ".sage_k" + i).toList();
      };
    }

    /// The catalog whose records have their own values here.
    private String ownCatalog() {
      return this instanceof Records(Shape.Side side) && !side.grouped() ? side.catalog() : "";
    }
  }

  private static List<String> forms(List<KeyForm> forms, Writer writer, List<FieldValue> keys) {
    return IntStream.range(0, forms.size())
        .mapToObj(i -> forms.get(i).sql(writer, keys.get(i)))
        .toList();
  }

  /// All keys of all sides.
  String universe() {
    return keyed.sides().stream()
        .map(this::keysOf)
        .collect(Collectors.joining(" UNION ", "(", ")"));
  }

  private String keysOf(Shape.Side side) {
    Source source = Source.ofCatalog(setting, side.catalog());
    return "SELECT DISTINCT "
        + keyColumns(source, side.keys())
        + " FROM "
        + source.from()
        + where(source, side.keys());
  }

  private String keyColumns(Source source, List<FieldValue> keys) {
    List<String> columns = forms(forms, source.writer(), keys);
    return IntStream.range(0, columns.size())
        .mapToObj(i -> columns.get(i) + " AS sage_k" + i)
        .collect(Collectors.joining(", "));
  }

  private static String where(Source source, List<FieldValue> keys) {
    return keys.stream()
        .map(key -> source.column(key.field()) + " IS NOT NULL")
        .collect(Collectors.joining(" AND ", " WHERE ", ""));
  }

  private String keyNames() {
    return IntStream.range(0, forms.size())
        .mapToObj(i -> "sage_k" + i)
        .collect(Collectors.joining(", "));
  }

  /// Whether there is nothing to match.
  boolean isAlone() {
    return keyed.sides().size() == 1;
  }

  /// What holds where every side has the key.
  List<String> present() {
    return List.copyOf(present);
  }

  SqlNumber number(Expression.Grouped grouped) {
    Source source = Source.ofCatalog(setting, catalog(grouped));
    boolean counted = NumberAggregate.counts(grouped.summary());
    if (counted && !grouped.operand().type().isNumber()) {
      return SqlNumber.exact(value(grouped), 18, 0, List.of());
    }
    return NumberAggregate.of(
        grouped.summary(),
        grouped.operand(),
        source,
        (exact, approximate, input) -> join(grouped, source, exact, approximate, input));
  }

  private String join(
      Expression.Grouped grouped,
      Source source,
      String exact,
      String approximate,
      Source.NumberInput input) {
    String columns = input.exact() + " AS x, " + input.approximate() + " AS a";
    return joinGroups(grouped, source, columns, exact + " AS e, " + approximate + " AS a");
  }

  String value(Expression.Grouped grouped) {
    Source source = Source.ofCatalog(setting, catalog(grouped));
    String operand = Source.operand(source.writer(), grouped.summary(), grouped.operand());
    String select = Source.summary(grouped.summary(), "x") + " AS e";
    return joinGroups(grouped, source, operand + " AS x", select) + ".e";
  }

  private static String catalog(Expression.Grouped grouped) {
    return grouped.keys().getFirst().catalog();
  }

  /// @param columns made of the records
  /// @param summaries made of those
  private String joinGroups(
      Expression.Grouped grouped, Source source, String columns, String summaries) {
    return names.computeIfAbsent(
        grouped,
        _ -> {
          String rows =
              "(SELECT "
                  + keyColumns(source, grouped.keys())
                  + ", "
                  + columns
                  + " FROM "
                  + source.from()
                  + where(source, grouped.keys())
                  + ") AS "
                  + setting.newName();
          return join(
              "(SELECT "
                  + keyNames()
                  + ", "
                  + summaries
                  + " FROM "
                  + rows
                  + " GROUP BY "
                  + keyNames()
                  + ")");
        });
  }

  private String join(String query) {
    String name = setting.newName();
    List<String> conditions = new ArrayList<>();
    for (int i = 0; i < forms.size(); i++) {
      conditions.add(name + ".sage_k" + i + " = " + baseKeys.get(i));
    }
    joins
        .append(" LEFT JOIN ")
        .append(query)
        .append(" AS ")
        .append(name)
        .append(" ON ")
        .append(String.join(" AND ", conditions));
    present.add("(" + name + ".sage_k0 IS NOT NULL)");
    return name;
  }

  /// A column of the relation itself, or of the records of another catalog.
  String column(Expression.Indexed indexed) {
    FieldValue value = indexed.value();
    return value.catalog().equals(ownCatalog)
        ? alias + "." + RuleCompiler.column(value.field())
        : names.computeIfAbsent(value.catalog(), _ -> joinRecords(indexed))
            + "."
            + RuleCompiler.column(value.field());
  }

  private String joinRecords(Expression.Indexed indexed) {
    Source source = Source.ofCatalog(setting, indexed.value().catalog());
    return join(
        "(SELECT "
            + keyColumns(source, indexed.keys())
            + ", "
            + source.all()
            + " FROM "
            + source.from()
            + where(source, indexed.keys())
            + ")");
  }
}
