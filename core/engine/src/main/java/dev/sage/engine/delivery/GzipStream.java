package dev.sage.engine.delivery;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/// Inflates gzip, one member after the other. The JDK's own stream takes a damaged second member
/// for the end of the file; here it is damage, as is anything but zeros behind the last member.
final class GzipStream extends InputStream {
  private static final int BUFFER = 1 << 16;
  private static final int EXTRA = 4;
  private static final int NAME = 8;
  private static final int COMMENT = 16;
  private static final int HEADER_CRC = 2;
  private static final int RESERVED = 0xE0;

  private final InputStream in;
  private final Inflater inflater = new Inflater(true);
  private final CRC32 crc = new CRC32();
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;
  private boolean ended;

  /// @throws IOException if it does not begin as gzip does
  GzipStream(InputStream in) throws IOException {
    this.in = in;
    header();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      int count = inflate(target, offset, length);
      if (count > 0) {
        return count;
      }
    }
    return -1;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    in.close();
  }

  private int inflate(byte[] target, int offset, int length) throws IOException {
    try {
      int count = inflater.inflate(target, offset, length);
      crc.update(target, offset, count);
      if (inflater.finished()) {
        at = limit - inflater.getRemaining();
        nextMember();
      } else if (inflater.needsDictionary()) {
        throw new ZipException("dictionary");
      } else if (count == 0) {
        feed();
      }
      return count;
    } catch (DataFormatException e) {
      throw new ZipException(e.getMessage());
    }
  }

  private void feed() throws IOException {
    if (at == limit && !more()) {
      throw new EOFException("cut");
    }
    inflater.setInput(buffer, at, limit - at);
    at = limit;
  }

  private void nextMember() throws IOException {
    long sum = little(4);
    long size = little(4);
    if (sum != crc.getValue() || size != (inflater.getBytesWritten() & 0xFFFFFFFFL)) {
      throw new ZipException("checksum");
    }
    if (isOver()) {
      ended = true;
      return;
    }
    inflater.reset();
    crc.reset();
    header();
  }

  /// Tapes and disks pad with zeros.
  private boolean isOver() throws IOException {
    boolean padded = false;
    while (at < limit || more()) {
      if (buffer[at] != 0) {
        if (padded) {
          throw new ZipException("garbage");
        }
        return false;
      }
      padded = true;
      at++;
    }
    return true;
  }

  private void header() throws IOException {
    if (next() != 0x1F || next() != 0x8B || next() != 8) {
      throw new ZipException("header");
    }
    int flags = next();
    if ((flags & RESERVED) != 0) {
      throw new ZipException("flags");
    }
    little(4);
    little(2);
    if ((flags & EXTRA) != 0) {
      skip((int) little(2));
    }
    if ((flags & NAME) != 0) {
      skipText();
    }
    if ((flags & COMMENT) != 0) {
      skipText();
    }
    if ((flags & HEADER_CRC) != 0) {
      little(2);
    }
    inflater.setInput(buffer, at, limit - at);
    at = limit;
  }

  private void skip(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      next();
    }
  }

  private void skipText() throws IOException {
    while (next() != 0) {
      // up to its end
    }
  }

  private long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << (8 * i);
    }
    return value;
  }

  private int next() throws IOException {
    if (at == limit && !more()) {
      throw new EOFException("cut");
    }
    return buffer[at++] & 0xFF;
  }

  private boolean more() throws IOException {
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }
}
