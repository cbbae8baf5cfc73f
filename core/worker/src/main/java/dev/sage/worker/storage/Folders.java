package dev.sage.worker.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Stream;

/// Folders of a store: readable by their owner alone, and synced when asked.
final class Folders {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private Folders() {}

  /// Makes a folder and those above it, if they are missing.
  static Path makePrivate(Path folder) throws IOException {
    return Files.createDirectories(folder, ownerOnly(folder));
  }

  private static FileAttribute<?>[] ownerOnly(Path folder) {
    return POSIX && folder.getFileSystem().equals(FileSystems.getDefault())
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
        }
        : new FileAttribute<?>[0];
  }

  /// Makes the folders in which a file is going to be.
  ///
  /// @return the folders whose entries change with the file
  static Set<Path> makeParents(Path file, Path root) throws IOException {
    Set<Path> changed = new LinkedHashSet<>();
    Path folder = parent(file);
    changed.add(folder);
    while (!folder.equals(root) && !Files.isDirectory(folder)) {
      folder = parent(folder);
      changed.add(folder);
    }
    makePrivate(parent(file));
    return changed;
  }

  /// The folders in which a file is.
  static Set<Path> upTo(Path file, Path root) {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path folder = parent(file); folder.startsWith(root); folder = parent(folder)) {
      folders.add(folder);
    }
    return folders;
  }

  private static Path parent(Path path) {
    Path parent = path.getParent();
    if (parent == null) {
      throw new IllegalArgumentException("No file of a store: " + path);
    }
    return parent;
  }

  static void sync(Set<Path> folders) throws IOException {
    for (Path folder : folders) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      } catch (NoSuchFileException _) {
        // Somebody deleted the execution.
      }
    }
  }

  /// A second name for the same blocks, or a copy of the same time.
  static void linkOrCopy(Path source, Path target) throws IOException {
    try {
      Files.createLink(target, source);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      copy(source, target);
    }
  }

  private static void copy(Path source, Path target) throws IOException {
    try {
      Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException e) {
      Files.deleteIfExists(target);
      throw e;
    }
  }

  static boolean deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
      return true;
    }
  }
}
