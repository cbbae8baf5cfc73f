package dev.sage.worker.storage;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.worker.disk.Directories;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Files that are on the disk of a store and have no name there yet.
final class Incoming {
  /// Longer than any file takes to get its name.
  private static final Duration FORGOTTEN = Duration.ofDays(1);

  private static final String PROCESS =
      "%d-%x-".formatted(ProcessHandle.current().pid(), System.nanoTime());
  private static final AtomicLong NEXT = new AtomicLong();

  private final Path folder;

  private Incoming(Path folder) {
    this.folder = folder;
  }

  /// @throws SageException when the file system has no hard links
  static Incoming open(Path folder) throws IOException {
    Incoming incoming = new Incoming(Directories.makePrivate(folder));
    Path probe = incoming.fresh();
    try {
      incoming.requireLinks(probe);
      incoming.deleteForgotten(Files.getLastModifiedTime(probe));
    } finally {
      drop(probe);
    }
    return incoming;
  }

  private void requireLinks(Path probe) {
    Path link = folder.resolve(probe.getFileName() + ".link");
    try {
      Files.createLink(link, probe);
    } catch (IOException | UnsupportedOperationException e) {
      throw new SageException(
          ErrorCode.STORAGE,
          "The file system of "
              + folder
              + " has no hard links, and without them a result cannot be stored exactly once."
              + " Choose a directory on another one, such as ext4 or XFS.",
          e);
    } finally {
      drop(link);
    }
  }

  /// What processes left that were killed. A link has the time of its file: when it was made, only
  /// some systems know.
  private void deleteForgotten(FileTime now) throws IOException {
    if (!folder.getFileSystem().supportedFileAttributeViews().contains("unix")) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (isForgotten(file, now)) {
          drop(file);
        }
      }
    }
  }

  private static boolean isForgotten(Path file, FileTime now) {
    try {
      FileTime made = (FileTime) Files.getAttribute(file, "unix:ctime");
      return made.toInstant().isBefore(now.toInstant().minus(FORGOTTEN));
    } catch (IOException e) {
      return false; // it got its name just now
    }
  }

  /// The same content, not synced yet.
  Path take(Path file) throws IOException {
    Path source = file.toRealPath();
    while (true) {
      Path unnamed = folder.resolve(PROCESS + NEXT.incrementAndGet() + ".tmp");
      try {
        Folders.linkOrCopy(source, unnamed);
        return unnamed;
      } catch (FileAlreadyExistsException _) {
        // Of a process of another machine that has the same number: the next one.
      }
    }
  }

  /// The content, synced.
  Path write(byte[] content) throws IOException {
    Path unnamed = fresh();
    try (FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
      return unnamed;
    } catch (IOException e) {
      drop(unnamed);
      throw e;
    }
  }

  private Path fresh() throws IOException {
    return Files.createTempFile(folder, "", ".tmp");
  }

  /// Deletes the file if it has got no name; what is left over is deleted another day.
  static void drop(Path unnamed) {
    try {
      Files.deleteIfExists(unnamed);
    } catch (IOException _) {
      // Not worth a failure.
    }
  }
}
