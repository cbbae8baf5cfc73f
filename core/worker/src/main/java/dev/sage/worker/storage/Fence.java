package dev.sage.worker.storage;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.disk.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/// Remembers the largest token of each execution, and lets no smaller one pass.
///
/// A lock of a file is the process's, and closing a file gives up all that the process has of it:
/// so threads exclude each other first, in the whole process. Locks are few and never deleted, for
/// a lock of a deleted file excludes nobody.
final class Fence {
  private static final int STRIPES = 64;
  private static final ReentrantLock[] IN_PROCESS =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  private final Path locks;
  private final Path tokens;

  private Fence(Path locks, Path tokens) {
    this.locks = locks;
    this.tokens = tokens;
  }

  static Fence open(Path own) throws IOException {
    return new Fence(
        Directories.makePrivate(own.resolve("locks")),
        Directories.makePrivate(own.resolve("tokens")));
  }

  /// Changes files.
  @FunctionalInterface
  interface Change<T> {
    T make() throws IOException;
  }

  /// Changes files of an execution while nobody else does.
  ///
  /// @throws SageException [ErrorCode#FENCED] for a token that is smaller than one before
  <T> T pass(UUID execution, long token, Change<T> change) throws IOException {
    return alone(
        execution,
        () -> {
          raise(execution, token);
          return change.make();
        });
  }

  /// Changes files of an execution while nobody else does, whatever the tokens.
  <T> T beside(UUID execution, Change<T> change) throws IOException {
    return alone(execution, change);
  }

  /// Changes files of an execution and forgets its token.
  void forget(UUID execution, Change<?> change) throws IOException {
    alone(
        execution,
        () -> {
          change.make();
          return Files.deleteIfExists(token(execution));
        });
  }

  private void raise(UUID execution, long token) throws IOException {
    long largest = largest(execution);
    if (token < largest) {
      throw new SageException(
          ErrorCode.FENCED,
          "Another worker has taken over the execution %s (token %d after %d). Nothing was stored."
              .formatted(execution, largest, token));
    }
    if (token > largest) {
      Files.write(token(execution), ByteBuffer.allocate(Long.BYTES).putLong(token).array());
    }
  }

  /// What is torn or empty was left by a machine that lost its power, and its workers with it.
  private long largest(UUID execution) throws IOException {
    try {
      byte[] bytes = Files.readAllBytes(token(execution));
      return bytes.length == Long.BYTES ? ByteBuffer.wrap(bytes).getLong() : 0;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  private Path token(UUID execution) {
    return tokens.resolve(execution.toString());
  }

  private <T> T alone(UUID execution, Change<T> change) throws IOException {
    int stripe = Math.floorMod(execution.hashCode(), STRIPES);
    IN_PROCESS[stripe].lock();
    try (FileChannel channel = channel(stripe);
        FileLock lock = channel.lock()) {
      assert lock.isValid();
      return change.make();
    } finally {
      IN_PROCESS[stripe].unlock();
    }
  }

  private FileChannel channel(int stripe) throws IOException {
    return FileChannel.open(
        locks.resolve("%02d".formatted(stripe)),
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE);
  }
}
