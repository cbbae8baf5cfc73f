package dev.sage.server.platform;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// The folder of what the server keeps on this machine; for its owner only.
public final class Home {
  private Home() {}

  public static void prepare(Path home) {
    try {
      Files.createDirectories(home, ownerOnly("rwx------"));
      Files.createDirectories(temporary(home), ownerOnly("rwx------"));
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE,
          "The folder %s cannot be made or written. Set `home` (SAGE_HOME) to one that can."
              .formatted(home),
          e);
    }
  }

  /// For what a request brings until it is in the store.
  public static Path temporary(Path home) {
    return home.resolve("incoming");
  }

  /// Writes a small file that nobody else may read; appears whole.
  public static void write(Path file, String text) {
    try {
      Path fresh = Files.createTempFile(file.getParent(), ".new", ".tmp", ownerOnly("rw-------"));
      Files.writeString(fresh, text + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "%s cannot be written.".formatted(file), e);
    }
  }

  public static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file).strip()) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORAGE, "%s cannot be deleted.".formatted(file), e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
