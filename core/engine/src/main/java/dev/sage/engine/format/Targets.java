package dev.sage.engine.format;

import dev.sage.engine.disk.DiskFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of rejected records.
final class Targets {
  private Targets() {}

  /// Writes to a file that is made or replaced.
  static void write(Path target, Content content) {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
      content.to(out);
    } catch (IOException | UncheckedIOException e) {
      throw DiskFailure.of("The rejected records cannot be written to " + target, e);
    }
  }

  /// The ending of a name without that of its compression, or another where it has none or a
  /// strange one.
  static String ending(String name, String otherwise) {
    String plain = Names.uncompressed(name);
    int dot = plain.lastIndexOf('.');
    String ending = dot < 0 ? "" : plain.substring(dot + 1);
    return ending.matches("[A-Za-z0-9]{1,8}") ? "." + ending : otherwise;
  }

  /// Writes what a file holds.
  interface Content {
    void to(OutputStream out) throws IOException;
  }
}
