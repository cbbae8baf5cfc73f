package dev.sage.contract;

import java.util.Optional;

/// A Parquet file, which says itself how it is written.
public record ParquetFormat(Compression compression) implements FileFormat {
  @Override
  public boolean header() {
    return true;
  }

  @Override
  public Optional<String> encoding() {
    return Optional.empty();
  }
}
