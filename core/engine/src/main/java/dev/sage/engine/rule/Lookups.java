package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;

/// What a row cannot tell by itself, as columns that stand beside it.
interface Lookups {
  /// A number that an aggregate gives.
  SqlNumber number(Expression.Aggregate aggregate);

  /// A value that is no number.
  String value(Expression.Aggregate aggregate);

  /// A number that an aggregate gives for the key.
  SqlNumber number(Expression.Grouped grouped);

  /// A value that is no number.
  String value(Expression.Grouped grouped);

  /// The column of what has the key.
  String column(Expression.Indexed indexed);

  /// The column of what was found by a key.
  String column(Expression.LookUp lookUp);

  SqlNumber count(Expression.RowCount count);

  /// A condition.
  String contains(Expression.InColumn in);

  /// A condition.
  String duplicated(Expression.Duplicated duplicated);
}
