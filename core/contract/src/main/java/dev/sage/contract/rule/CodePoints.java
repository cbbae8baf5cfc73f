package dev.sage.contract.rule;

import java.util.BitSet;
import java.util.function.IntPredicate;

/// A set of characters, with the classes of Python's `re`.
final class CodePoints {
  private static final int SIZE = Character.MAX_CODE_POINT + 1;

  static final CodePoints DIGIT = where(Character::isDigit);
  static final CodePoints SPACE = where(CodePoints::isSpace);
  static final CodePoints WORD = where(CodePoints::isWord);
  static final CodePoints ASCII_DIGIT = range('0', '9');
  static final CodePoints ASCII_SPACE = where(c -> " \t\n\r\f\u000b".indexOf(c) >= 0);
  static final CodePoints ASCII_WORD = where(c -> c < 128 && isWord(c));

  private final BitSet bits;

  private CodePoints(BitSet bits) {
    this.bits = bits;
  }

  static CodePoints range(int first, int last) {
    BitSet bits = new BitSet();
    bits.set(first, last + 1);
    return new CodePoints(bits);
  }

  private static CodePoints where(IntPredicate test) {
    BitSet bits = new BitSet(SIZE);
    for (int c = 0; c < SIZE; c++) {
      if (test.test(c)) {
        bits.set(c);
      }
    }
    return new CodePoints(bits);
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

  CodePoints union(CodePoints other) {
    BitSet all = (BitSet) bits.clone();
    all.or(other.bits);
    return new CodePoints(all);
  }

  CodePoints complement() {
    BitSet all = (BitSet) bits.clone();
    all.flip(0, SIZE);
    return new CodePoints(all);
  }

  boolean within(CodePoints other) {
    BitSet rest = (BitSet) bits.clone();
    rest.andNot(other.bits);
    return rest.isEmpty();
  }

  boolean apartFrom(CodePoints other) {
    return !bits.intersects(other.bits);
  }

  /// As ranges inside the brackets of an RE2 class.
  String ranges() {
    StringBuilder out = new StringBuilder();
    for (int first = bits.nextSetBit(0); first >= 0; ) {
      int last = bits.nextClearBit(first) - 1;
      out.append(Re2.quote(first));
      if (last > first) {
        out.append('-').append(Re2.quote(last));
      }
      first = bits.nextSetBit(last + 1);
    }
    return out.toString();
  }
}
