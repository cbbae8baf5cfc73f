package dev.sage.engine;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.engine.hash.Sha256;
import dev.sage.engine.report.ResultJson.OutputFile;
import dev.sage.engine.stage.Checkpoint;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The directory of one execution, on a local disk; used by one process at a time.
///
/// Files appear whole or not at all. What is not for users is under `work/` and goes when the
/// execution is finished.
final class ExecutionDirectory implements AutoCloseable {
  static final String STATE = "execution.properties";
  static final String RESULT = "result.json";
  static final String REPORT = "report.json";
  static final String PAGE = "report.html";
  static final String CONTRACT = "contract.yaml";

  private final Path root;
  private final FileChannel lockChannel;
  private final FileLock lock;

  private ExecutionDirectory(Path root, FileChannel lockChannel, FileLock lock) {
    this.root = root;
    this.lockChannel = lockChannel;
    this.lock = lock;
  }

  /// Makes the directory where it is missing and takes it for this process; waits while another
  /// process has it.
  ///
  /// @param onWait told before it waits
  static ExecutionDirectory open(Path directory, Cancellation cancellation, Runnable onWait) {
    Path root = directory.toAbsolutePath().normalize();
    try {
      makePrivate(root);
      return locked(root, cancellation, onWait);
    } catch (IOException e) {
      throw DiskFailure.of("The execution directory " + root + " cannot be made or used", e);
    }
  }

  private static void makePrivate(Path root) throws IOException {
    boolean isNew = !Files.exists(root);
    Files.createDirectories(root);
    if (isNew && Files.getFileStore(root).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
  }

  private static ExecutionDirectory locked(Path root, Cancellation cancellation, Runnable onWait)
      throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = awaited(channel, cancellation, onWait);
      deleteUnnamed(root);
      return new ExecutionDirectory(root, channel, lock);
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw new SageException(
          ErrorCode.STORAGE,
          "This process is working in " + root + " already; wait until it has finished.",
          e);
    } catch (FileLockInterruptionException e) {
      throw new SageException(ErrorCode.CANCELLED, "The execution was cancelled.", e);
    }
  }

  /// What a process that was killed had not yet given its name.
  private static void deleteUnnamed(Path root) throws IOException {
    try (DirectoryStream<Path> unnamed = Files.newDirectoryStream(root, ".*.tmp")) {
      for (Path file : unnamed) {
        Files.delete(file);
      }
    }
  }

  /// Cancelling interrupts the wait, and nothing that comes after it.
  private static FileLock awaited(FileChannel channel, Cancellation cancellation, Runnable onWait)
      throws IOException {
    FileLock free = channel.tryLock();
    if (free != null) {
      return free;
    }
    onWait.run();
    AtomicReference<@Nullable Thread> waiting = new AtomicReference<>(Thread.currentThread());
    cancellation.onCancel(() -> Optional.ofNullable(waiting.get()).ifPresent(Thread::interrupt));
    cancellation.check();
    try {
      return channel.lock();
    } finally {
      waiting.set(null);
    }
  }

  Path root() {
    return root;
  }

  Path file(String name) {
    return root.resolve(name);
  }

  boolean has(String name) {
    return Files.exists(file(name));
  }

  /// A directory for parts and spilled data. Of what an earlier attempt left, only what is staged
  /// is still there.
  Path work() {
    Path work = directory("work");
    try (Stream<Path> files = Files.walk(work)) {
      for (Path each : files.filter(Files::isRegularFile).filter(f -> !isStaged(f)).toList()) {
        Files.delete(each);
      }
      return work;
    } catch (IOException e) {
      throw DiskFailure.of(work + " cannot be tidied up", e);
    }
  }

  private static boolean isStaged(Path file) {
    String name = file.getFileName().toString();
    return name.equals(Checkpoint.FILE) || name.endsWith(".parquet");
  }

  Path directory(String name) {
    try {
      return Files.createDirectories(file(name));
    } catch (IOException e) {
      throw DiskFailure.of("The directory " + file(name) + " cannot be made", e);
    }
  }

  void deleteWork() {
    delete("work");
  }

  /// Deletes a file or a whole directory, if it is there.
  void delete(String name) {
    Path path = file(name);
    if (!Files.exists(path)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException e) {
      throw DiskFailure.of(path + " cannot be deleted", e);
    }
  }

  /// Writes a file whole; replaces an older one.
  void write(String name, byte[] bytes) {
    try {
      Path unfinished = synced(name, bytes);
      Files.move(unfinished, file(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw DiskFailure.of(file(name) + " cannot be written", e);
    }
  }

  /// Writes a file whole, if nobody has written it before. False: somebody has.
  boolean putIfAbsent(String name, byte[] bytes) {
    try {
      Path unfinished = synced(name, bytes);
      try {
        Files.createLink(file(name), unfinished);
      } catch (FileAlreadyExistsException e) {
        return false;
      } finally {
        Files.delete(unfinished);
      }
      syncDirectory();
      return true;
    } catch (UnsupportedOperationException e) {
      throw DiskFailure.of(
          "The file system of " + root + " has no hard links, which SAGE needs", e);
    } catch (IOException e) {
      throw DiskFailure.of(file(name) + " cannot be written", e);
    }
  }

  private Path synced(String name, byte[] bytes) throws IOException {
    Path unfinished = Files.createTempFile(root, "." + name, ".tmp");
    try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(unfinished);
      throw e;
    }
    return unfinished;
  }

  private void syncDirectory() throws IOException {
    try (FileChannel channel = FileChannel.open(root, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Every file that stays, with its size and SHA-256.
  List<OutputFile> files() {
    try {
      return outputs().parallelStream().map(this::described).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unlisted(e);
    }
  }

  /// The names of the files that stay, those of folders with their folder.
  List<String> names() {
    try {
      return outputs().stream().map(file -> root.relativize(file).toString()).toList();
    } catch (IOException | UncheckedIOException e) {
      throw unlisted(e);
    }
  }

  private List<Path> outputs() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(Files::isRegularFile).filter(this::isOutput).sorted().toList();
    }
  }

  private SageException unlisted(Exception cause) {
    return DiskFailure.of("The files of " + root + " cannot be listed", cause);
  }

  private boolean isOutput(Path file) {
    Path relative = root.relativize(file);
    return !relative.startsWith("work")
        && Set.of(".lock", STATE, "log.txt").stream().noneMatch(relative.toString()::equals);
  }

  private OutputFile described(Path file) {
    try {
      return new OutputFile(root.relativize(file).toString(), Files.size(file), Sha256.of(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void requireSpace(long bytes) {
    try {
      long free = Files.getFileStore(root).getUsableSpace();
      if (free < bytes) {
        throw new SageException(
            ErrorCode.DISK_FULL,
            "%s has %,d MiB free; this delivery needs about %,d. Free space or choose another directory with --out."
                .formatted(root, free >> 20, bytes >> 20));
      }
    } catch (IOException e) {
      throw DiskFailure.of("The free space of " + root + " cannot be read", e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockChannel.close();
    } catch (IOException e) {
      throw DiskFailure.of("The lock of " + root + " cannot be released", e);
    }
  }

  /// Ids are users' text; as a file name each can only ever be one name in this directory. It has
  /// no dot.
  static String fileName(String id) {
    return safe(id, "_- ");
  }

  /// What is left of the name of a delivered file where it is written again; different names stay
  /// different, and a name is never hidden or a path.
  static String memberName(String name) {
    String safe = safe(name, "_- .()");
    return safe.startsWith(".") ? "%2E" + safe.substring(1) : safe;
  }

  private static String safe(String text, String marks) {
    StringBuilder name = new StringBuilder();
    text.chars()
        .forEach(c -> {
          boolean plain = Character.isLetterOrDigit(c) || marks.indexOf(c) >= 0;
          name.append(plain ? Character.toString(c) : "%%%02X".formatted(c));
        });
    return name.toString();
  }
}
