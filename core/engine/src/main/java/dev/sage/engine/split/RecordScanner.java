package dev.sage.engine.split;

import dev.sage.spi.FindingCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Finds the records of a text, one after the other, in a buffer that holds little more than one.
///
/// How a record is walked through is up to the subclass; this class knows when to read more, when a
/// record is too long, and where to go on after one that is malformed.
///
/// Physical lines end with LF or CRLF, or, in a CR-separated file, with CR or CRLF. Blanks around
/// quotes are spaces and tabs.
abstract sealed class RecordScanner permits WordScanner, ByteScanner {
  static final int DEFAULT_BUFFER = 1 << 18;

  /// The states of a walk. What is below [#ENDED] can be gone on with.
  static final int OUTSIDE = 0;

  static final int INSIDE = 1;
  static final int CLOSED = 2;
  static final int CELL_START = 3;

  /// A record ended: `end`, `next` and `cells` are set.
  static final int ENDED = 4;

  /// A quoted cell goes on after its closing quote.
  static final int MALFORMED = 5;

  /// The text is over inside quotes.
  static final int UNCLOSED = 6;

  /// The walk came to its bound; `pending` is the state to go on with.
  static final int BOUND = 7;

  /// The first line end inside quotes was met, and [#stopAtLine] asked for it.
  static final int LINE = 8;

  /// Bytes behind `limit` that may be read as part of a word, though they mean nothing.
  private static final int PADDING = 16;

  final Dialect dialect;
  final boolean crLines;
  final byte lineEnd;
  final int quote;
  final int escape;
  byte[] buffer;

  /// The record, as places in the buffer: its first byte, the end of its text, the next record.
  int start;

  int end;
  int next;
  int cells;

  /// Line ends within its quotes.
  int innerLines;

  boolean nul;
  boolean badLineEnd;

  /// Whether its text means the same in the dialect of the parts.
  boolean canonical;

  /// Why it was cut at its first line end: QUOTE, RECORD_SIZE or not at all.
  @Nullable FindingCode cut;

  int position;
  int pending;
  boolean stopAtLine;
  private int firstLineEnd;

  private final InputStream in;
  private final int max;
  private int limit;
  private boolean eof;
  private long base;
  private long line = 1;
  private long recordStart;
  private int linesTaken;
  private @Nullable ByteArrayOutputStream dropped;
  private Runnable beforeMove = () -> {};

  // Where an earlier record, that was cut, was given up, and how: see `known`.
  private long knownTo = -1;
  private int knownState;

  RecordScanner(InputStream in, Dialect dialect, boolean crLines, int bufferBytes, long offset) {
    this.in = in;
    this.dialect = dialect;
    this.crLines = crLines;
    lineEnd = (byte) (crLines ? '\r' : '\n');
    quote = orNoByte(dialect.quote());
    escape = orNoByte(dialect.escape());
    max = dialect.maxRecordBytes();
    buffer = new byte[bufferBytes + PADDING];
    base = offset;
  }

  /// No quoting must not mean that the byte -1 quotes.
  private static int orNoByte(int character) {
    return character == Dialect.NONE ? Integer.MAX_VALUE : character;
  }

  static RecordScanner over(
      InputStream in, Dialect dialect, boolean crLines, int bufferBytes, long offset) {
    return dialect.hasPlainDelimiter()
        ? new WordScanner(in, dialect, crLines, bufferBytes, offset)
        : new ByteScanner(in, dialect, crLines, bufferBytes, offset);
  }

  /// Called before the buffer's content is moved: what lies before `start` is gone afterwards.
  void beforeMove(Runnable action) {
    beforeMove = action;
  }

  /// Says which line the text begins on, before the first record is asked for.
  final void startAtLine(long number) {
    line = number;
  }

  /// Goes to the next record; false if there is none.
  final boolean next() throws IOException {
    line += linesTaken;
    linesTaken = 0;
    dropped = null;
    start = next;
    if (start == limit) {
      more();
      if (start == limit) {
        return false;
      }
    }
    recordStart = base + start;
    while (!take()) {
      more();
    }
    linesTaken = innerLines + 1;
    return true;
  }

  /// The physical line it starts on.
  final long line() {
    return line;
  }

  /// Where it begins in the text.
  final long offset() {
    return recordStart;
  }

  /// Where the next record begins.
  final long nextOffset() {
    return base + next;
  }

  final boolean isBlank() {
    return end == start && dropped == null;
  }

  /// Whether its line end is a single LF, right behind its text.
  final boolean endsWithLineFeed() {
    return next == end + 1 && buffer[end] == '\n';
  }

  final byte[] raw() {
    if (dropped == null) {
      return Arrays.copyOfRange(buffer, start, Math.min(end, start + Fault.MAX_RAW));
    }
    return dropped.toByteArray();
  }

  /// Goes through a record from `position` in a state, as far as its end, an error or `bound`. What
  /// lies at `bound` is the end of the text if `last`.
  abstract int walk(int state, int bound, boolean last);

  final void lineInQuotes(int at) {
    innerLines++;
    if (firstLineEnd < 0) {
      firstLineEnd = at;
    }
  }

  final int ended(int at, int after) {
    cells++;
    end = at;
    next = after;
    return ENDED;
  }

  /// A record; false if more must be read for it.
  private boolean take() throws IOException {
    int bound = (int) Math.min(limit, (long) start + max + 2);
    boolean last = eof && bound == limit;
    int outcome = known(walkFrom(start), bound, last);
    return switch (outcome) {
      case ENDED -> end - start <= max || cut(FindingCode.RECORD_SIZE, ENDED);
      case UNCLOSED ->
          cut(bound - start > max ? FindingCode.RECORD_SIZE : FindingCode.QUOTE, UNCLOSED);
      case MALFORMED ->
          cut(position - start < max ? FindingCode.QUOTE : FindingCode.RECORD_SIZE, MALFORMED);
      default -> bound - start > max + 1 && cut(FindingCode.RECORD_SIZE, BOUND);
    };
  }

  private int walkFrom(int at) {
    cut = null;
    cells = 0;
    innerLines = 0;
    nul = false;
    badLineEnd = false;
    canonical = true;
    firstLineEnd = -1;
    position = at;
    return dialect.hasPlainDelimiter() ? OUTSIDE : CELL_START;
  }

  /// Walks, but not twice through what an earlier record was walked through before it was cut: each
  /// physical line of that began inside quotes, so a record that is inside quotes at such a place
  /// fares the same from there on. This keeps reading linear when every line opens a quote that
  /// nothing closes.
  private int known(int state, int bound, boolean last) {
    stopAtLine = knownTo > base + start;
    int outcome = walk(state, bound, last);
    if (outcome != LINE) {
      return outcome;
    }
    stopAtLine = false;
    if (base + position > knownTo) {
      return walk(INSIDE, bound, last);
    }
    position = (int) (knownTo - base);
    int found = knownState >= ENDED ? knownState : walk(knownState, bound, last);
    // Its cells were not counted on this way.
    return found == ENDED ? walk(walkFrom(start), bound, last) : found;
  }

  private boolean cut(FindingCode code, int how) throws IOException {
    cut = code;
    if (how != ENDED && firstLineEnd >= 0 && base + position > knownTo) {
      knownTo = base + position;
      knownState = how == BOUND ? pending : how;
    }
    innerLines = 0;
    int from = firstLineEnd >= 0 ? firstLineEnd : Math.min(position, start + max);
    skipLine(from - start);
    return true;
  }

  /// Ends the record with the first physical line end that is at least so far behind its start.
  private void skipLine(int distance) throws IOException {
    int from = distance;
    int at = indexOfLineEnd(start + from);
    while (at == limit && !eof) {
      from = limit - start;
      if (from > max + PADDING) {
        drop();
        from = 0;
      }
      more();
      at = indexOfLineEnd(start + from);
    }
    endLine(at);
  }

  private void endLine(int found) throws IOException {
    int at = found;
    if (crLines && at + 1 == limit && !eof) {
      int distance = at - start;
      more();
      at = start + distance;
    }
    end = at;
    next = Math.min(at + 1, limit);
    if (crLines && next < limit && at < limit && buffer[next] == '\n') {
      next++;
    }
    if (dropped != null) {
      keep(end);
    }
    if (!crLines && at < limit && end > start && buffer[end - 1] == '\r') {
      end--;
    }
    trimDropped(base + at - recordStart);
  }

  private int indexOfLineEnd(int from) {
    int at = from;
    while (at < limit && buffer[at] != lineEnd) {
      at++;
    }
    return at;
  }

  /// Forgets the text of a record that is too long, but for its beginning.
  private void drop() {
    if (dropped == null) {
      dropped = new ByteArrayOutputStream();
    }
    keep(limit);
    start = limit;
  }

  private void keep(int to) {
    if (dropped != null) {
      int room = Fault.MAX_RAW - dropped.size();
      dropped.write(buffer, start, Math.min(room, to - start));
    }
  }

  private void trimDropped(long length) {
    if (dropped == null || crLines || length > Fault.MAX_RAW || next == end) {
      return;
    }
    byte[] text = dropped.toByteArray();
    if (text.length > 0 && text[text.length - 1] == '\r') {
      dropped.reset();
      dropped.write(text, 0, text.length - 1);
    }
  }

  /// Reads on. What comes before `start` is dropped; the buffer grows where one record fills most
  /// of it, so that a record is walked through at most twice.
  private void more() throws IOException {
    if (eof) {
      return;
    }
    beforeMove.run();
    int kept = limit - start;
    int room = buffer.length - PADDING;
    byte[] target = kept > room / 2 ? new byte[room * 2 + PADDING] : buffer;
    System.arraycopy(buffer, start, target, 0, kept);
    buffer = target;
    base += start;
    next -= start;
    start = 0;
    limit = kept + in.readNBytes(buffer, kept, buffer.length - PADDING - kept);
    eof = limit < buffer.length - PADDING;
  }
}
