package dev.sage.engine.report;

/// What came of one catalog.
///
/// @param read records by the splitter's own count
/// @param accepted rows without an error, counted from staging, whether or not they are landed
/// @param filtered accepted rows that transformations left out
/// @param rejected counted from staging and the malformed records
public record CatalogResult(
    String catalog,
    String file,
    String sha256,
    long read,
    long accepted,
    long rejected,
    long errors,
    long warnings,
    long filtered) {
  public CatalogResult withFiltered(long rows) {
    return new CatalogResult(
        catalog, file, sha256, read, accepted, rejected, errors, warnings, rows);
  }
}
