package dev.sage.engine.stage;

import dev.sage.contract.Catalog;
import dev.sage.contract.Constraints;
import dev.sage.contract.Field;
import dev.sage.contract.FieldReference;
import dev.sage.contract.Rule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.engine.rule.PatternTest;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.Severity;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// All checks of one catalog that a row answers by itself, numbered: the same for each of its
/// files.
///
/// In a file that lacks a column, the checks on it are not evaluated.
public final class CatalogChecks {
  private final Catalog catalog;
  private final RuleCompiler compiler;
  private final List<StagedCheck> checks = new ArrayList<>();

  private CatalogChecks(Catalog catalog, RuleCompiler compiler) {
    this.catalog = catalog;
    this.compiler = compiler;
  }

  /// @param limits what destinations cannot hold, by the contract's field
  public static CatalogChecks of(
      Catalog catalog, Map<String, List<ColumnLimit>> limits, RuleCompiler compiler) {
    CatalogChecks result = new CatalogChecks(catalog, compiler);
    for (int index = 0; index < catalog.fields().size(); index++) {
      result.addField(index, limits);
    }
    catalog.rowRules().stream().filter(r -> r.expression().isRowWise()).forEach(result::addRowRule);
    return result;
  }

  public List<Check> checks() {
    return checks.stream().map(StagedCheck::check).toList();
  }

  /// The checks as they are in a file of these columns.
  List<StagedCheck> staged(FileColumns columns) {
    return checks.stream().map(check -> check.in(columns)).toList();
  }

  /// Number of mask columns of a staged part.
  public int maskCount() {
    return Math.max(1, (checks.size() + Check.BITS - 1) / Check.BITS);
  }

  /// Names of the rules that are not evaluated in a file of these columns, because it lacks one.
  public List<String> skippedRules(FileColumns columns) {
    Stream<String> ofFields =
        IntStream.range(0, catalog.fields().size())
            .filter(field -> !columns.has(field))
            .mapToObj(field -> catalog.fields().get(field).rules())
            .flatMap(rules -> rules.stream().map(Rule::name));
    Stream<String> others =
        checks.stream()
            .filter(staged -> staged.check().code() == FindingCode.RULE)
            .filter(staged -> !staged.uses().stream().allMatch(columns::has))
            .map(staged -> staged.check().rule());
    return Stream.concat(ofFields, others).distinct().toList();
  }

  private void addField(int index, Map<String, List<ColumnLimit>> limits) {
    Field field = catalog.fields().get(index);
    String value = "v" + index;
    if (!(field.type() instanceof ValueType.Text)) {
      add(FindingCode.TYPE, index, CheckMessages.type(field), "e" + index);
    }
    if (field.required()) {
      add(
          FindingCode.REQUIRED,
          index,
          CheckMessages.required(field),
          "(" + value + " IS NULL AND NOT e" + index + ")");
    }
    addConstraints(index, field, value);
    for (ColumnLimit limit : limits.getOrDefault(field.name(), List.of())) {
      add(
          FindingCode.DESTINATION_LIMIT,
          index,
          CheckMessages.limit(limit),
          Limits.exceeded(limit, value, "e" + index));
    }
    field.rules().stream()
        .filter(r -> r.expression().isRowWise())
        .forEach(rule -> addFieldRule(field, rule));
  }

  private void addConstraints(int index, Field field, String value) {
    Constraints c = field.constraints();
    c.pattern()
        .ifPresent(pattern ->
            addConstraint(
                index,
                CheckMessages.pattern(field, pattern.text()),
                "NOT " + PatternTest.matches(value, pattern)));
    if (!c.allowed().isEmpty()) {
      String list =
          c.allowed().stream()
              .map(text -> Casts.constant(field.type(), text, field.reading()))
              .collect(Collectors.joining(", "));
      addConstraint(index, CheckMessages.allowed(field), value + " NOT IN (" + list + ")");
    }
    c.min()
        .ifPresent(min ->
            addConstraint(
                index,
                CheckMessages.min(field, min),
                value + " < " + Casts.constant(field.type(), min, field.reading())));
    c.max()
        .ifPresent(max ->
            addConstraint(
                index,
                CheckMessages.max(field, max),
                value + " > " + Casts.constant(field.type(), max, field.reading())));
    c.minLength()
        .ifPresent(n ->
            addConstraint(
                index, CheckMessages.minLength(field, n), "length(" + value + ") < " + n));
    c.maxLength()
        .ifPresent(n ->
            addConstraint(
                index, CheckMessages.maxLength(field, n), "length(" + value + ") > " + n));
  }

  /// Nulls satisfy every constraint.
  private void addConstraint(int index, Message message, String failing) {
    add(FindingCode.CONSTRAINT, index, message, "coalesce(" + failing + ", false)");
  }

  private void add(FindingCode code, int index, Message message, String failing) {
    String column = catalog.fields().get(index).name();
    List<Integer> field = List.of(index);
    add(code, code.severity(), code.ruleName(), column, field, field, message, failing);
  }

  private void addFieldRule(Field field, Rule rule) {
    addRule(rule, RuleLevel.FIELD, field.name());
  }

  private void addRowRule(Rule rule) {
    addRule(rule, RuleLevel.ROW, "");
  }

  private void addRule(Rule rule, RuleLevel level, String column) {
    List<Integer> used = fieldsOf(rule);
    String predicate =
        compiler.predicate(
            rule.expression(), level, column, (_, name) -> "v" + catalog.indexOf(name));
    String suppressed = used.stream().map(i -> " AND NOT e" + i).collect(Collectors.joining());
    add(
        FindingCode.RULE,
        rule.severity(),
        rule.name(),
        column,
        level == RuleLevel.FIELD ? List.of(catalog.indexOf(column)) : used,
        used,
        rule.broken(),
        "(NOT (" + predicate + ")" + suppressed + ")");
  }

  private List<Integer> fieldsOf(Rule rule) {
    return RuleCompiler.fields(rule.expression()).stream()
        .map(FieldReference::field)
        .map(catalog::indexOf)
        .sorted()
        .toList();
  }

  private void add(
      FindingCode code,
      Severity severity,
      String rule,
      String column,
      List<Integer> quoted,
      List<Integer> uses,
      Message message,
      String failing) {
    Check check = new Check(checks.size(), code, severity, rule, column, quoted, message);
    checks.add(new StagedCheck(check, uses, failing));
  }
}
