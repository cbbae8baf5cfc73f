package dev.sage.engine.infer;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.disk.DiskFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file as far as the sample goes, inflated and on disk: the file itself where it is so already
/// and not too large, else a copy of it or of its beginning.
///
/// @param original whose name it bears
/// @param partial it ends before the original does, at a line end if there is one near
record SampledFile(DataFile original, Path path, long size, boolean partial) implements DataFile {
  /// What is looked at for a line end to cut at.
  private static final int TAIL = 4 << 20;

  /// The file, or its first bytes.
  ///
  /// @param directory where a copy goes
  static SampledFile of(DataFile file, Path directory, long most) {
    Optional<Path> plain = file.plainPath().filter(_ -> file.size() >= 0 && file.size() <= most);
    return plain.isPresent()
        ? new SampledFile(file, plain.get(), file.size(), false)
        : copy(file, directory.resolve("sample.bin"), most);
  }

  /// The beginning of this file.
  SampledFile head(Path directory, long most) {
    return of(this, directory, most);
  }

  @Override
  public String name() {
    return original.name();
  }

  @Override
  public String baseName() {
    return original.baseName();
  }

  @Override
  public InputStream open() {
    try {
      return Files.newInputStream(path);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  @Override
  public Optional<Path> plainPath() {
    return Optional.of(path);
  }

  private static SampledFile copy(DataFile file, Path target, long most) {
    try (InputStream in = file.open();
        OutputStream out = Files.newOutputStream(target)) {
      long copied = copy(in, out, most);
      boolean partial = copied == most && in.read() >= 0;
      long size = partial ? cut(target, copied) : copied;
      return new SampledFile(file, target, size, partial);
    } catch (IOException e) {
      throw DiskFailure.of("A copy of the sample cannot be written to " + target, e);
    }
  }

  private static long copy(InputStream in, OutputStream out, long most) throws IOException {
    byte[] piece = new byte[1 << 16];
    long copied = 0;
    int read = in.read(piece, 0, (int) Math.min(piece.length, most));
    while (read > 0) {
      out.write(piece, 0, read);
      copied += read;
      read = in.read(piece, 0, (int) Math.min(piece.length, most - copied));
    }
    return copied;
  }

  /// Cuts a copy behind its last line end.
  private static long cut(Path file, long size) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      byte[] mark = read(channel, 0, 2);
      long from = Math.max(0, size - TAIL) & ~1L;
      int kept = afterLineEnd(read(channel, from, (int) (size - from)), unit(mark), lowByte(mark));
      long end = kept == 0 ? size : from + kept;
      channel.truncate(end);
      return end;
    }
  }

  private static byte[] read(FileChannel channel, long from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    int read = 0;
    while (bytes.hasRemaining() && read >= 0) {
      read = channel.read(bytes, from + bytes.position());
    }
    return bytes.array();
  }

  /// Two bytes a character under the byte order marks of UTF-16.
  private static int unit(byte[] mark) {
    int both = mark.length < 2 ? 0 : (mark[0] & 0xFF) << 8 | (mark[1] & 0xFF);
    return both == 0xFFFE || both == 0xFEFF ? 2 : 1;
  }

  /// Where in its unit a character's low byte lies.
  private static int lowByte(byte[] mark) {
    return unit(mark) == 2 && (mark[0] & 0xFF) == 0xFE ? 1 : 0;
  }

  /// 0 if there is none.
  private static int afterLineEnd(byte[] bytes, int unit, int low) {
    for (char end : new char[] {'\n', '\r'}) {
      for (int at = bytes.length / unit * unit - unit; at >= 0; at -= unit) {
        if (bytes[at + low] == end && (unit == 1 || bytes[at + 1 - low] == 0)) {
          return at + unit;
        }
      }
    }
    return 0;
  }
}
