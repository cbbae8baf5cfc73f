package dev.sage.worker.steps;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// A directory of this machine for one step; nothing of it is of use afterwards. What a process
/// left that was killed is tidied up with what else there is of the execution.
record StepPlace(Path root) implements AutoCloseable {

  /// @param step unique
  static StepPlace make(Path scratch, UUID execution, UUID step) {
    try {
      Path real = Directories.makePrivate(scratch.toAbsolutePath()).toRealPath();
      return new StepPlace(Directories.makePrivate(real.resolve(execution + "-" + step)));
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + scratch + " cannot be used", e);
    }
  }

  Path directory(String name) {
    try {
      return Directories.makePrivate(root.resolve(name));
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + root + " cannot be used", e);
    }
  }

  Path write(String name, byte[] content) {
    try {
      return Files.write(root.resolve(name), content);
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + root + " cannot be used", e);
    }
  }

  /// Brings something here.
  ///
  /// @param what for messages
  Path copy(String name, InputStream from, String what) {
    Path target = root.resolve(name);
    try (from) {
      Files.copy(from, target);
      return target;
    } catch (IOException e) {
      throw new SageException(ErrorCode.STORE_UNREACHABLE, what + " cannot be brought here.", e);
    }
  }

  /// What cannot be deleted now is tidied up another day.
  @Override
  public void close() {
    try {
      Directories.deleteTree(root);
    } catch (IOException _) {
      // The step is done, or has failed for a better reason.
    }
  }
}
