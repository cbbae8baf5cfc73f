package dev.sage.worker.storage;

import dev.sage.spi.storage.StoredFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The files of an execution's folder, in the order of the bytes of their names.
final class Listing extends SimpleFileVisitor<Path> {
  private static final Comparator<String> BY_BYTES =
      (one, other) -> Arrays.compareUnsigned(utf8(one), utf8(other));

  private final Path folder;
  private final List<StoredFile> found = new ArrayList<>();

  private Listing(Path folder) {
    this.folder = folder;
  }

  static List<StoredFile> of(Path folder, Optional<String> after, int most) throws IOException {
    Listing listing = new Listing(folder);
    Files.walkFileTree(folder, listing);
    return listing.found.stream()
        .filter(file -> after.isEmpty() || BY_BYTES.compare(file.name(), after.get()) > 0)
        .sorted(Comparator.comparing(StoredFile::name, BY_BYTES))
        .limit(most)
        .toList();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      found.add(
          new StoredFile(
              folder.relativize(file).toString(),
              attributes.size(),
              attributes.lastModifiedTime().toInstant()));
    }
    return FileVisitResult.CONTINUE;
  }

  /// What was deleted meanwhile is not there, the folder itself included.
  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private static byte[] utf8(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
  }
}
