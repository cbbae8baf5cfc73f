package dev.sage.engine.delivery;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Map;

/// Writes extended UTF-8 in the encoding it came from.
final class Restoring extends OutputStream {
  private final OutputStream out;
  private final Charset charset;
  private final Map<Integer, byte[]> known = new HashMap<>();
  private int codePoint;
  private int missing;
  private int mark;

  Restoring(OutputStream out, Charset charset) {
    this.out = out;
    this.charset = charset;
  }

  @Override
  public void write(int value) throws IOException {
    int b = value & 0xFF;
    if (mark != 0) {
      out.write(mark == ExtendedUtf8.HIGH_BYTE ? b : b & 0x7F);
      mark = 0;
    } else if (missing > 0) {
      follow(b);
    } else if (b >= ExtendedUtf8.LOW_BYTE) {
      mark = b;
    } else {
      lead(b);
    }
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  private void lead(int b) throws IOException {
    int length = Utf8.lengthOf(b);
    if (length == 0) {
      put(b);
      return;
    }
    missing = length - 1;
    codePoint = b & (0x7F >> length);
  }

  private void follow(int b) throws IOException {
    codePoint = (codePoint << 6) | (b & 0x3F);
    missing--;
    if (missing == 0) {
      put(codePoint);
    }
  }

  private void put(int character) throws IOException {
    out.write(known.computeIfAbsent(character, this::spell));
  }

  private byte[] spell(Integer character) {
    return Character.toString(character).getBytes(charset);
  }
}
