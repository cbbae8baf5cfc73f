package dev.sage.engine;

/// How large the parts of a file are.
///
/// @param bytes about how large a part should be
/// @param workers who stage them at the same time; 0: parts are as large as asked for, whoever
///   stages them
record PartSizes(long bytes, int workers) {
  /// Parts end at record boundaries; without some room one more part would be left over.
  private static final long EVEN_MARGIN = 64 << 10;

  /// The same on every machine.
  static PartSizes exact(long bytes) {
    return new PartSizes(bytes, 0);
  }

  /// As many parts for each worker as for the next, of about the size that was asked for: otherwise
  /// one worker stages the last part while the others look on.
  ///
  /// @param size of the file
  long of(long size) {
    if (workers == 0) {
      return bytes;
    }
    long rounds = Math.ceilDiv(Math.max(1, size), bytes * workers);
    long even = Math.ceilDiv(size, rounds * workers) + EVEN_MARGIN;
    return rounds == 1 ? bytes : Math.min(bytes, even);
  }
}
