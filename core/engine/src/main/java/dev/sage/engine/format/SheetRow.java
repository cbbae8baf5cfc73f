package dev.sage.engine.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A row of a sheet, used for one row after the other.
final class SheetRow {
  static final byte BLANK = 0;
  static final byte TEXT = 1;

  /// As its digits are stored in the file.
  static final byte NUMBER = 2;

  /// A number that the sheet shows as a date or a time of day.
  static final byte MOMENT = 3;

  /// A number that the sheet shows as hours beyond 24.
  static final byte DURATION = 4;

  /// A date in the letters of ISO 8601.
  static final byte ISO = 5;

  /// `true` or `false`.
  static final byte BOOL = 6;

  /// Such as `#N/A`.
  static final byte ERROR = 7;

  static final int MAX_COLUMNS = 1 << 14;

  /// Its number in the sheet, from 1.
  int number;

  /// The cells up to the last one with something in it.
  int count;

  byte[] kinds = new byte[64];
  int[] starts = new int[64];
  int[] lengths = new int[64];
  byte[] text = new byte[1 << 12];
  int filled;

  void clear(int rowNumber) {
    Arrays.fill(kinds, 0, count, BLANK);
    number = rowNumber;
    count = 0;
    filled = 0;
  }

  boolean isBlank() {
    return count == 0;
  }

  /// Gives a cell the text that was put at the end of `text`, from `start` on. An empty text is no
  /// cell.
  void set(int column, byte kind, int start) {
    if (filled == start) {
      return;
    }
    if (column >= kinds.length) {
      int room = Math.min(MAX_COLUMNS, Math.max(column + 1, kinds.length * 2));
      kinds = Arrays.copyOf(kinds, room);
      starts = Arrays.copyOf(starts, room);
      lengths = Arrays.copyOf(lengths, room);
    }
    kinds[column] = kind;
    starts[column] = start;
    lengths[column] = filled - start;
    count = Math.max(count, column + 1);
  }

  void set(int column, byte kind, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    int start = filled;
    reserve(bytes.length);
    System.arraycopy(bytes, 0, text, filled, bytes.length);
    filled += bytes.length;
    set(column, kind, start);
  }

  /// Makes room behind what is filled.
  void reserve(int more) {
    if (filled + more > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, filled + more));
    }
  }

  String text(int column) {
    return column < count && kinds[column] != BLANK
        ? new String(text, starts[column], lengths[column], StandardCharsets.UTF_8)
        : "";
  }
}
