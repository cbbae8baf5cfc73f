package dev.sage.engine.delivery;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// A delivered file that is no archive.
final class PlainFile implements DataFile {
  private final Path path;
  private final long size;
  private final AtomicReference<String> sha256 = new AtomicReference<>("");

  PlainFile(Path path, long size) {
    this.path = path;
    this.size = size;
  }

  @Override
  public String name() {
    return String.valueOf(path.getFileName());
  }

  /// A backslash is a letter of a file's name here, not a folder's end.
  @Override
  public String baseName() {
    return name();
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw notReadable(path, e);
    }
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.of(path);
  }

  /// What the pre-scan found, so that the file is hashed in one pass only.
  void remember(String hash) {
    sha256.set(hash);
  }

  String sha256() {
    String known = sha256.get();
    return known.isEmpty() ? Prescan.hash(this, bytes -> {}) : known;
  }

  static SageException notReadable(Path path, Throwable cause) {
    return new SageException(
        ErrorCode.INPUT_NOT_READABLE,
        "The file %s cannot be read: check that it exists and that you may read it."
            .formatted(path),
        cause);
  }
}
