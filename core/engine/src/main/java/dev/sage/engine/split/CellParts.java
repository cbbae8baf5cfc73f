package dev.sage.engine.split;

import dev.sage.spi.FindingCode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the records of files that are no CSV into parts: they come as cells, and are spelled with
/// commas and double quotes.
///
/// For each record: [#begin], each cell, [#problem], and then [#accept] or [#reject]. It is the
/// count of these files: a record that was begun is in a part or a fault.
public final class CellParts implements AutoCloseable {
  private static final byte DELIMITER = ',';
  private static final byte QUOTE = '"';
  private static final int MOST_STRETCHES = 1 << 20;

  /// What a cell must be looked at for, by byte: 1 must be quoted, 2 is NUL.
  private static final byte[] SPECIAL = special();

  private final Path directory;
  private final long partBytes;
  private final int width;
  private final PartListener listener;
  private final ByteBuffer output;
  private @Nullable PartFile file;
  private LineMap.Builder lines = new LineMap.Builder();
  private int parts;
  private long records;
  private long faults;

  private byte[] text = new byte[1 << 12];
  private int length;
  private int cells;
  private boolean nul;
  private boolean unpaired;
  private boolean tooLong;
  private long line;
  private long offset;

  private long sourceOffset;
  private long sourceEnd;
  private long firstRecord;
  private long firstLine;
  private long written;
  private int longest;

  /// @param directory where the parts are written; must exist
  /// @param partBytes a part is complete when it is at least so large
  /// @param width the cells that each record must have
  public CellParts(Path directory, long partBytes, int width, PartListener listener) {
    this.directory = directory;
    this.partBytes = partBytes;
    this.width = width;
    this.listener = listener;
    output = ByteBuffer.allocateDirect((int) Math.clamp(partBytes, 512L, (long) PartFile.OUTPUT));
  }

  /// @param recordLine what the report calls its line
  /// @param recordOffset where it begins, in whatever measures the file
  public void begin(long recordLine, long recordOffset) {
    records++;
    line = recordLine;
    offset = recordOffset;
    length = 0;
    cells = 0;
    nul = false;
    unpaired = false;
    tooLong = false;
  }

  public void addNull() {
    separate();
  }

  /// @param utf8 valid UTF-8
  public void add(byte[] utf8, int from, int count) {
    separate();
    if (reserve(count)) {
      System.arraycopy(utf8, from, text, length, count);
      length += count;
      checkCell(length - count);
    }
  }

  public void add(String cell) {
    separate();
    if (reserve(3L * cell.length())) {
      int start = length;
      encode(cell);
      checkCell(start);
    }
  }

  /// What is wrong with the record, the first that applies; null if it can be accepted.
  public @Nullable FindingCode problem() {
    if (tooLong || length > Dialect.DEFAULT_MAX_RECORD) {
      return FindingCode.RECORD_SIZE;
    }
    if (nul) {
      return FindingCode.NUL;
    }
    if (unpaired) {
      return FindingCode.ENCODING;
    }
    return cells == width ? null : FindingCode.RAGGED;
  }

  /// @param end where the next record begins
  public void accept(long end) {
    PartFile target = file == null ? begin() : file;
    if (length == 0) {
      // A line without a character is no record for whoever reads the part.
      text[length++] = QUOTE;
      text[length++] = QUOTE;
    }
    lines.add(records, line);
    target.put(text, 0, length);
    target.putLineFeed();
    longest = Math.max(longest, length + 1);
    written += length + 1;
    sourceEnd = end;
    if (written >= partBytes || lines.stretches() >= MOST_STRETCHES) {
      complete();
    }
  }

  /// @param raw what the finding quotes; at most 64 KiB of it are kept
  public void reject(FindingCode code, byte[] raw) {
    faults++;
    byte[] kept = raw.length <= Fault.MAX_RAW ? raw : Arrays.copyOf(raw, Fault.MAX_RAW);
    listener.fault(new Fault(code, records, line, cells, width, kept));
  }

  /// The record's cells as they would stand in a part.
  public byte[] raw() {
    return Arrays.copyOf(text, Math.min(length, Fault.MAX_RAW));
  }

  /// Completes the last part.
  ///
  /// @param bytes the file's size, in what offsets are counted in
  public SplitResult finish(long bytes) {
    complete();
    return new SplitResult(records, faults, bytes, parts);
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private void complete() {
    PartFile done = file;
    if (done == null) {
      return;
    }
    done.complete();
    file = null;
    listener.part(
        new Part(
            parts,
            done.path(),
            lines.records(),
            lines.build(),
            sourceOffset,
            sourceEnd,
            firstRecord,
            firstLine,
            DELIMITER,
            QUOTE,
            longest));
    parts++;
  }

  private PartFile begin() {
    sourceOffset = offset;
    firstRecord = records;
    firstLine = line;
    Path path = directory.resolve("part-%05d.csv".formatted(parts));
    PartFile begun =
        listener.isStaged(parts, sourceOffset, firstRecord, firstLine)
            ? PartFile.dropped(path, output)
            : PartFile.create(path, output);
    file = begun;
    lines = new LineMap.Builder();
    written = 0;
    longest = 0;
    return begun;
  }

  private void separate() {
    if (cells++ > 0 && reserve(1)) {
      text[length++] = DELIMITER;
    }
  }

  /// Makes room for a cell; false for one that nothing makes room for.
  private boolean reserve(long count) {
    if (tooLong || length + count > 4L * Dialect.DEFAULT_MAX_RECORD) {
      tooLong = true;
      return false;
    }
    if (length + count + 2 > text.length) {
      text = Arrays.copyOf(text, (int) Math.max(text.length * 2L, length + count + 2));
    }
    return true;
  }

  private void encode(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c < 0x80) {
        text[length++] = (byte) c;
      } else if (c < 0x800) {
        text[length++] = (byte) (0xC0 | (c >> 6));
        text[length++] = (byte) (0x80 | (c & 0x3F));
      } else if (!Character.isSurrogate(c)) {
        three(c);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < cell.length()
          && Character.isLowSurrogate(cell.charAt(i + 1))) {
        four(Character.toCodePoint(c, cell.charAt(++i)));
      } else {
        unpaired = true;
        three('\uFFFD');
      }
    }
  }

  private void three(char c) {
    text[length++] = (byte) (0xE0 | (c >> 12));
    text[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
    text[length++] = (byte) (0x80 | (c & 0x3F));
  }

  private void four(int codePoint) {
    text[length++] = (byte) (0xF0 | (codePoint >> 18));
    text[length++] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    text[length++] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    text[length++] = (byte) (0x80 | (codePoint & 0x3F));
  }

  private void checkCell(int start) {
    int found = 0;
    for (int i = start; i < length; i++) {
      found |= SPECIAL[text[i] & 0xFF];
    }
    nul |= (found & 2) != 0;
    if ((found & 1) != 0) {
      quote(start);
    }
  }

  private void quote(int start) {
    int quotes = 0;
    for (int i = start; i < length; i++) {
      quotes += text[i] == QUOTE ? 1 : 0;
    }
    if (!reserve(quotes + 2L)) {
      return;
    }
    int to = length + quotes + 2;
    int from = length;
    length = to;
    text[--to] = QUOTE;
    while (from > start) {
      byte b = text[--from];
      text[--to] = b;
      if (b == QUOTE) {
        text[--to] = QUOTE;
      }
    }
    text[start] = QUOTE;
  }

  private static byte[] special() {
    byte[] special = new byte[256];
    special[DELIMITER] = 1;
    special[QUOTE] = 1;
    special['\n'] = 1;
    special['\r'] = 1;
    special[0] = 2;
    return special;
  }
}
