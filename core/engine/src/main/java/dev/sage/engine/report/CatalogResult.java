package dev.sage.engine.report;

import java.util.List;

/// What came of one catalog.
///
/// @param file its file, or the contract's pattern for several
/// @param files what came of each, if they are several; else empty
/// @param read records by the splitter's own count
/// @param accepted rows without an error, counted from staging, whether or not they are landed
/// @param filtered accepted rows that transformations left out
/// @param rejected counted from staging and the malformed records
public record CatalogResult(
    String catalog,
    String file,
    List<FileResult> files,
    long read,
    long accepted,
    long rejected,
    long errors,
    long warnings,
    long filtered) {
  public CatalogResult {
    files = List.copyOf(files);
  }

  public CatalogResult withFiltered(long rows) {
    return new CatalogResult(
        catalog, file, files, read, accepted, rejected, errors, warnings, rows);
  }

  /// What came of one of several files.
  public record FileResult(String file, long read, long rejected) {}
}
