package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Optional;

/// One file with data: the delivered file itself or a member of a delivered ZIP. It can be opened
/// any number of times.
public interface DataFile {
  /// The file's name, or the member's path inside the ZIP, as written there.
  String name();

  /// The size in bytes; for a ZIP member what the ZIP declares, -1 when it declares nothing.
  long size();

  /// The bytes, from the start. Limits are checked and damage is found while reading: both end the
  /// stream with a [dev.sage.spi.SageException].
  InputStream open();

  /// Where the bytes can be read directly; empty for a ZIP member.
  Optional<Path> plainPath();

  /// The name inside one top folder, if there is one: `entrega/ventas.csv` is `ventas.csv`.
  default String baseName() {
    String path = name().replace('\\', '/');
    int folder = path.indexOf('/');
    return folder < 0 ? path : path.substring(folder + 1);
  }

  /// What to throw when its bytes cannot be had, for a reason that is not in them.
  default SageException unreadable(IOException cause) {
    return new SageException(
        ErrorCode.INPUT_NOT_READABLE,
        "Reading %s failed: check the disk or the connection and try again."
            .formatted(ZipArchive.shown(name())),
        cause);
  }
}
