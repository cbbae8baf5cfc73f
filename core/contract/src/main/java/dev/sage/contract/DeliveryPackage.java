package dev.sage.contract;

import java.util.List;
import java.util.Optional;

/// Catalogs that are delivered together, with rules across them.
///
/// @param catalogs ids, in the order of the contract
public record DeliveryPackage(
    String id,
    String name,
    String description,
    PackageFormat format,
    List<String> catalogs,
    List<Rule> rules,
    Optional<Policy> policy) {
  public DeliveryPackage {
    catalogs = List.copyOf(catalogs);
    rules = List.copyOf(rules);
  }

  /// In what a package is delivered: a ZIP of files, a workbook of sheets, or one file.
  public enum PackageFormat {
    CSV,
    EXCEL,
    JSON,
    NDJSON,
    PARQUET,
    ZIP
  }
}
