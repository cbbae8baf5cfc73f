package dev.sage.contract;

import java.util.Optional;

/// How a catalog's file is written.
public sealed interface FileFormat
    permits CsvFormat, ExcelFormat, JsonFormat, NdjsonFormat, ParquetFormat {

  /// Whether its columns have names; else they are found by their place.
  boolean header();

  /// How the whole file is compressed.
  Compression compression();

  /// A charset name; empty where it is found out from the bytes, or where bytes are no text.
  Optional<String> encoding();
}
