package dev.sage.connector.aws;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A piece of a file, read as often as it has to be sent.
record Slice(Path file, long start, long length) {
  static Slice of(Path file, long start, long size, long most) {
    return new Slice(file, start, Math.min(most, size - start));
  }

  InputStream open() {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ).position(start);
      return new Piece(Channels.newInputStream(channel), length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends where the piece does.
  private static final class Piece extends FilterInputStream {
    private long left;

    Piece(InputStream file, long length) {
      super(file);
      this.left = length;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int n = super.read(target, offset, (int) Math.min(length, left));
      left -= Math.max(n, 0);
      return n;
    }

    @Override
    public long skip(long n) {
      return 0;
    }

    @Override
    public boolean markSupported() {
      return false;
    }
  }
}
