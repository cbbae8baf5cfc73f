package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Keep;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Shape;
import dev.sage.engine.sql.Sql;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The FROM of a query over the records of one catalog (or of one row without columns), with the
/// aggregates and look-ups that its expressions need joined to it.
final class Source implements Lookups {
  private final LocalDateTime now;
  private final String catalog;
  private final Function<String, String> relation;
  private final Names names;
  private final String alias;
  private final Writer writer;
  private final Map<Expression, String> aliases = new HashMap<>();
  private final StringBuilder joins = new StringBuilder();
  private final Map<String, String> windows = new LinkedHashMap<>();

  /// @param catalog empty: one row
  Source(LocalDateTime now, String catalog, Function<String, String> relation, Names names) {
    this.now = now;
    this.catalog = catalog;
    this.relation = relation;
    this.names = names;
    this.alias = names.next();
    this.writer = new Writer(now, field -> column(field.field()), this);
  }

  Writer writer() {
    return writer;
  }

  String column(String field) {
    return alias + "." + Sql.identifier(field);
  }

  /// Complete only after the expressions have been written.
  String from() {
    return table() + " AS " + alias + joins;
  }

  private String table() {
    if (catalog.isEmpty()) {
      return "(SELECT 1)";
    }
    if (windows.isEmpty()) {
      return relation.apply(catalog);
    }
    String extra =
        windows.entrySet().stream()
            .map(window -> window.getKey() + " AS " + window.getValue())
            .collect(Collectors.joining(", "));
    return "(SELECT *, " + extra + " FROM " + relation.apply(catalog) + ")";
  }

  private Source over(Shape shape) {
    String of = shape instanceof Shape.Rows(String name) ? name : "";
    return new Source(now, of, relation, names);
  }

  @Override
  public SqlNumber count(Expression.RowCount count) {
    String name = aliases.get(count);
    if (name == null) {
      name = names.next();
      aliases.put(count, name);
      join("(SELECT count(*) AS e FROM " + relation.apply(count.catalog()) + ")", name);
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
      name = names.next();
      aliases.put(aggregate, name);
      join(plain(aggregate), name);
    }
    return name + ".e";
  }

  /// An aggregate of something that is no number, or a truth of all.
  private String plain(Expression.Aggregate aggregate) {
    Source source = over(aggregate.operand().shape());
    Writer inner = source.writer();
    Expression operand = aggregate.operand();
    String select =
        switch (aggregate.summary()) {
          case ALL -> "coalesce(bool_and(" + inner.truth(operand) + "), true)";
          case ANY -> "coalesce(bool_or(" + inner.truth(operand) + "), false)";
          case MIN -> "min(" + inner.value(operand) + ")";
          case MAX -> "max(" + inner.value(operand) + ")";
          case COUNT -> "count(" + inner.value(operand) + ")";
          case NUNIQUE -> "count(DISTINCT " + inner.value(operand) + ")";
          case SUM, MEAN, STD, MEDIAN -> throw new IllegalStateException("not a number");
        };
    return "(SELECT " + select + " AS e FROM " + source.from() + ")";
  }

  @Override
  public SqlNumber number(Expression.Aggregate aggregate) {
    Expression operand = aggregate.operand();
    boolean counted =
        aggregate.summary() == Summary.COUNT || aggregate.summary() == Summary.NUNIQUE;
    if (counted && !operand.type().isNumber()) {
      return SqlNumber.exact(value(aggregate), 18, 0, List.of());
    }
    return NumberAggregate.of(aggregate.summary(), this, aggregate);
  }

  /// The name under which the columns `x` (exact) and `a` (double) of an operand are aggregated to
  /// `e` and `a`.
  String joinNumbers(
      Expression.Aggregate aggregate, String exact, String approximate, NumberInput input) {
    String name = aliases.get(aggregate);
    if (name == null) {
      name = names.next();
      aliases.put(aggregate, name);
      String rows =
          "(SELECT "
              + input.exact()
              + " AS x, "
              + input.approximate()
              + " AS a FROM "
              + input.source().from()
              + ") AS "
              + names.next();
      join("(SELECT " + exact + " AS e, " + approximate + " AS a FROM " + rows + ")", name);
    }
    return name;
  }

  /// An operand of an aggregate, written over its own source.
  record NumberInput(Source source, String exact, String approximate) {}

  Source inner(Expression operand) {
    return over(operand.shape());
  }

  @Override
  public String contains(Expression.InColumn in) {
    String name = aliases.get(in);
    if (name == null) {
      name = names.next();
      aliases.put(in, name);
      joinColumn(in, name);
    }
    return "(" + name + ".k IS NOT NULL)";
  }

  private void joinColumn(Expression.InColumn in, String name) {
    Source source = over(in.column().shape());
    Writer.Pair pair = Writer.alike(writer, in.operand(), source.writer(), in.column());
    String key = names.next();
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
  }

  @Override
  public String duplicated(Expression.Duplicated duplicated) {
    String fields =
        duplicated.fields().stream()
            .map(field -> Sql.identifier(field.field()))
            .collect(Collectors.joining(", "));
    String name = windows.computeIfAbsent(window(duplicated.keep(), fields), _ -> names.next());
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
