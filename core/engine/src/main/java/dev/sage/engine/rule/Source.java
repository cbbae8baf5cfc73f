package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Keep;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Shape;
import dev.sage.engine.rule.KeyedSides.Home;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The FROM of a query over the records of one catalog (or of one row without columns, or of keys),
/// with the aggregates and look-ups that its expressions need joined to it.
final class Source implements Lookups {
  private final Setting setting;
  private final String catalog;
  private final String alias;
  private final Writer writer;
  private final Map<Expression, String> aliases = new HashMap<>();
  private final StringBuilder joins = new StringBuilder();
  private final Map<String, String> windows = new LinkedHashMap<>();
  private final @Nullable KeyedSides keyed;

  /// @param catalog empty: one row, or keys
  private Source(Setting setting, String catalog, Optional<Shape.Keyed> shape, Home home) {
    this.setting = setting;
    this.catalog = catalog;
    this.alias = setting.newName();
    this.writer = new Writer(setting.now(), field -> column(field.field()), this);
    this.keyed =
        shape.map(keys -> new KeyedSides(setting, keys, home, alias, writer, joins)).orElse(null);
  }

  static Source ofRow(Setting setting) {
    return ofCatalog(setting, "");
  }

  static Source ofCatalog(Setting setting, String catalog) {
    return new Source(setting, catalog, Optional.empty(), new Home.Universe());
  }

  /// The records of one side, with what the other sides have under the same key.
  static Source ofSide(Setting setting, Shape.Keyed keyed, Shape.Side side) {
    return new Source(setting, side.catalog(), Optional.of(keyed), new Home.Records(side));
  }

  /// Every key of any side.
  private static Source ofKeys(Setting setting, Shape.Keyed keyed) {
    Shape.Side first = keyed.sides().getFirst();
    return keyed.sides().size() == 1 && !first.grouped()
        ? ofSide(setting, keyed, first)
        : new Source(setting, "", Optional.of(keyed), new Home.Universe());
  }

  private static Source of(Setting setting, Shape shape) {
    return switch (shape) {
      case Shape.Rows(String name) -> ofCatalog(setting, name);
      case Shape.Keyed keys -> ofKeys(setting, keys);
      case Shape.Scalar _, Shape.Several _ -> ofRow(setting);
    };
  }

  Writer writer() {
    return writer;
  }

  String column(String field) {
    return alias + "." + RuleCompiler.column(field);
  }

  /// The columns that say which record it is.
  String place() {
    return alias + ".sage_part, " + alias + ".sage_row";
  }

  String all() {
    return alias + ".*";
  }

  /// What holds where every side has the key.
  List<String> present() {
    return keyed == null ? List.of() : keyed.present();
  }

  /// Whether a record has all parts of its key.
  String haveKeys(Shape.Side side) {
    return side.keys().stream()
        .map(key -> column(key.field()) + " IS NOT NULL")
        .collect(Collectors.joining(" AND "));
  }

  /// Complete only after the expressions have been written.
  String from() {
    return table() + " AS " + alias + joins;
  }

  private String table() {
    if (catalog.isEmpty()) {
      return keyed == null ? "(SELECT 1)" : keyed.universe();
    }
    if (windows.isEmpty()) {
      return setting.relation(catalog);
    }
    String extra =
        windows.entrySet().stream()
            .map(window -> window.getKey() + " AS " + window.getValue())
            .collect(Collectors.joining(", "));
    return "(SELECT *, " + extra + " FROM " + setting.relation(catalog) + ")";
  }

  Source inner(Expression operand) {
    return of(setting, operand.shape());
  }

  @Override
  public SqlNumber count(Expression.RowCount count) {
    String name = aliases.get(count);
    if (name == null) {
      name = setting.newName();
      aliases.put(count, name);
      join("(SELECT count(*) AS e FROM " + setting.relation(count.catalog()) + ")", name);
    }
    return SqlNumber.exact(name + ".e", 18, 0, List.of());
  }

  private void join(String query, String name) {
    joins.append(" CROSS JOIN ").append(query).append(" AS ").append(name);
  }

  @Override
  public String value(Expression.Aggregate aggregate) {
    String name = aliases.get(aggregate);
    if (name == null) {
      name = setting.newName();
      aliases.put(aggregate, name);
      Source source = inner(aggregate.operand());
      String operand = operand(source.writer(), aggregate.summary(), aggregate.operand());
      String select = summary(aggregate.summary(), operand);
      join("(SELECT " + select + " AS e FROM " + source.from() + ")", name);
      inherit(source);
    }
    return name + ".e";
  }

  /// What holds for every value of an aggregate must hold for what is made of it.
  private void inherit(Source source) {
    List<String> guards = source.guards();
    if (!guards.isEmpty()) {
      String name = setting.newName();
      String all = "coalesce(bool_and(" + String.join(" AND ", guards) + "), true)";
      join("(SELECT " + all + " AS e FROM " + source.from() + ")", name);
      writer.guard(name + ".e");
    }
  }

  /// What must hold for every value, whatever is said of it.
  private List<String> guards() {
    return keyed == null || keyed.isAlone()
        ? writer.guards()
        : Stream.concat(writer.guards().stream(), present().stream()).toList();
  }

  static String operand(Writer writer, Summary summary, Expression operand) {
    boolean truth = summary == Summary.ALL || summary == Summary.ANY;
    return truth ? writer.truth(operand) : writer.value(operand);
  }

  /// An aggregate of something that is no number, or a truth of all.
  static String summary(Summary summary, String operand) {
    return switch (summary) {
      case ALL -> "coalesce(bool_and(" + operand + "), true)";
      case ANY -> "coalesce(bool_or(" + operand + "), false)";
      case MIN -> "min(" + operand + ")";
      case MAX -> "max(" + operand + ")";
      case COUNT -> "count(" + operand + ")";
      case NUNIQUE -> "count(DISTINCT " + operand + ")";
      case SUM, MEAN, STD, MEDIAN -> throw new IllegalStateException("not a number");
    };
  }

  @Override
  public SqlNumber number(Expression.Aggregate aggregate) {
    Expression operand = aggregate.operand();
    if (NumberAggregate.counts(aggregate.summary()) && !operand.type().isNumber()) {
      return SqlNumber.exact(value(aggregate), 18, 0, List.of());
    }
    return NumberAggregate.of(
        aggregate.summary(),
        operand,
        inner(operand),
        (exact, approximate, input) -> joinNumbers(aggregate, exact, approximate, input));
  }

  /// The name under which the columns `x` (exact) and `a` (double) of an operand are aggregated to
  /// `e` and `a`.
  private String joinNumbers(
      Expression.Aggregate aggregate, String exact, String approximate, NumberInput input) {
    String name = aliases.get(aggregate);
    if (name == null) {
      name = setting.newName();
      aliases.put(aggregate, name);
      String rows =
          "(SELECT "
              + input.exact()
              + " AS x, "
              + input.approximate()
              + " AS a FROM "
              + input.source().from()
              + ") AS "
              + setting.newName();
      join("(SELECT " + exact + " AS e, " + approximate + " AS a FROM " + rows + ")", name);
      inherit(input.source());
    }
    return name;
  }

  /// An operand of an aggregate, written over its own source.
  record NumberInput(Source source, String exact, String approximate) {}

  @Override
  public SqlNumber number(Expression.Grouped grouped) {
    return sides().number(grouped);
  }

  @Override
  public String value(Expression.Grouped grouped) {
    return sides().value(grouped);
  }

  @Override
  public String column(Expression.Indexed indexed) {
    return sides().column(indexed);
  }

  private KeyedSides sides() {
    if (keyed == null) {
      throw new IllegalStateException("no keys here");
    }
    return keyed;
  }

  /// A record of the other catalog counts if no other one has its key.
  @Override
  public String column(Expression.LookUp lookUp) {
    String name = aliases.get(lookUp);
    if (name == null) {
      name = setting.newName();
      aliases.put(lookUp, name);
      joinFound(lookUp, name);
    }
    return name + ".v";
  }

  private void joinFound(Expression.LookUp lookUp, String name) {
    Source source = ofCatalog(setting, lookUp.among().catalog());
    Writer.Pair pair = Writer.alike(writer, lookUp.key(), source.writer(), lookUp.among());
    String records =
        "(SELECT "
            + pair.right()
            + " AS k, "
            + source.column(lookUp.value().field())
            + " AS v FROM "
            + source.from()
            + ") AS "
            + setting.newName();
    joins
        .append(" LEFT JOIN (SELECT k, any_value(v) AS v FROM ")
        .append(records)
        .append(" WHERE k IS NOT NULL GROUP BY k HAVING count(*) = 1) AS ")
        .append(name)
        .append(" ON ")
        .append(name)
        .append(".k = ")
        .append(pair.left());
    writer.guard("((" + pair.left() + ") IS NULL OR " + name + ".k IS NOT NULL)");
  }

  @Override
  public String contains(Expression.InColumn in) {
    String name = aliases.get(in);
    if (name == null) {
      name = setting.newName();
      aliases.put(in, name);
      joinColumn(in, name);
    }
    return "(" + name + ".k IS NOT NULL)";
  }

  private void joinColumn(Expression.InColumn in, String name) {
    Source source = inner(in.column());
    Writer.Pair pair = Writer.alike(writer, in.operand(), source.writer(), in.column());
    String key = setting.newName();
    joins
        .append(" LEFT JOIN (SELECT DISTINCT k FROM (SELECT ")
        .append(pair.right())
        .append(" AS k FROM ")
        .append(source.from())
        .append(") AS ")
        .append(key)
        .append(" WHERE k IS NOT NULL) AS ")
        .append(name)
        .append(" ON ")
        .append(name)
        .append(".k = ")
        .append(pair.left());
    inherit(source);
  }

  @Override
  public String duplicated(Expression.Duplicated duplicated) {
    String fields =
        duplicated.fields().stream()
            .map(field -> RuleCompiler.column(field.field()))
            .collect(Collectors.joining(", "));
    String name =
        windows.computeIfAbsent(window(duplicated.keep(), fields), _ -> setting.newName());
    return alias + "." + name;
  }

  private static String window(Keep keep, String fields) {
    String over = " OVER (PARTITION BY " + fields;
    return switch (keep) {
      case FIRST -> "(row_number()" + over + " ORDER BY sage_part, sage_row) > 1)";
      case LAST -> "(row_number()" + over + " ORDER BY sage_part DESC, sage_row DESC) > 1)";
      case NONE -> "(count(*)" + over + ") > 1)";
    };
  }
}
