package dev.sage.worker.disk;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.FileSystemException;

/// Says why the disk refused.
public final class DiskFailure {
  private DiskFailure() {}

  /// DISK_FULL, CANCELLED or STORAGE.
  ///
  /// @param what a clause: "The store /s cannot be used"
  public static SageException of(String what, IOException cause) {
    if (cause instanceof ClosedByInterruptException
        || cause instanceof FileLockInterruptionException) {
      return new SageException(ErrorCode.CANCELLED, what + ": it was interrupted.", cause);
    }
    // The JDK has no type for it: the message is the operating system's.
    boolean full = String.valueOf(cause.getMessage()).contains("No space left");
    return full
        ? new SageException(
            ErrorCode.DISK_FULL, what + ": the disk is full. Make room there.", cause)
        : new SageException(ErrorCode.STORAGE, what + ": " + why(cause) + ".", cause);
  }

  /// Without the path, which may hold a name that a sender chose.
  private static String why(IOException cause) {
    String type = cause.getClass().getSimpleName();
    return cause instanceof FileSystemException e && e.getReason() != null
        ? type + " (" + e.getReason() + ")"
        : type;
  }
}
