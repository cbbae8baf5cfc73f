package dev.sage.contract.rule;

/// Where in the contract a rule stands.
public enum RuleLevel {
  /// About one field; rows where it is null are skipped.
  FIELD,
  /// About the fields of one row.
  ROW,
  /// About a whole catalog.
  CATALOG,
  /// About the catalogs of a package.
  PACKAGE
}
