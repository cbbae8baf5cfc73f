package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.syntax.Syntax;
import java.util.List;
import java.util.Optional;

/// What a piece of syntax stands for.
sealed interface Meaning {

  /// A value or a column.
  ///
  /// @param element one value of each row, as inside `lambda`: it has Python's methods, not pandas'
  record Value(Expression expression, boolean element) implements Meaning {}

  /// `df`, or `df['catalog']` at package level.
  record Frame(String catalog) implements Meaning {}

  /// `df` at package level.
  record Delivery() implements Meaning {}

  /// One row, inside `lambda … axis=1`.
  record Row(String catalog) implements Meaning {}

  /// `pd`, or a name under it.
  record Library(String path) implements Meaning {}

  /// `.str` or `.dt` of a column.
  record Accessor(Expression target, boolean text) implements Meaning {}

  /// A list or tuple.
  record Items(List<Syntax> items) implements Meaning {}

  /// `df.shape`.
  record FrameShape(String catalog) implements Meaning {}

  /// `df.columns`.
  record FrameColumns(String catalog) implements Meaning {}

  /// `df.groupby('k')`.
  record Grouping(List<FieldValue> keys) implements Meaning {}

  /// `df.groupby('k')['v']`.
  record GroupedColumn(FieldValue value, List<FieldValue> keys) implements Meaning {}

  /// `df.set_index('k')`.
  record Index(List<FieldValue> keys) implements Meaning {}

  /// `df.set_index('k').loc`.
  ///
  /// @param value already chosen, as in `df.set_index('k')['v'].loc`
  record Locator(List<FieldValue> keys, Optional<FieldValue> value) implements Meaning {}

  static Value column(Expression expression) {
    return new Value(expression, false);
  }
}
