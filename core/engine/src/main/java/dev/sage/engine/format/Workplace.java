package dev.sage.engine.format;

import java.nio.file.Path;
import java.util.function.LongUnaryOperator;

/// Where a file is read.
///
/// @param directory where its parts are written, and what else is needed to read it; exists
/// @param memoryBytes what an engine of its own may use, if the format needs one
/// @param partBytes from a file's size to that of its parts
public record Workplace(Path directory, long memoryBytes, LongUnaryOperator partBytes) {
  private static final long OVERLAPPING = 16 << 20;

  /// The parts of a file that takes longer to read than to stage: small enough that staging does
  /// not wait for the end.
  long smallPartBytes(long size) {
    return Math.min(OVERLAPPING, partBytes.applyAsLong(size));
  }
}
