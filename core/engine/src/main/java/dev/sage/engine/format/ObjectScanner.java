package dev.sage.engine.format;

import dev.sage.engine.split.Dialect;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/// Finds the records of a JSON text, one after the other, without reading what is in them. Memory
/// is bounded by the record limit.
abstract sealed class ObjectScanner implements AutoCloseable permits LineScanner, ArrayScanner {
  private static final int BUFFER = 1 << 16;
  private static final int MAX = Dialect.DEFAULT_MAX_RECORD;

  /// The record's text, from 0; what is beyond the limit is not kept.
  byte[] text = new byte[1 << 12];

  int length;

  /// Whether there is more of it than may be.
  boolean tooLong;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int limit;
  private long base;
  private long line = 1;
  private long lineStart;
  private long recordLine;
  private long recordColumn;
  private long recordOffset;
  private long recordEnd;

  ObjectScanner(InputStream in) {
    this.in = in;
  }

  /// Goes to the next record; false at the end, or where nothing more can be read.
  abstract boolean next() throws IOException;

  /// Why nothing more can be read, where that is not the end.
  abstract Optional<Break> broken();

  /// Whether there is nothing but blanks. To be asked first.
  final boolean isBlank() throws IOException {
    return skipBlanks() < 0;
  }

  /// The physical line that the record begins on, from 1.
  final long line() {
    return recordLine;
  }

  /// The place in that line, in bytes, from 1.
  final long column() {
    return recordColumn;
  }

  /// Where it begins in the text.
  final long offset() {
    return recordOffset;
  }

  /// Where it is over.
  final long end() {
    return recordEnd;
  }

  /// Where the scanner is.
  final Break here(String es, String en) {
    return new Break(line, base + at - lineStart + 1, es, en);
  }

  final byte[] raw() {
    return Arrays.copyOf(text, length);
  }

  final void beginRecord() {
    length = 0;
    tooLong = false;
    recordLine = line;
    recordOffset = base + at;
    recordColumn = recordOffset - lineStart + 1;
  }

  final void endRecord() {
    recordEnd = base + at;
  }

  /// The next byte, which stays; -1 at the end.
  final int peek() throws IOException {
    return at < limit || more() ? buffer[at] & 0xFF : -1;
  }

  /// Goes past the byte that was peeked at.
  final void skip() {
    if (buffer[at++] == '\n') {
      line++;
      lineStart = base + at;
    }
  }

  /// Goes past it and keeps it as part of the record.
  final void take() {
    keep(buffer[at]);
    skip();
  }

  /// Takes what is in the buffer up to a line feed; false if there is none in it.
  final boolean takeLine() {
    int from = at;
    while (at < limit && buffer[at] != '\n') {
      at++;
    }
    int count = Math.min(at - from, MAX + 1 - length);
    tooLong |= count < at - from;
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + count));
    }
    System.arraycopy(buffer, from, text, length, count);
    length += count;
    tooLong |= length > MAX;
    return at < limit;
  }

  /// Past blanks; the byte that follows.
  final int skipBlanks() throws IOException {
    int next = peek();
    while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
      skip();
      next = peek();
    }
    return next;
  }

  @Override
  public final void close() throws IOException {
    in.close();
  }

  private void keep(byte b) {
    if (length > MAX) {
      tooLong = true;
      return;
    }
    if (length == text.length) {
      text = Arrays.copyOf(text, text.length * 2);
    }
    text[length++] = b;
    tooLong |= length > MAX;
  }

  private boolean more() throws IOException {
    base += limit;
    at = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  /// A place where a text is no JSON any more, and why.
  record Break(long line, long column, String es, String en) {}
}
