package dev.sage.engine.load;

import dev.sage.contract.Catalog;
import dev.sage.contract.Field;
import dev.sage.contract.Policy;
import dev.sage.contract.Policy.OnError;
import dev.sage.contract.Rule;
import dev.sage.contract.Transform;
import dev.sage.spi.Strategy;
import java.util.List;
import java.util.stream.Stream;

/// When rows may go to their destination.
///
/// Every value but the first is a reason to wait for the verdict.
enum LoadTiming {
  /// Part n is copied while part n+1 is being checked; the commit waits for the verdict.
  WHILE_CHECKING,
  /// A step of the transformations needs all rows of the catalog,
  ROWS_TOGETHER,
  /// or those of another one.
  OTHER_CATALOGS,
  /// What the destination cannot hold of transformed rows is known after the last one.
  TRANSFORMED_LIMITS,
  /// The strategy shuts readers out from its first row on; checking may take long.
  LOCKS_READERS,
  /// A later step can still reject rows that were copied: uniqueness or a key,
  UNIQUENESS,
  /// a reference to another catalog,
  REFERENCES,
  /// a rule that looks at more than one row.
  RULES_OVER_ROWS,
  /// Too many rejected rows would refuse the file, and those are many rows copied for nothing.
  ERROR_LIMIT,
  /// A step can still leave rows out, or find a value that it has nothing to make of.
  TRANSFORMED;

  /// Decides for one target, from nothing but what the contract says.
  ///
  /// @param policy the one that holds for the catalog
  /// @param packageRules whether rules over the whole delivery use this catalog
  /// @param limited whether the destination can hold less than the rows can have
  static LoadTiming of(
      Strategy strategy, Policy policy, Catalog catalog, boolean packageRules, boolean limited) {
    Transform transform = catalog.transform();
    if (transform.takesRowsTogether()) {
      return ROWS_TOGETHER;
    }
    if (!transform.otherCatalogs().isEmpty()) {
      return OTHER_CATALOGS;
    }
    if (limited && !transform.isEmpty()) {
      return TRANSFORMED_LIMITS;
    }
    return untransformed(strategy, policy, catalog, packageRules);
  }

  private static LoadTiming untransformed(
      Strategy strategy, Policy policy, Catalog catalog, boolean packageRules) {
    if (strategy == Strategy.TRUNCATE_INSERT) {
      return LOCKS_READERS;
    }
    if (policy.onError() == OnError.REJECT_FILE) {
      return WHILE_CHECKING; // either all rows are good, or none is committed
    }
    if (!catalog.key().isEmpty() || catalog.fields().stream().anyMatch(Field::unique)) {
      return UNIQUENESS;
    }
    if (catalog.fields().stream().anyMatch(f -> f.constraints().references().isPresent())) {
      return REFERENCES;
    }
    if (packageRules || hasRulesOverRows(catalog)) {
      return RULES_OVER_ROWS;
    }
    if (policy.maxErrors().isPresent() || policy.maxErrorRatio().isPresent()) {
      return ERROR_LIMIT;
    }
    return catalog.transform().isEmpty() ? WHILE_CHECKING : TRANSFORMED;
  }

  private static boolean hasRulesOverRows(Catalog catalog) {
    Stream<List<Rule>> ofOneRow =
        Stream.concat(catalog.fields().stream().map(Field::rules), Stream.of(catalog.rowRules()));
    return !catalog.catalogRules().isEmpty()
        || ofOneRow.flatMap(List::stream).anyMatch(rule -> !rule.expression().isRowWise());
  }

  boolean isEarly() {
    return this == WHILE_CHECKING;
  }
}
