package dev.sage.worker.storage;

import dev.sage.worker.disk.Directories;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashSet;
import java.util.Set;

/// The folders in which files of a store are.
final class Folders {
  private Folders() {}

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
    Directories.makePrivate(parent(file));
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
}
