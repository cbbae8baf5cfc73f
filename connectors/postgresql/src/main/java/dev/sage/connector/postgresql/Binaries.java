package dev.sage.connector.postgresql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL, unpacked from the class path into a directory named by their
/// version.
final class Binaries {
  private Binaries() {}

  /// Unpacks them unless they are there. Called by one process at a time.
  static Path unpackedIn(Path root) throws IOException {
    Path home = root.resolve("postgresql-" + version());
    if (!Files.isDirectory(home)) {
      Path unfinished =
          root.resolve("postgresql-" + version() + ".tmp" + ProcessHandle.current().pid());
      delete(unfinished);
      unpack(unfinished);
      moveUnlessThere(unfinished, home);
    }
    return home;
  }

  /// Warehouses that share binaries may both have unpacked them; they are the same.
  private static void moveUnlessThere(Path unfinished, Path home) throws IOException {
    try {
      Files.move(unfinished, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
      delete(unfinished);
    }
  }

  static String version() {
    try (InputStream resource = resource("/dev/sage/connector/postgresql/binaries.properties")) {
      Properties properties = new Properties();
      properties.load(resource);
      return properties.getProperty("version");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path directory) throws IOException {
    try (InputStream packed = resource(archive());
        InputStream tar = new XZInputStream(packed)) {
      Tar.unpack(tar, directory);
    }
  }

  private static String archive() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    String processor = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
    return "/postgres-%s-%s.txz"
        .formatted(
            system.startsWith("mac") ? "darwin" : system,
            switch (processor) {
              case "amd64", "x86_64" -> "x86_64";
              case "aarch64", "arm64" -> "arm_64";
              default -> processor;
            });
  }

  private static InputStream resource(String name) {
    InputStream resource = Binaries.class.getResourceAsStream(name);
    if (resource == null) {
      throw Warehouse.failed(
          "There is no embedded PostgreSQL for this system (%s). Name a PostgreSQL of your own as the destination: postgresql://user@host/database"
              .formatted(name),
          null);
    }
    return resource;
  }

  static void delete(Path directory) throws IOException {
    if (Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      try (Stream<Path> paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
