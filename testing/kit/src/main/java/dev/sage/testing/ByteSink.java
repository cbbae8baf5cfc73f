package dev.sage.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// A buffer that writes digits and bytes to a stream without making a string.
final class ByteSink implements AutoCloseable {
  private static final int SIZE = 1 << 20;
  private static final int LARGEST_ROW = 1 << 12;

  private final byte[] buffer = new byte[SIZE];
  private final OutputStream out;
  private int length;

  ByteSink(OutputStream out) {
    this.out = out;
  }

  /// Makes room for one more row.
  void nextRow() throws IOException {
    if (length > SIZE - LARGEST_ROW) {
      flush();
    }
  }

  void put(int character) {
    buffer[length++] = (byte) character;
  }

  void put(byte[] bytes) {
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
  }

  void putText(String text) {
    put(text.getBytes(StandardCharsets.UTF_8));
  }

  void putNumber(long number) {
    putPadded(number, digits(number));
  }

  /// Exactly `width` digits.
  void putPadded(long number, int width) {
    long rest = number;
    for (int at = length + width - 1; at >= length; at--) {
      buffer[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += width;
  }

  /// Hundredths as a number with two decimals.
  void putCents(long cents) {
    putNumber(cents / 100);
    put('.');
    putPadded(cents % 100, 2);
  }

  private static int digits(long number) {
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return digits;
  }

  /// What was put and not yet flushed, as text; it is taken out.
  String takeText() {
    var text = new String(buffer, 0, length, StandardCharsets.UTF_8);
    length = 0;
    return text;
  }

  private void flush() throws IOException {
    out.write(buffer, 0, length);
    length = 0;
  }

  @Override
  public void close() throws IOException {
    flush();
    out.close();
  }
}
