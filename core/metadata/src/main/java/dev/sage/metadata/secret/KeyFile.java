package dev.sage.metadata.secret;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/// The file of the keys: its owner's alone, replaced as a whole.
record KeyFile(Path path) {
  private static final Set<PosixFilePermission> OWNER =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  Optional<String> read() {
    try {
      if (!Files.exists(path)) {
        return Optional.empty();
      }
      refuseIfOthersMayRead();
      return Optional.of(Files.readString(path));
    } catch (IOException e) {
      throw unusable("read", e);
    }
  }

  /// @return false when it was there already: then nothing was written
  boolean create(String keys) {
    try {
      Path written = write(keys);
      try {
        Files.createLink(path, written);
        return true;
      } catch (java.nio.file.FileAlreadyExistsException _) {
        return false;
      } finally {
        Files.delete(written);
      }
    } catch (IOException e) {
      throw unusable("made", e);
    }
  }

  void replace(String keys) {
    try {
      Files.move(
          write(keys), path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw unusable("replaced", e);
    }
  }

  private Path write(String keys) throws IOException {
    Path directory = path.toAbsolutePath().getParent();
    Files.createDirectories(directory);
    Path written = Files.createTempFile(directory, ".keys-", ".tmp", ownerOnly());
    Files.writeString(written, keys);
    try (FileChannel channel = FileChannel.open(written, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return written;
  }

  private void refuseIfOthersMayRead() throws IOException {
    if (isPosix() && !OWNER.containsAll(Files.getPosixFilePermissions(path))) {
      throw new SageException(
          ErrorCode.SETTINGS_INVALID,
          "Others may read the file of keys %s. Run: chmod 0600 %s".formatted(path, path));
    }
  }

  private SageException unusable(String what, IOException e) {
    return new SageException(
        ErrorCode.SETTINGS_INVALID,
        "The file of keys %s cannot be %s. See its directory and permissions."
            .formatted(path, what),
        e);
  }

  private static FileAttribute<?>[] ownerOnly() {
    return isPosix()
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
