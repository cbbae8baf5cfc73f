package dev.sage.engine.split;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/// Finds out whether a text is CR-separated: whether the first line end outside quotes is a lone
/// CR. Where there is none because the first record is malformed or too long, the first line end of
/// any kind decides.
final class LineEnds {
  private final byte[] bytes;
  private final byte[] delimiter;
  private final Dialect dialect;

  private LineEnds(byte[] bytes, Dialect dialect) {
    this.bytes = bytes;
    this.dialect = dialect;
    delimiter = dialect.delimiter();
  }

  /// The bytes of so many physical lines, their ends included; what there is if there are fewer.
  static long bytesOf(InputStream in, int lines) throws IOException {
    long bytes = 0;
    int left = lines;
    int b = in.read();
    while (b >= 0 && left > 0) {
      bytes++;
      int after = in.read();
      if (b == '\n' || (b == '\r' && after != '\n')) {
        left--;
      }
      b = after;
    }
    return bytes;
  }

  static boolean areReturns(InputStream in, Dialect dialect) throws IOException {
    LineEnds head = new LineEnds(in.readNBytes(dialect.maxRecordBytes() + 2), dialect);
    int first = head.outsideQuotes();
    if (first < 0) {
      first = head.anywhere();
    }
    if (first < 0) {
      return laterReturn(in);
    }
    return head.bytes[first] == '\r'
        && (first + 1 == head.bytes.length ? in.read() != '\n' : head.bytes[first + 1] != '\n');
  }

  private static boolean laterReturn(InputStream in) throws IOException {
    byte[] piece = new byte[1 << 16];
    for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
      for (int i = 0; i < read; i++) {
        if (isLineEnd(piece[i])) {
          return piece[i] == '\r' && (i + 1 < read ? piece[i + 1] : in.read()) != '\n';
        }
      }
    }
    return false;
  }

  private int anywhere() {
    for (int i = 0; i < bytes.length; i++) {
      if (isLineEnd(bytes[i])) {
        return i;
      }
    }
    return -1;
  }

  /// The first line end of a first record that is not malformed; -1 without one.
  private int outsideQuotes() {
    int at = 0;
    while (at >= 0 && at < bytes.length) {
      int first = afterBlanks(at);
      boolean quoted = first < bytes.length && bytes[first] == dialect.quote() && first >= at;
      at = quoted && dialect.quote() != Dialect.NONE ? afterQuoted(first + 1) : afterPlain(at);
      if (at >= 0 && at < bytes.length && isLineEnd(bytes[at])) {
        return at <= dialect.maxRecordBytes() ? at : -1;
      }
      at = at < 0 ? -1 : at + delimiter.length;
    }
    return -1;
  }

  private int afterPlain(int from) {
    int at = from;
    while (at < bytes.length && !isLineEnd(bytes[at]) && !atDelimiter(at)) {
      at++;
    }
    return at;
  }

  /// Behind the closing quote and its blanks; -1 if the cell is malformed.
  private int afterQuoted(int from) {
    int at = from;
    while (at < bytes.length && (bytes[at] != dialect.quote() || isPair(at))) {
      at += isPair(at) ? 2 : 1;
    }
    at = afterBlanks(at + 1);
    return at < bytes.length && (isLineEnd(bytes[at]) || atDelimiter(at)) ? at : -1;
  }

  private boolean isPair(int at) {
    if (at + 1 >= bytes.length) {
      return false;
    }
    byte after = bytes[at + 1];
    boolean escaped = dialect.escape() != Dialect.NONE && bytes[at] == dialect.escape();
    return (bytes[at] == dialect.quote() && after == dialect.quote())
        || (escaped && (after == dialect.quote() || after == dialect.escape()));
  }

  private int afterBlanks(int from) {
    int at = from;
    while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\t') && !atDelimiter(at)) {
      at++;
    }
    return at;
  }

  private boolean atDelimiter(int at) {
    return at + delimiter.length <= bytes.length
        && Arrays.equals(bytes, at, at + delimiter.length, delimiter, 0, delimiter.length);
  }

  private static boolean isLineEnd(byte b) {
    return b == '\n' || b == '\r';
  }
}
