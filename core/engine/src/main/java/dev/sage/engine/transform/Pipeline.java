package dev.sage.engine.transform;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.Transform.Step;
import dev.sage.contract.Transformation;
import dev.sage.contract.Transformation.Aggregate;
import dev.sage.contract.Transformation.Cast;
import dev.sage.contract.Transformation.Choose;
import dev.sage.contract.Transformation.Deduplicate;
import dev.sage.contract.Transformation.Derive;
import dev.sage.contract.Transformation.Filter;
import dev.sage.contract.Transformation.Fixed;
import dev.sage.contract.Transformation.Join;
import dev.sage.contract.Transformation.LookUp;
import dev.sage.contract.Transformation.Matching;
import dev.sage.contract.Transformation.Order;
import dev.sage.contract.Transformation.Replace;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.engine.rule.Computed;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.rule.Totalled;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.CheckMessages;
import dev.sage.engine.stage.Limits;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The steps of one catalog as SQL over some of its accepted rows.
public final class Pipeline {
  private final Catalog catalog;
  private final RuleCompiler compiler;
  private final Tables tables;
  private final List<Fault> faults = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();
  private boolean inOrder;
  private Rows rows;

  private Pipeline(
      Catalog catalog, RuleCompiler compiler, Tables tables, boolean inOrder, Rows rows) {
    this.catalog = catalog;
    this.compiler = compiler;
    this.tables = tables;
    this.inOrder = inOrder;
    this.rows = rows;
  }

  /// @param accepted SQL of a relation of accepted rows: `p`, `file_row_number`, `v0`…
  /// @param inOrder whether they are in the order of the file
  /// @param others gives such a relation of another catalog
  public static Pipeline over(
      String accepted, boolean inOrder, Catalog catalog, RuleCompiler compiler, Others others) {
    Pipeline pipeline =
        new Pipeline(catalog, compiler, new Tables(others), inOrder, accepted(accepted, catalog));
    catalog.transform().steps().forEach(pipeline::add);
    return pipeline;
  }

  private static Rows accepted(String relation, Catalog catalog) {
    List<Rows.Column> columns =
        IntStream.range(0, catalog.fields().size())
            .mapToObj(i -> new Rows.Column(catalog.fields().get(i), i))
            .toList();
    String list =
        IntStream.range(0, columns.size())
            .mapToObj(i -> ", a.v%1$d AS f%1$d".formatted(i))
            .collect(Collectors.joining());
    String sql = "SELECT a.p, a.file_row_number AS r" + list + " FROM " + relation + " AS a";
    return new Rows(sql, columns, true);
  }

  /// A query of the rows that leave: `p`, `r`, and `v0`… for the fields of
  /// [dev.sage.contract.Transform#fields].
  public String leaving() {
    String list =
        IntStream.range(0, rows.columns().size())
            .mapToObj(i -> ", t.f%1$d AS v%1$d".formatted(i))
            .collect(Collectors.joining());
    return "SELECT t.p, t.r" + list + " FROM " + rows.from();
  }

  /// ORDER BY for [#leaving]: the order of the file, as far as rows have one. Empty where they are
  /// in that order anyway, for sorting is dear.
  public String order() {
    if (inOrder) {
      return "";
    }
    Stream<String> fields = IntStream.range(0, rows.columns().size()).mapToObj(i -> "v" + i);
    boolean named = rows.named() && !catalog.transform().changesCount();
    return " ORDER BY "
        + Stream.concat(Stream.of("p", "r"), named ? Stream.<String>empty() : fields)
            .collect(Collectors.joining(", "));
  }

  /// Queries that count the rows that steps leave out.
  public List<String> leftOut() {
    return List.copyOf(leftOut);
  }

  public List<Fault> faults() {
    return List.copyOf(faults);
  }

  /// What the destinations cannot hold of the rows that leave.
  ///
  /// @param limits by field
  public List<Fault> exceeding(Map<String, List<ColumnLimit>> limits) {
    List<Fault> exceeding = new ArrayList<>();
    for (Rows.Column column : rows.columns()) {
      String name = column.field().name();
      for (ColumnLimit limit : limits.getOrDefault(name, List.of())) {
        exceeding.add(
            fault(
                FindingCode.DESTINATION_LIMIT,
                List.of(name),
                CheckMessages.limit(limit),
                Limits.exceeded(limit, rows.column(name), "false")));
      }
    }
    return exceeding;
  }

  private void add(Step step) {
    inOrder &= keepsOrder(step.what());
    switch (step.what()) {
      case Choose choose -> choose(step, choose);
      case Derive derive -> derive(step, derive);
      case Cast cast -> cast(step, cast);
      case Replace replace -> replace(step, replace);
      case Filter filter -> filter(filter);
      case Deduplicate deduplicate -> deduplicate(deduplicate);
      case LookUp lookUp -> lookUp(step, lookUp);
      case Join join -> rows = tables.join(rows, join, step);
      case Aggregate aggregate -> aggregate(step, aggregate);
    }
  }

  private static boolean keepsOrder(Transformation what) {
    return switch (what) {
      case Choose _, Derive _, Cast _, Replace _, Filter _ -> true;
      case Deduplicate _, LookUp _, Join _, Aggregate _ -> false;
    };
  }

  private void choose(Step step, Choose choose) {
    Map<Rows.Column, String> list = new LinkedHashMap<>();
    choose
        .fields()
        .forEach((name, old) -> {
          Rows.Column was = rows.columns().get(rows.indexOf(old));
          list.put(new Rows.Column(step.field(name), was.origin()), rows.column(old));
        });
    rows = rows.select(list, "");
  }

  private void derive(Step step, Derive derive) {
    Computed value = compiler.value(derive.value(), derive.type(), this::column);
    List<String> used =
        RuleCompiler.fields(derive.value()).stream().map(field -> field.field()).toList();
    addFault(used, derive.field(), FaultMessages.tooLarge(step, derive.field()), value.failed());
    set(step, derive.field(), value.sql());
  }

  private String column(String ignored, String field) {
    return rows.column(field);
  }

  private void set(Step step, String field, String sql) {
    rows = rows.with(Map.of(step.field(field), sql), "");
  }

  private void cast(Step step, Cast cast) {
    Computed value = Retyped.of(rows.type(cast.field()), rows.column(cast.field()), cast);
    if (!cast.orNull() && !value.failed().equals("false")) {
      addFault(List.of(cast.field()), cast.field(), FaultMessages.cast(step, cast), value.failed());
    }
    set(step, cast.field(), value.sql());
  }

  private void replace(Step step, Replace replace) {
    String text = rows.column(replace.field());
    String sql =
        switch (replace.sought()) {
          case Fixed(String sought) ->
              "replace(%s, %s, %s)"
                  .formatted(text, Sql.literal(sought), Sql.literal(replace.with()));
          case Matching(var pattern) ->
              "regexp_replace(%s, %s, %s, 'g')"
                  .formatted(
                      text,
                      Sql.literal(pattern.re2().orElseThrow()),
                      Sql.literal(replace.with().replace("\\", "\\\\")));
        };
    set(step, replace.field(), sql);
  }

  private void filter(Filter filter) {
    String holds = compiler.predicate(filter.condition(), RuleLevel.ROW, "", this::column);
    leftOut.add("SELECT count(*) FROM " + rows.from() + " WHERE NOT " + holds);
    rows = rows.less("WHERE " + holds);
  }

  private void deduplicate(Deduplicate deduplicate) {
    String by = deduplicate.by().stream().map(rows::column).collect(Collectors.joining(", "));
    String place =
        "row_number() OVER (PARTITION BY " + by + " ORDER BY " + ordered(deduplicate) + ")";
    leftOut.add(
        "SELECT count(*) FROM (SELECT t.p FROM " + rows.from() + " QUALIFY " + place + " > 1)");
    rows = rows.less("QUALIFY " + place + " = 1");
  }

  private String ordered(Deduplicate deduplicate) {
    boolean last = deduplicate.last();
    Stream<String> said =
        deduplicate.order().stream().map(order -> ordered(order, order.descending() != last));
    Stream<String> file = Stream.of("t.p", "t.r").map(c -> c + (last ? " DESC" : " ASC"));
    Stream<String> all = IntStream.range(0, rows.columns().size()).mapToObj(i -> "t.f" + i);
    boolean unique = rows.named() && !catalog.transform().changesCount();
    return Stream.of(said, file, unique ? Stream.<String>empty() : all)
        .flatMap(part -> part)
        .collect(Collectors.joining(", "));
  }

  private String ordered(Order order, boolean descending) {
    return rows.column(order.field()) + (descending ? " DESC NULLS LAST" : " ASC NULLS FIRST");
  }

  private void lookUp(Step step, LookUp lookUp) {
    Tables.Found found = tables.lookUp(rows, lookUp);
    List<String> keys = List.copyOf(lookUp.on().keySet());
    found
        .missing()
        .ifPresent(missing ->
            faults.add(
                about(
                    keys,
                    keys.getFirst(),
                    FaultMessages.notFound(step, lookUp, tables.others()),
                    missing)));
    faults.add(
        about(
            keys,
            keys.getFirst(),
            FaultMessages.foundTwice(step, lookUp.table(), tables.others()),
            found.twice()));
    Map<Field, String> values = new LinkedHashMap<>();
    found.values().forEach((name, sql) -> values.put(step.field(name), sql));
    rows = rows.with(values, found.joins());
  }

  private void aggregate(Step step, Aggregate aggregate) {
    List<String> inner = new ArrayList<>();
    Map<Rows.Column, String> outer = new LinkedHashMap<>();
    for (String name : aggregate.by()) {
      String group = "g" + inner.size();
      inner.add(rows.column(name) + " AS " + group);
      outer.put(rows.columns().get(rows.indexOf(name)), group);
    }
    Map<String, Computed> totals = new LinkedHashMap<>();
    aggregate
        .values()
        .forEach((name, total) -> {
          Totalled made = compiler.total(total, "s" + totals.size(), this::column);
          inner.addAll(made.aggregates());
          totals.put(name, made.value());
        });
    String by =
        aggregate.by().isEmpty()
            ? ""
            : " GROUP BY "
                + aggregate.by().stream().map(rows::column).collect(Collectors.joining(", "));
    String groups =
        "SELECT CAST(NULL AS INTEGER) AS p, CAST(NULL AS BIGINT) AS r, "
            + String.join(", ", inner)
            + " FROM "
            + rows.from()
            + by;
    rows = new Rows(groups, List.of(), false);
    totals.forEach((name, value) -> {
      addFault(List.of(), name, FaultMessages.tooLarge(step, name), value.failed());
      outer.put(new Rows.Column(step.field(name), -1), value.sql());
    });
    rows = rows.select(outer, "");
  }

  private void addFault(List<String> used, String column, Message message, String condition) {
    if (!condition.equals("false")) {
      faults.add(
          about(
              used,
              column,
              message,
              "SELECT t.p, t.r FROM " + rows.from() + " WHERE " + condition));
    }
  }

  private Fault about(List<String> used, String column, Message message, String records) {
    return new Fault(
        FindingCode.RULE, "transform", column, rows.origins(used), message, records, rows.named());
  }

  private Fault fault(FindingCode code, List<String> fields, Message message, String condition) {
    return new Fault(
        code,
        code.ruleName(),
        fields.getFirst(),
        rows.origins(fields),
        message,
        "SELECT t.p, t.r FROM " + rows.from() + " WHERE " + condition,
        rows.named());
  }

  /// The accepted rows of other catalogs.
  public interface Others {
    /// A relation of them: `v0`…
    String relation(String id);

    Catalog catalog(String id);

    /// For steps that look at no other catalog.
    Others NONE =
        new Others() {
          @Override
          public String relation(String id) {
            throw new IllegalStateException("No other catalog is here: " + id);
          }

          @Override
          public Catalog catalog(String id) {
            throw new IllegalStateException("No other catalog is here: " + id);
          }
        };
  }
}
