package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.disk.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// Files that are not read from their beginning to their end.
final class Spool {
  private Spool() {}

  /// Where a file can be read at any place: where it is, or else, inflated, in a copy.
  static Path path(DataFile file, Path directory) {
    return file.plainPath().orElseGet(() -> copy(file, directory));
  }

  static Path copy(DataFile file, Path directory) {
    Path copy = directory.resolve("input.bin");
    try (InputStream in = file.open()) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    } catch (IOException e) {
      throw DiskFailure.of(
          "%s cannot be unpacked into %s".formatted(Broken.shown(file.baseName()), directory), e);
    }
  }
}
