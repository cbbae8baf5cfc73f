package dev.sage.contract;

/// How a whole file is compressed.
public enum Compression {
  /// The file's first bytes say so.
  AUTO,
  NONE,
  GZIP,
  ZSTD
}
