package dev.sage.engine.split;

import java.util.Arrays;

/// Takes a well-formed record apart: each cell's text, without quotes and escapes.
final class Cells {
  private final byte[] delimiter;
  private final int quote;
  private final int escape;
  private byte[] record = {};
  private int at;
  private int end;
  private boolean more;

  /// The cell.
  byte[] text = new byte[256];

  int length;

  Cells(Dialect dialect) {
    delimiter = dialect.delimiter();
    // A byte is never so large, so that nothing quotes where nothing may.
    quote = dialect.quote() == Dialect.NONE ? Integer.MAX_VALUE : dialect.quote();
    escape = dialect.escape() == Dialect.NONE ? Integer.MAX_VALUE : dialect.escape();
  }

  void over(byte[] bytes, int start, int until) {
    record = bytes;
    at = start;
    end = until;
    more = true;
  }

  /// Goes to the next cell; false after the last one.
  boolean next() {
    if (!more) {
      return false;
    }
    length = 0;
    int first = afterBlanks(at);
    if (first < end && record[first] == quote) {
      at = first + 1;
      quoted();
    } else {
      plain();
    }
    more = atDelimiter(at);
    at += delimiter.length;
    return true;
  }

  private void plain() {
    int from = at;
    while (at < end && !atDelimiter(at)) {
      at++;
    }
    put(from, at);
  }

  private void quoted() {
    int from = at;
    while (at < end && !(record[at] == quote && !literal(at))) {
      if (literal(at)) {
        put(from, at);
        from = at + 1;
        at++;
      }
      at++;
    }
    put(from, at);
    at = afterBlanks(at + 1);
  }

  /// Whether the next byte is meant by its character, not by its effect.
  private boolean literal(int place) {
    if (place + 1 >= end) {
      return false;
    }
    byte found = record[place];
    byte after = record[place + 1];
    return (found == quote && after == quote)
        || (found == escape && (after == quote || after == escape));
  }

  private int afterBlanks(int from) {
    int place = from;
    while (place < end && (record[place] == ' ' || record[place] == '\t') && !atDelimiter(place)) {
      place++;
    }
    return place;
  }

  private boolean atDelimiter(int place) {
    return place + delimiter.length <= end
        && record[place] == delimiter[0]
        && (delimiter.length == 1
            || Arrays.equals(
                record, place, place + delimiter.length, delimiter, 0, delimiter.length));
  }

  private void put(int from, int to) {
    int count = to - from;
    if (length + count > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + count));
    }
    System.arraycopy(record, from, text, length, count);
    length += count;
  }
}
