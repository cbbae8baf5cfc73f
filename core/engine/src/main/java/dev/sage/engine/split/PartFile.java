package dev.sage.engine.split;

import dev.sage.engine.disk.DiskFailure;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// A part's file while it is written.
final class PartFile {
  static final int OUTPUT = 1 << 17;

  private final Path path;
  private final @Nullable FileChannel channel;
  private final ByteBuffer output;

  private PartFile(Path path, @Nullable FileChannel channel, ByteBuffer output) {
    this.path = path;
    this.channel = channel;
    this.output = output;
  }

  /// Makes or replaces a file. The buffer is used by one file after the other.
  static PartFile create(Path path, ByteBuffer output) {
    try {
      // Not truncated: some file systems force what replaces a file's content to the disk.
      Files.deleteIfExists(path);
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new PartFile(path, channel, output.clear());
    } catch (IOException e) {
      throw notWritten(path, e);
    }
  }

  /// A file that is not needed: what is put into it is dropped.
  static PartFile dropped(Path path, ByteBuffer output) {
    return new PartFile(path, null, output.clear());
  }

  Path path() {
    return path;
  }

  void putLineFeed() {
    if (!output.hasRemaining()) {
      drain();
    }
    output.put((byte) '\n');
  }

  void put(byte[] bytes, int from, int length) {
    if (channel == null) {
      return;
    }
    int at = from;
    int left = length;
    while (left > output.remaining()) {
      int room = output.remaining();
      output.put(bytes, at, room);
      at += room;
      left -= room;
      drain();
    }
    output.put(bytes, at, left);
  }

  void complete() {
    drain();
    close();
  }

  void close() {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw notWritten(path, e);
    }
  }

  private void drain() {
    if (channel == null) {
      output.clear();
      return;
    }
    output.flip();
    try {
      while (output.hasRemaining()) {
        channel.write(output);
      }
    } catch (IOException e) {
      throw notWritten(path, e);
    }
    output.clear();
  }

  private static SageException notWritten(Path path, IOException e) {
    return DiskFailure.of("The part " + path + " cannot be written", e);
  }
}
