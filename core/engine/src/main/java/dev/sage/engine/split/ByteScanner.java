package dev.sage.engine.split;

import java.io.InputStream;

/// Walks byte by byte: for a delimiter of several bytes.
final class ByteScanner extends RecordScanner {
  private final byte[] delimiter;

  ByteScanner(InputStream in, Dialect dialect, boolean crLines, int bufferBytes, long offset) {
    super(in, dialect, crLines, bufferBytes, offset);
    delimiter = dialect.delimiter();
  }

  @Override
  int walk(int state, int bound, boolean last) {
    int now = state;
    while (now < ENDED) {
      now = position < bound ? step(now, bound, last) : over(now, last);
    }
    return now;
  }

  /// The dialect of the parts has another delimiter, so that no record can be copied as it is.
  private int over(int state, boolean last) {
    canonical = false;
    if (!last) {
      pending = state;
      return BOUND;
    }
    return state == INSIDE ? UNCLOSED : ended(position, position);
  }

  private int step(int state, int bound, boolean last) {
    return state == INSIDE ? inside(bound, last) : between(state, bound, last);
  }

  private int between(int state, int bound, boolean last) {
    canonical = false;
    int matched = matched(bound);
    if (matched == delimiter.length) {
      cells++;
      position += matched;
      return CELL_START;
    }
    if (matched > 0 && position + matched == bound && !last) {
      return wait(state);
    }
    byte found = buffer[position];
    if (found == '\r' && position + 1 == bound && !last) {
      return wait(state);
    }
    boolean crlf = found == '\r' && position + 1 < bound && buffer[position + 1] == '\n';
    if (found == lineEnd || crlf) {
      return ended(position, position + (crlf ? 2 : 1));
    }
    return data(state, found);
  }

  private int data(int state, byte found) {
    boolean blank = found == ' ' || found == '\t';
    if (state == CLOSED) {
      position += blank ? 1 : 0;
      return blank ? CLOSED : MALFORMED;
    }
    position++;
    if (state == CELL_START && found == quote) {
      return INSIDE;
    }
    nul |= found == 0;
    badLineEnd |= found == '\n' || found == '\r';
    return state == CELL_START && blank ? CELL_START : OUTSIDE;
  }

  private int wait(int state) {
    pending = state;
    return BOUND;
  }

  /// How many bytes of a delimiter are here.
  private int matched(int bound) {
    int count = 0;
    while (count < delimiter.length
        && position + count < bound
        && buffer[position + count] == delimiter[count]) {
      count++;
    }
    return count;
  }

  private int inside(int bound, boolean last) {
    byte found = buffer[position];
    boolean special = found == quote || found == escape;
    if (special && position + 1 == bound && !last) {
      return wait(INSIDE);
    }
    if (special && pair(found, bound)) {
      position += 2;
      return INSIDE;
    }
    nul |= found == 0;
    position++;
    if (found == quote) {
      return CLOSED;
    }
    if (found == lineEnd) {
      lineInQuotes(position - 1);
      return stopAtLine ? LINE : INSIDE;
    }
    return INSIDE;
  }

  private boolean pair(byte found, int bound) {
    if (position + 1 == bound) {
      return false;
    }
    byte after = buffer[position + 1];
    return after == quote || (found == escape && after == escape);
  }
}
