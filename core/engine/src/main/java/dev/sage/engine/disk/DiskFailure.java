package dev.sage.engine.disk;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;

/// Says why a file of the execution could not be written or read.
public final class DiskFailure {
  private DiskFailure() {}

  /// DISK_FULL or STORAGE.
  ///
  /// @param what a clause that names the file, such as "/out/report.json cannot be written"
  public static SageException of(String what, Exception cause) {
    // The JDK has no type for it: the message is the operating system's.
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return new SageException(
        full ? ErrorCode.DISK_FULL : ErrorCode.STORAGE,
        full
            ? what + ": the disk is full. Make room, or choose another directory with --out."
            : "%s: %s. Check the disk.".formatted(what, cause.getClass().getSimpleName()),
        cause);
  }
}
