package dev.sage.engine.delivery;

import java.io.IOException;
import java.io.InputStream;

/// Reads bytes of one encoding and gives extended UTF-8.
abstract class TranscodingStream extends InputStream {
  static final int PIECE = 1 << 16;

  private final InputStream in;
  final byte[] source;
  final byte[] text;

  /// What of `source` is still to be decoded.
  int from;

  int to;

  /// How much of `text` is filled.
  int filled;

  private int given;
  private boolean ended;

  TranscodingStream(InputStream in, int piece) {
    this.in = in;
    source = new byte[piece];
    text = new byte[piece * 4 + 16];
  }

  /// Decodes what is in `source` into `text`; leaves a sequence that is not complete, unless it is
  /// the last there is.
  abstract void decode(boolean last);

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (given == filled && !ended) {
      more();
    }
    if (given == filled) {
      return length == 0 ? 0 : -1;
    }
    int count = Math.min(length, filled - given);
    System.arraycopy(text, given, buffer, offset, count);
    given += count;
    return count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  private void more() throws IOException {
    System.arraycopy(source, from, source, 0, to - from);
    to -= from;
    from = 0;
    int read = in.readNBytes(source, to, source.length - to);
    to += read;
    ended = read == 0;
    filled = 0;
    given = 0;
    decode(ended);
  }
}
