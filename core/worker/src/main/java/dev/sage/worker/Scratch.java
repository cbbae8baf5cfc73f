package dev.sage.worker;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.disk.Directories;
import dev.sage.worker.disk.DiskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A directory of this machine with one for each execution that is being worked on. What is left of
/// an attempt that broke off waits there for the next one.
///
/// Who works in a directory holds a lock of one byte of one file, whose place is that of its name.
/// A process that closes a file gives up all locks that it has on it: so each process opens it
/// once, for good.
final class Scratch {
  private static final Map<Path, FileChannel> LOCKS = new HashMap<>();

  private final Path root;
  private final FileChannel locks;

  private Scratch(Path root, FileChannel locks) {
    this.root = root;
    this.locks = locks;
  }

  static Scratch open(Path directory) {
    try {
      Path root = Directories.makePrivate(directory.toAbsolutePath()).toRealPath();
      return new Scratch(root, locks(root.resolve(".locks")));
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + directory + " cannot be used", e);
    }
  }

  private static FileChannel locks(Path file) throws IOException {
    synchronized (LOCKS) {
      @Nullable FileChannel open = LOCKS.get(file);
      if (open == null) {
        open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        LOCKS.put(file, open);
      }
      return open;
    }
  }

  /// The execution's own directory; another one while somebody, who was replaced and does not know
  /// it yet, still works in that.
  Workplace take(UUID execution, long token) {
    return tryTake(execution.toString())
        .or(() -> tryTake(execution + "-" + token))
        .orElseThrow(() ->
            new SageException(
                ErrorCode.STORAGE,
                "Somebody works in the directory of the execution %s in %s already; wait until it has finished."
                    .formatted(execution, root)));
  }

  private Optional<Workplace> tryTake(String name) {
    try {
      @Nullable FileLock lock = tryLock(name);
      return lock == null ? Optional.empty() : Optional.of(Workplace.in(root.resolve(name), lock));
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + root + " cannot be used", e);
    }
  }

  private @Nullable FileLock tryLock(String name) throws IOException {
    UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    try {
      return locks.tryLock(hash.getLeastSignificantBits() >>> 2, 1, false);
    } catch (OverlappingFileLockException e) {
      return null; // another thread has it
    }
  }

  /// Deletes what an attempt that has ended left, if nobody works there.
  void forget(UUID execution) {
    if (Files.isDirectory(root.resolve(execution.toString()))) {
      tryTake(execution.toString()).ifPresent(this::discardAndClose);
    }
  }

  /// Deletes what is needed no more; what cannot be deleted now is tidied up another day.
  void discard(Workplace place) {
    try {
      place.delete();
    } catch (SageException _) {
      // The execution has ended, and this changes nothing about it.
    }
  }

  private void discardAndClose(Workplace place) {
    try (place) {
      discard(place);
    }
  }

  /// Deletes the directories of executions that are over, if nobody works in them.
  void tidy(Predicate<UUID> isUnfinished) {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(root, Files::isDirectory)) {
      for (Path directory : directories) {
        String name = directory.getFileName().toString();
        if (!isUnfinished.test(UUID.fromString(name.substring(0, Math.min(36, name.length()))))) {
          tryTake(name).ifPresent(this::discardAndClose);
        }
      }
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + root + " cannot be tidied up", e);
    }
  }
}
