package dev.sage.worker.disk;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;

/// Makes directories that only their owner can read, and deletes them.
public final class Directories {
  private Directories() {}

  /// Makes a directory and those above it, if they are missing.
  public static Path makePrivate(Path directory) throws IOException {
    return Files.createDirectories(directory, ownerOnly(directory.getFileSystem()));
  }

  private static FileAttribute<?>[] ownerOnly(FileSystem system) {
    return system.supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Deletes a directory with all that is in it.
  ///
  /// @return whether there was one
  public static boolean deleteTree(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      return true;
    } catch (NoSuchFileException e) {
      return false;
    }
  }
}
