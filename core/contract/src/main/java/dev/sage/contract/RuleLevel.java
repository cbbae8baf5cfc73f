package dev.sage.contract;

/// Where a rule stands, which decides what it can name.
enum RuleLevel {
  FIELD,
  ROW,
  CATALOG,
  PACKAGE
}
