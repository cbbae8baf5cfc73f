package dev.sage.engine.finish;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.FieldReference;
import dev.sage.contract.Rule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.engine.rule.FinishCheck;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.stage.Check;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Runs every check of the finish step and remembers the failing records in the table `hits`.
public final class Finisher {
  private final Session session;
  private final RuleCompiler compiler;
  private final Map<String, StagedCatalog> catalogs;
  private final Map<String, Integer> nextId = new LinkedHashMap<>();
  private final List<FailedCheck> failed = new ArrayList<>();
  private final List<String> skipped = new ArrayList<>();

  /// @param catalogs by id; a catalog that is not in the delivery is not here
  public Finisher(Session session, RuleCompiler compiler, Map<String, StagedCatalog> catalogs) {
    this.session = session;
    this.compiler = compiler;
    this.catalogs = new LinkedHashMap<>(catalogs);
  }

  /// Fields whose raw text the finish step may have to quote, by index.
  public static Set<Integer> quotedFields(Catalog catalog, List<Rule> packageRules) {
    Set<Integer> fields = new HashSet<>();
    for (int i = 0; i < catalog.fields().size(); i++) {
      Field field = catalog.fields().get(i);
      if (field.unique() || field.constraints().references().isPresent()) {
        fields.add(i);
      }
      addUsed(fields, catalog, notRowWise(field.rules()));
    }
    catalog.key().forEach(name -> fields.add(catalog.indexOf(name)));
    addUsed(fields, catalog, notRowWise(catalog.rowRules()));
    addUsed(fields, catalog, catalog.catalogRules());
    addUsed(fields, catalog, packageRules);
    return fields;
  }

  private static List<Rule> notRowWise(List<Rule> rules) {
    return rules.stream().filter(rule -> !rule.expression().isRowWise()).toList();
  }

  private static void addUsed(Set<Integer> fields, Catalog catalog, List<Rule> rules) {
    for (Rule rule : rules) {
      RuleCompiler.fields(rule.expression()).stream()
          .filter(used -> used.catalog().equals(catalog.id()))
          .forEach(used -> fields.add(catalog.indexOf(used.field())));
    }
  }

  /// @param packageRules rules over all catalogs
  public void run(List<Rule> packageRules) {
    session.execute("CREATE TABLE hits (c INTEGER, k INTEGER, p INTEGER, r BIGINT)");
    for (StagedCatalog staged : catalogs.values()) {
      session.execute(
          "CREATE VIEW %s AS %s".formatted(relation(staged.catalog().id()), view(staged)));
      nextId.put(staged.catalog().id(), staged.checks().size());
    }
    catalogs.values().forEach(this::checkCatalog);
    packageRules.forEach(rule -> checkRule(rule, RuleLevel.PACKAGE, "", ""));
    rememberRejected();
  }

  /// The table `rejected` has every record once that failed a check of severity error.
  private void rememberRejected() {
    String errors =
        failed.stream()
            .filter(f -> f.check().severity() == Severity.ERROR && !f.isWhole())
            .map(f -> "(%d, %d)".formatted(f.catalog(), f.check().id()))
            .collect(Collectors.joining(", "));
    session.execute(
        "CREATE TABLE rejected AS SELECT DISTINCT c, p, r FROM hits WHERE %s"
            .formatted(errors.isEmpty() ? "false" : "(c, k) IN (" + errors + ")"));
  }

  /// Checks that failed.
  public List<FailedCheck> failed() {
    return List.copyOf(failed);
  }

  /// Names of rules that were not evaluated, because a catalog or column is missing.
  public List<String> skipped() {
    return List.copyOf(skipped);
  }

  private void checkCatalog(StagedCatalog staged) {
    Catalog catalog = staged.catalog();
    for (int i = 0; i < catalog.fields().size(); i++) {
      checkField(staged, catalog.fields().get(i), i);
    }
    if (!catalog.key().isEmpty() && !isUniqueField(catalog)) {
      checkKey(staged);
    }
    notRowWise(catalog.rowRules()).forEach(r -> checkRule(r, RuleLevel.ROW, catalog.id(), ""));
    catalog.catalogRules().forEach(r -> checkRule(r, RuleLevel.CATALOG, catalog.id(), ""));
  }

  private void checkField(StagedCatalog staged, Field field, int index) {
    if (field.unique()) {
      checkUnique(staged, List.of(index), field.name());
    }
    field.constraints().references().ifPresent(target -> checkReference(staged, index, target));
    notRowWise(field.rules())
        .forEach(r -> checkRule(r, RuleLevel.FIELD, staged.catalog().id(), field.name()));
  }

  /// A key of one field that is unique by itself needs no second look.
  private static boolean isUniqueField(Catalog catalog) {
    return catalog.key().size() == 1
        && catalog.field(catalog.key().getFirst()).map(Field::unique).orElse(false);
  }

  private void checkKey(StagedCatalog staged) {
    Catalog catalog = staged.catalog();
    List<Integer> fields = catalog.key().stream().map(catalog::indexOf).toList();
    checkUnique(staged, fields, catalog.key().size() == 1 ? catalog.key().getFirst() : "");
  }

  /// First which values occur twice, then, only if there are any, where all but the first do. Of a
  /// column that is not there all values are null, and no null is there twice.
  private void checkUnique(StagedCatalog staged, List<Integer> fields, String column) {
    String values = fields.stream().map(i -> "v" + i).collect(Collectors.joining(", "));
    String present =
        fields.stream().map(i -> "v" + i + " IS NOT NULL").collect(Collectors.joining(" AND "));
    session.execute(
        "CREATE OR REPLACE TABLE twice AS SELECT %1$s FROM %2$s WHERE %3$s GROUP BY %1$s HAVING count(*) > 1"
            .formatted(values, staged.scan(), present));
    if (session.number("SELECT count(*) FROM twice") > 0) {
      Check check =
          check(
              staged,
              FindingCode.UNIQUE,
              column,
              fields,
              FinishMessages.unique(staged.catalog(), names(staged, fields)));
      String later =
          """
          SELECT p, r FROM (
            SELECT p, file_row_number AS r,
              row_number() OVER (PARTITION BY %1$s ORDER BY p, file_row_number) AS occurrence
            FROM %2$s JOIN twice USING (%1$s))
          WHERE occurrence > 1\
          """
              .formatted(values, staged.scan());
      record(staged, check, later, true);
    }
    session.execute("DROP TABLE twice");
  }

  private static List<String> names(StagedCatalog staged, List<Integer> fields) {
    return fields.stream().map(i -> staged.catalog().fields().get(i).name()).toList();
  }

  private void checkReference(StagedCatalog staged, int index, FieldReference target) {
    StagedCatalog other = catalogs.get(target.catalog());
    String column = staged.catalog().fields().get(index).name();
    if (other == null || !other.has(other.catalog().indexOf(target.field()))) {
      skipped.add(FindingCode.REFERENCE.ruleName() + " " + staged.catalog().id() + "." + column);
      return;
    }
    Check check =
        check(
            staged,
            FindingCode.REFERENCE,
            column,
            List.of(index),
            FinishMessages.reference(other.catalog(), target));
    int theirs = other.catalog().indexOf(target.field());
    RuleCompiler.Alike same =
        RuleCompiler.alike(
            staged.catalog().fields().get(index).type(),
            "here.v" + index,
            other.catalog().fields().get(theirs).type(),
            "there.v" + theirs);
    String missing =
        """
        SELECT p, file_row_number AS r FROM %s AS here
        WHERE v%d IS NOT NULL
          AND NOT EXISTS (SELECT 1 FROM %s AS there WHERE %s = %s)\
        """
            .formatted(staged.scan(), index, other.scan(), same.right(), same.left());
    record(staged, check, missing, true);
  }

  private void checkRule(Rule rule, RuleLevel level, String catalogId, String field) {
    if (!RuleCompiler.fields(rule.expression()).stream().allMatch(this::isThere)) {
      skipped.add(rule.name());
      return;
    }
    Relations relations = new Relations();
    List<FinishCheck> checks =
        compiler.finish(rule.expression(), level, catalogId, field, relations::name);
    if (relations.missing) {
      skipped.add(rule.name());
      return;
    }
    checks.forEach(check -> run(check, rule, level, field));
  }

  private void run(FinishCheck check, Rule rule, RuleLevel level, String field) {
    switch (check) {
      case FinishCheck.Records records -> checkRecords(rule, level, field, records);
      case FinishCheck.Whole whole -> checkWhole(rule, level, whole);
    }
  }

  /// Names the relations of a rule, and notices a catalog that did not come.
  private final class Relations {
    private boolean missing;

    String name(String catalogId) {
      missing |= !catalogs.containsKey(catalogId);
      return missing ? "missing" : relation(catalogId);
    }
  }

  private boolean isThere(FieldReference used) {
    StagedCatalog staged = catalogs.get(used.catalog());
    return staged != null && staged.has(staged.catalog().indexOf(used.field()));
  }

  private void checkRecords(Rule rule, RuleLevel level, String field, FinishCheck.Records records) {
    StagedCatalog staged = staged(records.catalog());
    boolean perRecord = level == RuleLevel.FIELD || level == RuleLevel.ROW;
    List<Integer> used =
        RuleCompiler.fields(rule.expression()).stream()
            .filter(f -> f.catalog().equals(records.catalog()))
            .map(f -> staged.catalog().indexOf(f.field()))
            .sorted()
            .toList();
    Check check = ruleCheck(staged.catalog().id(), rule, field, used);
    String sql = "SELECT sage_part AS p, sage_row AS r FROM (" + records.sql() + ")";
    record(staged, check, perRecord ? withoutTypeErrors(staged, sql, used) : sql, perRecord);
  }

  /// A type error suppresses the row and field rules that use the cell: the value is null though
  /// its text is not.
  private static String withoutTypeErrors(StagedCatalog staged, String sql, List<Integer> used) {
    String typeErrors =
        staged.checks().stream()
            .filter(c -> c.code() == FindingCode.TYPE && used.containsAll(c.fields()))
            .filter(c -> staged.failures(c) > 0)
            .map(Check::failed)
            .collect(Collectors.joining(" OR "));
    return typeErrors.isEmpty()
        ? sql
        : "SELECT p, r FROM (%s) EXCEPT SELECT p, file_row_number FROM %s WHERE %s"
            .formatted(sql, staged.scan(), typeErrors);
  }

  private void checkWhole(Rule rule, RuleLevel level, FinishCheck.Whole whole) {
    boolean good = session.query(whole.sql(), row -> row.getBoolean(1)).getFirst();
    if (!good) {
      boolean ofPackage = level == RuleLevel.PACKAGE || whole.catalogs().isEmpty();
      String catalog = ofPackage ? "" : whole.catalogs().getFirst();
      int index = ofPackage ? -1 : staged(catalog).index();
      failed.add(new FailedCheck(index, ruleCheck(catalog, rule, "", List.of()), false, 0));
    }
  }

  private Check ruleCheck(String catalog, Rule rule, String field, List<Integer> used) {
    return new Check(
        takeId(catalog),
        FindingCode.RULE,
        rule.severity(),
        rule.name(),
        field,
        used,
        rule.broken());
  }

  private Check check(
      StagedCatalog staged,
      FindingCode code,
      String column,
      List<Integer> fields,
      Message message) {
    return new Check(
        takeId(staged.catalog().id()),
        code,
        Severity.ERROR,
        code.ruleName(),
        column,
        fields,
        message);
  }

  /// The number of the next check of a catalog.
  public int takeId(String catalog) {
    int id = nextId.getOrDefault(catalog, 0);
    nextId.put(catalog, id + 1);
    return id;
  }

  /// Adds the failing records to `hits`, and the check to those that failed if there are any.
  private void record(StagedCatalog staged, Check check, String records, boolean perRecord) {
    long count = hit(staged, check, records);
    if (count > 0) {
      failed.add(new FailedCheck(staged.index(), check, perRecord, count));
    }
  }

  /// Remembers records in the table `hits`, and says how many there are of the check by now.
  ///
  /// @param records SQL of their `p` and `r`
  public long hit(StagedCatalog staged, Check check, String records) {
    session.execute(
        "INSERT INTO hits SELECT %d, %d, p, r FROM (%s)"
            .formatted(staged.index(), check.id(), records));
    return session.number(
        "SELECT count(*) FROM hits WHERE c = %d AND k = %d".formatted(staged.index(), check.id()));
  }

  private StagedCatalog staged(String id) {
    StagedCatalog staged = catalogs.get(id);
    if (staged == null) {
      throw new IllegalStateException("Not staged: " + id);
    }
    return staged;
  }

  private String relation(String catalogId) {
    return Sql.identifier("catalog_" + staged(catalogId).index());
  }

  private static String view(StagedCatalog staged) {
    StringBuilder columns = new StringBuilder("p AS sage_part, file_row_number AS sage_row");
    List<Field> fields = staged.catalog().fields();
    for (int i = 0; i < fields.size(); i++) {
      columns
          .append(", v")
          .append(i)
          .append(" AS ")
          .append(RuleCompiler.column(fields.get(i).name()));
    }
    return "SELECT " + columns + " FROM " + staged.scan();
  }
}
