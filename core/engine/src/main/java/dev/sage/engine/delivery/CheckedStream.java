package dev.sage.engine.delivery;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A stream whose every byte goes through one method, where a subclass looks at it: single bytes
/// and what is skipped, too.
abstract class CheckedStream extends FilterInputStream {
  private static final int SKIPPED_AT_ONCE = 8192;

  CheckedStream(InputStream in) {
    super(in);
  }

  @Override
  public abstract int read(byte[] buffer, int offset, int length) throws IOException;

  @Override
  public final int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public final long skip(long count) throws IOException {
    byte[] sink = new byte[Math.clamp(count, 0, SKIPPED_AT_ONCE)];
    long left = count;
    while (left > 0) {
      int read = read(sink, 0, (int) Math.min(left, sink.length));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return count - left;
  }

  @Override
  public final boolean markSupported() {
    return false;
  }
}
