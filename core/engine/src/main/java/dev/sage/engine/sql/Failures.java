package dev.sage.engine.sql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.SQLException;
import java.util.Locale;

/// Turns the engine's failures into ours. Its messages can quote data, so they are never passed on.
final class Failures {
  private Failures() {}

  static SageException translate(SQLException e) {
    String text = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    if (text.contains("interrupt")) {
      return new SageException(ErrorCode.CANCELLED, "The execution was cancelled.");
    }
    if (text.contains("out of memory") || text.contains("failed to allocate")) {
      return new SageException(
          ErrorCode.MEMORY,
          "The engine's memory does not suffice for this data; give it more with --memory.");
    }
    if (text.contains("no space left") || text.contains("disk full") || text.contains("max_temp")) {
      return new SageException(
          ErrorCode.DISK_FULL,
          "The disk of the execution directory is full; free space or choose another with --out.");
    }
    return new SageException(
        ErrorCode.INTERNAL, "A statement of the engine failed (" + kind(e) + ").", redacted(e));
  }

  /// `Invalid Input Error: ...` without the dots.
  private static String kind(SQLException e) {
    String text = String.valueOf(e.getMessage());
    int colon = text.indexOf(':');
    return colon > 0 && colon < 60 ? text.substring(0, colon) : "unknown";
  }

  /// The stack without the message; with SAGE_DEBUG the message too, since no sender's data is on
  /// the line then but a developer's.
  private static Throwable redacted(SQLException e) {
    RuntimeException copy =
        new IllegalStateException(
            System.getProperty("sage.debug") == null ? kind(e) : String.valueOf(e.getMessage()));
    copy.setStackTrace(e.getStackTrace());
    return copy;
  }
}
