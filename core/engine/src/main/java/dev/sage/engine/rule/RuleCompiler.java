package dev.sage.engine.rule;

import dev.sage.contract.FieldReference;
import dev.sage.contract.Transformation.Total;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.Shape;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Compiles rules to DuckDB SQL. The SQL never fails on data: overflow, bad text and division by
/// zero have values.
public final class RuleCompiler {
  private static final String OURS = "sage_";

  private final LocalDateTime now;

  /// @param now what `pd.Timestamp.now()` is in this execution
  public RuleCompiler(LocalDateTime now) {
    this.now = now;
  }

  /// The fields that the rule uses, of any catalog, in the order of its text.
  public static Set<FieldReference> fields(Expression expression) {
    Set<FieldReference> fields = new LinkedHashSet<>();
    collect(expression, fields);
    return fields;
  }

  private static void collect(Expression expression, Set<FieldReference> fields) {
    if (expression instanceof Expression.FieldValue field) {
      fields.add(new FieldReference(field.catalog(), field.field()));
    }
    expression.children().forEach(child -> collect(child, fields));
  }

  /// A boolean SQL expression for one row, never null, true where good. At field level rows where
  /// the field is null are good, unless the rule itself asks for nulls.
  ///
  /// @param expression row-wise
  /// @param field the field the rule belongs to; empty unless at field level
  public String predicate(Expression expression, RuleLevel level, String field, Columns columns) {
    Writer writer = writer(columns);
    String skip = "";
    if (level == RuleLevel.FIELD && !asksForNulls(expression)) {
      skip = columns.column(catalog(expression), field) + " IS NULL OR ";
    }
    return "(" + skip + writer.rule(expression) + ")";
  }

  /// A value of one row.
  ///
  /// @param expression row-wise, and of a type that can become `type`
  public Computed value(Expression expression, ValueType type, Columns columns) {
    return new TypedValues(writer(columns)).value(expression, type);
  }

  /// A value of all rows of a group.
  ///
  /// @param name a name of SQL that needs no quotes
  public Totalled total(Total total, String name, Columns columns) {
    return new TypedValues(writer(columns)).total(total, name);
  }

  /// Two fields in forms that can be compared with `=`; each form looks at its own column only.
  ///
  /// @param left SQL of the first one's column
  /// @param right SQL of the other one's column
  public static Alike alike(ValueType one, String left, ValueType other, String right) {
    LocalDateTime never = LocalDateTime.MIN;
    Writer.Pair pair =
        Writer.alike(
            new Writer(never, _ -> left),
            new Expression.FieldValue("", "", one),
            new Writer(never, _ -> right),
            new Expression.FieldValue("", "", other));
    return new Alike(pair.left(), pair.right());
  }

  /// What [#alike] makes.
  public record Alike(String left, String right) {}

  /// What a field's column is called in the relation of its catalog, quoted: never as one of ours,
  /// which begin with `sage_`.
  public static String column(String field) {
    boolean like = field.regionMatches(true, 0, OURS, 0, OURS.length());
    return Sql.identifier(like ? OURS + "." + field : field);
  }

  private Writer writer(Columns columns) {
    return new Writer(now, value -> columns.column(value.catalog(), value.field()));
  }

  private static String catalog(Expression expression) {
    return expression.shape().rowsOf().stream().findFirst().orElse("");
  }

  /// Whether the rule holds `notnull`, `isnull` or `fillna`.
  private static boolean asksForNulls(Expression expression) {
    return expression instanceof Expression.IsNull
        || expression instanceof Expression.FillNull
        || expression.children().stream().anyMatch(RuleCompiler::asksForNulls);
  }

  /// The queries of a rule for the finish step; the rule holds when all of them say so.
  ///
  /// @param field the field the rule belongs to; empty unless at field level
  /// @param catalog the catalog the rule belongs to; empty at package level
  /// @param relation gives the SQL of a catalog's relation, quoted: its columns are those of
  ///   [#column] for the fields, `sage_part` and `sage_row`
  public List<FinishCheck> finish(
      Expression expression,
      RuleLevel level,
      String catalog,
      String field,
      Function<String, String> relation) {
    boolean skips = level == RuleLevel.FIELD && !asksForNulls(expression);
    List<FinishCheck> checks = new ArrayList<>();
    for (Map.Entry<Shape, List<Expression>> entry : byShape(expression).entrySet()) {
      Expression condition = joined(entry.getValue());
      switch (entry.getKey()) {
        case Shape.Rows(String of) ->
            checks.add(records(condition, of, skips ? field : "", relation));
        case Shape.Keyed keyed ->
            checks.addAll(byKey(condition, keyed, skips ? field : "", relation));
        case Shape.Scalar _, Shape.Several _ -> checks.add(whole(condition, catalog, relation));
      }
    }
    return checks;
  }

  /// What is said about the records of each catalog, about keys, and what names no record.
  private static Map<Shape, List<Expression>> byShape(Expression expression) {
    List<Expression> parts =
        expression instanceof Expression.Logic logic && logic.all()
            ? logic.operands()
            : List.of(expression);
    Map<Shape, List<Expression>> groups = new LinkedHashMap<>();
    for (Expression part : parts) {
      groups.computeIfAbsent(part.shape(), _ -> new ArrayList<>()).add(part);
    }
    return groups;
  }

  private static Expression joined(List<Expression> parts) {
    return parts.size() == 1 ? parts.getFirst() : new Expression.Logic(true, parts);
  }

  private FinishCheck records(
      Expression condition, String catalog, String skipped, Function<String, String> relation) {
    Source source = Source.ofCatalog(setting(relation), catalog);
    String truth = source.writer().rule(condition);
    return records(catalog, source, "SELECT", skip(source, skipped) + "NOT " + truth);
  }

  private Setting setting(Function<String, String> relation) {
    return new Setting(now, relation, new Names());
  }

  private static String skip(Source source, String skipped) {
    return skipped.isEmpty() ? "" : source.column(skipped) + " IS NOT NULL AND ";
  }

  private static FinishCheck records(String catalog, Source source, String select, String failing) {
    return new FinishCheck.Records(
        catalog, select + " " + source.place() + " FROM " + source.from() + " WHERE " + failing);
  }

  /// The failing records of each side. Where a side has one record for each key, these are judged,
  /// and grouped records fail only where their key is missing there; otherwise all records of a key
  /// are judged together.
  private List<FinishCheck> byKey(
      Expression condition, Shape.Keyed keyed, String skipped, Function<String, String> relation) {
    boolean indexed = keyed.sides().stream().anyMatch(side -> !side.grouped());
    List<FinishCheck> checks = new ArrayList<>();
    for (Shape.Side side : homes(keyed)) {
      Source source = Source.ofSide(setting(relation), keyed, side);
      String rule = source.writer().rule(condition);
      List<String> good = new ArrayList<>(source.present());
      if (!side.grouped() || !indexed) {
        good.add(rule);
      }
      String hasKey = side.grouped() ? source.haveKeys(side) + " AND " : "";
      String failing = skip(source, skipped) + hasKey + "NOT (" + String.join(" AND ", good) + ")";
      checks.add(records(side.catalog(), source, "SELECT DISTINCT", failing));
    }
    return checks;
  }

  /// One side for each catalog, one with a record for each key if there is.
  private static List<Shape.Side> homes(Shape.Keyed keyed) {
    Map<String, Shape.Side> homes = new LinkedHashMap<>();
    for (Shape.Side side : keyed.sides()) {
      homes.merge(side.catalog(), side, (one, other) -> one.grouped() ? other : one);
    }
    return List.copyOf(homes.values());
  }

  private FinishCheck whole(
      Expression condition, String catalog, Function<String, String> relation) {
    Source source = Source.ofRow(setting(relation));
    String truth = source.writer().rule(condition);
    Set<String> catalogs = new TreeSet<>();
    catalogs(condition, catalogs);
    if (catalogs.isEmpty() && !catalog.isEmpty()) {
      catalogs.add(catalog);
    }
    return new FinishCheck.Whole(
        List.copyOf(catalogs),
        "SELECT " + truth + " AS " + Sql.identifier("good") + " FROM " + source.from());
  }

  private static void catalogs(Expression expression, Set<String> catalogs) {
    switch (expression) {
      case Expression.FieldValue field -> catalogs.add(field.catalog());
      case Expression.RowCount count -> catalogs.add(count.catalog());
      default -> expression.children().forEach(child -> catalogs(child, catalogs));
    }
  }
}
