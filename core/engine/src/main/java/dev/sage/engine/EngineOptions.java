package dev.sage.engine;

/// How much of the machine one execution may use.
///
/// @param memoryBytes for the engine's data, not for the JVM
/// @param threads parts that are staged at the same time
/// @param partBytes about how large a part is
/// @param keepParts leave the staged parts in the execution's directory when it is finished
public record EngineOptions(long memoryBytes, int threads, long partBytes, boolean keepParts) {
  public static final long DEFAULT_MEMORY = 1L << 30;
  public static final long DEFAULT_PART = 64L << 20;

  public EngineOptions {
    if (memoryBytes < 64L << 20 || threads < 1 || partBytes < 1) {
      throw new IllegalArgumentException("At least 64 MiB of memory, one thread, one byte a part.");
    }
  }

  /// The same with other parts.
  public EngineOptions inPartsOf(long bytes) {
    return new EngineOptions(memoryBytes, threads, bytes, keepParts);
  }

  /// One GiB, one thread for each processor, parts of 64 MiB.
  public static EngineOptions defaults() {
    return new EngineOptions(
        DEFAULT_MEMORY, Runtime.getRuntime().availableProcessors(), DEFAULT_PART, false);
  }
}
