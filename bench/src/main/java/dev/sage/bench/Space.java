package dev.sage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Free space, asked for before much is written.
final class Space {
  private Space() {}

  /// Refuses to begin what would fill the disk.
  static void require(Path folder, double gigabytes) throws IOException {
    double free = Files.getFileStore(folder).getUsableSpace() / 1e9;
    if (free < gigabytes) {
      throw new IllegalStateException(
          "%s has %.1f GB free, and this benchmark needs %.1f. Free some or ask for fewer rows."
              .formatted(folder, free, gigabytes));
    }
  }
}
