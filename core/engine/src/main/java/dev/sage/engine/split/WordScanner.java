package dev.sage.engine.split;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Walks eight bytes at a time: for a delimiter of one ASCII character.
///
/// In each word it marks the delimiters, which are only counted, and the few bytes that need a
/// closer look: the quote and everything below 0E (line ends, NUL). All arithmetic is exact: no
/// byte is ever marked because of its neighbour.
final class WordScanner extends RecordScanner {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGH = 0x8080808080808080L;
  private static final long LOW = 0x7F7F7F7F7F7F7F7FL;
  private static final long FROM_0E = 0x7272727272727272L;

  private final byte delimiter;
  private final byte mark;
  private final boolean quoting;
  private final long delimiters;
  private final long quotes;
  private final long escapes;

  WordScanner(InputStream in, Dialect dialect, boolean crLines, int bufferBytes, long offset) {
    super(in, dialect, crLines, bufferBytes, offset);
    delimiter = dialect.delimiter()[0];
    quoting = dialect.quote() != Dialect.NONE;
    // Without quoting, the quote of the parts is looked for all the same: it must be quoted there.
    mark = dialect.partQuote();
    delimiters = ONES * delimiter;
    quotes = ONES * mark;
    escapes = dialect.escape() == Dialect.NONE ? quotes : ONES * escape;
  }

  @Override
  int walk(int state, int bound, boolean last) {
    int now = state;
    while (now < ENDED) {
      now =
          switch (now) {
            case INSIDE -> inside(bound, last);
            case CLOSED -> closed(bound, last);
            default -> outside(bound, last);
          };
    }
    return now;
  }

  private int outside(int bound, boolean last) {
    byte[] bytes = buffer;
    int at = position;
    int count = 0;
    while (at < bound) {
      long word = (long) WORDS.get(bytes, at);
      long low = word & LOW;
      long cuts = ~(((low ^ delimiters) + LOW) | word) & HIGH;
      long marks = ~(((low + FROM_0E) & ((low ^ quotes) + LOW)) | word) & HIGH & ~cuts;
      int rest = bound - at;
      if (rest < 8) {
        long inBounds = (1L << (rest << 3)) - 1;
        cuts &= inBounds;
        marks &= inBounds;
      }
      if (marks == 0) {
        count += Long.bitCount(cuts);
        at += 8;
        continue;
      }
      // Flags are the highest bits of their bytes: below the mark's byte are the cells before it.
      count += Long.bitCount(cuts & ((marks & -marks) - 1));
      at += Long.numberOfTrailingZeros(marks) >>> 3;
      byte found = bytes[at];
      if (found == '\n' && !crLines) {
        cells += count;
        return ended(at, at + 1);
      }
      if (found == '\r') {
        int after = afterReturn(at, bound, last);
        if (after == 0) {
          return stop(at, OUTSIDE, count);
        }
        if (after > 0) {
          cells += count;
          return ended(at, after);
        }
      } else if (found == mark) {
        if (opens(at)) {
          cells += count;
          position = at + 1;
          return INSIDE;
        }
        canonical = false;
      } else {
        special(found);
      }
      at++;
    }
    if (last) {
      cells += count;
      return ended(bound, bound);
    }
    return stop(bound, OUTSIDE, count);
  }

  private int stop(int at, int state, int count) {
    cells += count;
    position = at;
    pending = state;
    return BOUND;
  }

  private void special(byte found) {
    nul |= found == 0;
    badLineEnd |= found == '\n';
  }

  /// Where the next line begins if this CR ends its line; -1 if it does not; 0 if that depends on a
  /// byte beyond the bound.
  private int afterReturn(int at, int bound, boolean last) {
    if (at + 1 == bound && !last) {
      return 0;
    }
    boolean feed = at + 1 < bound && buffer[at + 1] == '\n';
    if (feed) {
      return at + 2;
    }
    badLineEnd |= !crLines;
    return crLines ? at + 1 : -1;
  }

  /// Whether nothing but blanks lies between this quote and the cell's start.
  private boolean opens(int at) {
    int before = at - 1;
    if (!quoting) {
      return false;
    }
    while (before >= start && buffer[before] != delimiter && isBlank(buffer[before])) {
      before--;
    }
    boolean opens = before < start || buffer[before] == delimiter;
    canonical &= !opens || before == at - 1;
    return opens;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private int inside(int bound, boolean last) {
    byte[] bytes = buffer;
    int at = position;
    while (at < bound) {
      long word = (long) WORDS.get(bytes, at);
      long low = word & LOW;
      long marks =
          ~(((low + FROM_0E) & ((low ^ quotes) + LOW) & ((low ^ escapes) + LOW)) | word) & HIGH;
      int rest = bound - at;
      if (rest < 8) {
        marks &= (1L << (rest << 3)) - 1;
      }
      if (marks == 0) {
        at += 8;
        continue;
      }
      at += Long.numberOfTrailingZeros(marks) >>> 3;
      byte found = bytes[at];
      if (found == mark) {
        if (at + 1 == bound) {
          return last ? ended(bound, bound) : stop(at, INSIDE, 0);
        }
        byte after = bytes[at + 1];
        if (after == delimiter) {
          cells++;
          if (at + 2 >= bound || bytes[at + 2] != mark) {
            position = at + 2;
            return OUTSIDE;
          }
          at += 3;
        } else if (after == mark) {
          at += 2;
        } else {
          position = at + 1;
          return CLOSED;
        }
      } else if (found == escape) {
        if (at + 1 == bound && !last) {
          return stop(at, INSIDE, 0);
        }
        at += escaped(at, bound);
      } else if (found == lineEnd) {
        lineInQuotes(at++);
        if (stopAtLine) {
          position = at;
          return LINE;
        }
      } else {
        nul |= found == 0;
        at++;
      }
    }
    stop(bound, INSIDE, 0);
    return last ? UNCLOSED : BOUND;
  }

  /// How many bytes the escape character makes up, together with what it escapes.
  private int escaped(int at, int bound) {
    boolean pair = at + 1 < bound && (buffer[at + 1] == mark || buffer[at + 1] == escape);
    canonical &= !pair;
    return pair ? 2 : 1;
  }

  private int closed(int bound, boolean last) {
    int at = position;
    while (at < bound) {
      byte found = buffer[at];
      if (found == delimiter) {
        cells++;
        position = at + 1;
        return OUTSIDE;
      }
      if (found == '\n' && !crLines) {
        return ended(at, at + 1);
      }
      if (found == '\r') {
        int after = afterReturn(at, bound, last);
        if (after > 0) {
          return ended(at, after);
        }
        if (after == 0) {
          return stop(at, CLOSED, 0);
        }
      }
      if (!isBlank(found)) {
        position = at;
        return MALFORMED;
      }
      canonical = false;
      at++;
    }
    return last ? ended(bound, bound) : stop(bound, CLOSED, 0);
  }
}
