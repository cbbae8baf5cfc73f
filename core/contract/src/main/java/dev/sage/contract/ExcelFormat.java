package dev.sage.contract;

import java.util.Optional;

/// A sheet of a workbook, .xlsx or .xls.
///
/// @param sheet its name, or its place from 1; empty: the first one
/// @param skipRows rows of the sheet above the header, or above the first record
public record ExcelFormat(
    Optional<String> sheet, boolean header, int skipRows, Compression compression)
    implements FileFormat {
  @Override
  public Optional<String> encoding() {
    return Optional.empty();
  }
}
