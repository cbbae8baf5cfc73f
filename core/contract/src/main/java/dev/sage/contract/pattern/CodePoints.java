package dev.sage.contract.pattern;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A set of characters, with the classes of Python's `re`. Kept as ranges: a pattern has many.
final class CodePoints {
  private static final int SIZE = Character.MAX_CODE_POINT + 1;

  static final CodePoints NONE = new CodePoints(new int[0]);
  static final CodePoints ALL = range(0, Character.MAX_CODE_POINT);
  static final CodePoints NO_LINE_FEED = range('\n', '\n').complement();
  static final CodePoints DIGIT = where(Character::isDigit);
  static final CodePoints SPACE = where(CodePoints::isSpace);
  static final CodePoints WORD = where(CodePoints::isWord);
  static final CodePoints ASCII_DIGIT = range('0', '9');
  static final CodePoints ASCII_SPACE = where(c -> " \t\n\r\f\u000b".indexOf(c) >= 0);
  static final CodePoints ASCII_WORD = where(c -> c < 128 && isWord(c));

  /// Where the set begins and where it ends (not included), in turn, ascending.
  private final int[] bounds;

  private CodePoints(int[] bounds) {
    this.bounds = bounds;
  }

  static CodePoints range(int first, int last) {
    return new CodePoints(new int[] {first, last + 1});
  }

  private static CodePoints where(IntPredicate test) {
    int[] found = new int[4096];
    int count = 0;
    boolean inside = false;
    for (int c = 0; c <= SIZE; c++) {
      boolean member = c < SIZE && test.test(c);
      if (member != inside) {
        found[count++] = c;
        inside = member;
      }
    }
    return new CodePoints(Arrays.copyOf(found, count));
  }

  /// What `str.isspace` accepts.
  private static boolean isSpace(int c) {
    return (c >= 0x09 && c <= 0x0d)
        || (c >= 0x1c && c <= 0x20)
        || c == 0x85
        || Character.isSpaceChar(c);
  }

  /// What `str.isalnum` accepts, and `_`.
  private static boolean isWord(int c) {
    int type = Character.getType(c);
    return c == '_'
        || Character.isLetter(c)
        || type == Character.DECIMAL_DIGIT_NUMBER
        || type == Character.LETTER_NUMBER
        || type == Character.OTHER_NUMBER;
  }

  boolean contains(int codePoint) {
    int low = 0;
    int high = bounds.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (bounds[middle] <= codePoint) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return (low & 1) == 1;
  }

  CodePoints union(CodePoints other) {
    int[] merged = new int[bounds.length + other.bounds.length];
    int count = 0;
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length || theirs < other.bounds.length) {
      boolean first =
          theirs >= other.bounds.length
              || (mine < bounds.length && bounds[mine] <= other.bounds[theirs]);
      int from = first ? bounds[mine] : other.bounds[theirs];
      int to = first ? bounds[mine + 1] : other.bounds[theirs + 1];
      mine += first ? 2 : 0;
      theirs += first ? 0 : 2;
      if (count > 0 && merged[count - 1] >= from) {
        merged[count - 1] = Math.max(merged[count - 1], to);
      } else {
        merged[count++] = from;
        merged[count++] = to;
      }
    }
    return new CodePoints(Arrays.copyOf(merged, count));
  }

  CodePoints complement() {
    boolean fromZero = bounds.length > 0 && bounds[0] == 0;
    boolean toEnd = bounds.length > 0 && bounds[bounds.length - 1] == SIZE;
    int first = fromZero ? 1 : 0;
    int last = toEnd ? bounds.length - 1 : bounds.length;
    int before = fromZero ? 0 : 1;
    int[] rest = new int[before + last - first + (toEnd ? 0 : 1)];
    System.arraycopy(bounds, first, rest, before, last - first);
    if (!toEnd) {
      rest[rest.length - 1] = SIZE;
    }
    return new CodePoints(rest);
  }

  boolean within(CodePoints other) {
    return apartFrom(other.complement());
  }

  boolean apartFrom(CodePoints other) {
    int mine = 0;
    int theirs = 0;
    while (mine < bounds.length && theirs < other.bounds.length) {
      if (bounds[mine + 1] <= other.bounds[theirs]) {
        mine += 2;
      } else if (other.bounds[theirs + 1] <= bounds[mine]) {
        theirs += 2;
      } else {
        return false;
      }
    }
    return true;
  }

  /// As ranges inside the brackets of an RE2 class.
  String ranges() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < bounds.length; i += 2) {
      out.append(Re2.quote(bounds[i]));
      if (bounds[i + 1] > bounds[i] + 1) {
        out.append('-').append(Re2.quote(bounds[i + 1] - 1));
      }
    }
    return out.toString();
  }
}
