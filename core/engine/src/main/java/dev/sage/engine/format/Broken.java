package dev.sage.engine.format;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import org.jspecify.annotations.Nullable;

/// Files that are not what their format says.
final class Broken {
  private Broken() {}

  static SageException workbook(String file, String what, @Nullable Throwable cause) {
    return of("The workbook %s cannot be read: %s. Save and deliver it again.", file, what, cause);
  }

  static SageException parquet(String file, @Nullable Throwable cause) {
    return of(
        "The Parquet file %s cannot be read: %s. Create and deliver it again.",
        file, "it is cut or damaged", cause);
  }

  static SageException of(String message, String file, String what, @Nullable Throwable cause) {
    String text = message.formatted(shown(file), what);
    return cause == null
        ? new SageException(ErrorCode.FILE_CORRUPT, text)
        : new SageException(ErrorCode.FILE_CORRUPT, text, cause);
  }

  static SageException encrypted(String file) {
    return new SageException(
        ErrorCode.ARCHIVE_ENCRYPTED,
        "The workbook %s has a password: deliver it without one.".formatted(shown(file)));
  }

  static String shown(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= 200 ? printable : printable.substring(0, 200) + "…";
  }
}
