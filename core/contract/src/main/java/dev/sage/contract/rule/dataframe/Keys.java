package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.Grouped;
import dev.sage.contract.rule.Expression.Indexed;
import dev.sage.contract.rule.Expression.LookUp;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import dev.sage.contract.rule.typing.Summaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What is grouped by keys, indexed by keys and found by them.
final class Keys {
  private static final String LOC = "df['b'].set_index('k').loc[df['a']['k'], 'v'].values";
  private static final String SUM = "df['a'].groupby('k')['v'].sum()";

  private final DataFrameChecker checker;

  Keys(DataFrameChecker checker) {
    this.checker = checker;
  }

  /// `.groupby('k')` and `.set_index('k')` of a table.
  Meaning frame(String catalog, Syntax.Attribute attribute, Arguments arguments) throws RuleError {
    boolean grouped = attribute.name().equals("groupby");
    List<FieldValue> keys = fields(catalog, arguments, grouped ? "by" : "keys");
    if (grouped) {
      arguments.flag("sort", true);
    }
    arguments.end();
    return grouped ? new Meaning.Grouping(keys) : new Meaning.Index(keys);
  }

  private List<FieldValue> fields(String catalog, Arguments arguments, String name)
      throws RuleError {
    Syntax syntax = checker.unwrap(arguments.required(name));
    List<Syntax> names = syntax instanceof Syntax.Items items ? items.items() : List.of(syntax);
    List<FieldValue> fields = new ArrayList<>();
    for (Syntax one : names) {
      fields.add(checker.field(catalog, Constants.text(one, arguments.function()), one.start()));
    }
    if (fields.isEmpty()) {
      throw new RuleError(
          syntax.start(), Reasons.argumentForm(arguments.function(), "'a', ['a', 'b']"));
    }
    return fields;
  }

  /// `df['v'].groupby(df['k'])`.
  Meaning column(Expression target, Arguments arguments) throws RuleError {
    Syntax by = checker.unwrap(arguments.required("by"));
    arguments.end();
    List<Syntax> parts = by instanceof Syntax.Items items ? items.items() : List.of(by);
    List<FieldValue> keys = new ArrayList<>();
    for (Syntax part : parts) {
      boolean text = part instanceof Syntax.Text;
      if (text || !(checker.expression(part) instanceof FieldValue key)) {
        throw new RuleError(arguments.start(), Reasons.unsupported("….groupby(…)", SUM));
      }
      keys.add(key);
    }
    boolean fits =
        target instanceof FieldValue value
            && !keys.isEmpty()
            && keys.stream().allMatch(key -> key.catalog().equals(value.catalog()));
    if (!fits || !(target instanceof FieldValue value)) {
      throw new RuleError(arguments.start(), Reasons.unsupported("….groupby(…)", SUM));
    }
    return new Meaning.GroupedColumn(value, keys);
  }

  /// `.sum()` and the like of a column in groups.
  Expression summary(Meaning.GroupedColumn column, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    boolean named = attribute.name().equals("agg") || attribute.name().equals("aggregate");
    String name = named ? arguments.text("func") : attribute.name();
    arguments.end();
    Optional<Summary> summary = Methods.summaryNamed(name);
    if (summary.isEmpty()) {
      throw new RuleError(attribute.at(), Reasons.unsupported(".groupby(…)." + name, SUM));
    }
    Summaries.requireFitting(summary.get(), column.value(), attribute.at(), "." + name + "()");
    return new Grouped(summary.get(), column.value(), column.keys());
  }

  /// `.size()` of groups: how many records each has.
  Expression size(Meaning.Grouping grouping, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    arguments.end();
    if (!attribute.name().equals("size")) {
      throw new RuleError(
          attribute.at(), Reasons.unsupported(".groupby(…)." + attribute.name(), SUM));
    }
    return new Grouped(Summary.SUM, Constants.whole(1), grouping.keys());
  }

  Meaning chosen(Meaning.Grouping grouping, Syntax.Subscript subscript) throws RuleError {
    return new Meaning.GroupedColumn(field(grouping.keys(), subscript.index()), grouping.keys());
  }

  Meaning chosen(Meaning.Index index, Syntax.Subscript subscript) throws RuleError {
    FieldValue value = field(index.keys(), subscript.index());
    return Meaning.column(new Indexed(value, index.keys()));
  }

  private FieldValue field(List<FieldValue> keys, Syntax name) throws RuleError {
    String catalog = keys.getFirst().catalog();
    return checker.field(catalog, Constants.text(name, "[…]"), name.start());
  }

  /// `.loc[df['a']['k'], 'v']`.
  Expression found(Meaning.Locator locator, Syntax.Subscript subscript) throws RuleError {
    if (locator.keys().size() != 1) {
      throw new RuleError(subscript.at(), Reasons.unsupported(".set_index([…]).loc", LOC));
    }
    List<Syntax> parts =
        subscript.index() instanceof Syntax.Items items
            ? items.items()
            : List.of(subscript.index());
    if (parts.size() != (locator.value().isPresent() ? 1 : 2)) {
      throw new RuleError(subscript.at(), Reasons.unsupported(".loc[…]", LOC));
    }
    FieldValue value =
        locator.value().isPresent() ? locator.value().get() : field(locator.keys(), parts.get(1));
    return found(locator.keys().getFirst(), value, parts.getFirst());
  }

  private Expression found(FieldValue among, FieldValue value, Syntax syntax) throws RuleError {
    boolean columns = syntax instanceof Syntax.Range || syntax instanceof Syntax.Items;
    if (columns) {
      throw new RuleError(syntax.start(), Reasons.unsupported(".loc[…]", LOC));
    }
    Expression key = Operators.fit(among, checker.expression(syntax), syntax.start());
    if (key.shape() instanceof Shape.Keyed || key.type() == RuleType.NULL) {
      throw new RuleError(syntax.start(), Reasons.unsupported(".loc[…]", LOC));
    }
    return new LookUp(key, among, value);
  }

  /// `.loc` of a column that has an index.
  static Meaning locator(Expression target, Syntax.Attribute attribute) throws RuleError {
    if (target instanceof Indexed(FieldValue value, List<FieldValue> keys)) {
      return new Meaning.Locator(keys, Optional.of(value));
    }
    throw new RuleError(attribute.at(), Reasons.unsupported(".loc", LOC));
  }
}
