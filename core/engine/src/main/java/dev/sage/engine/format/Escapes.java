package dev.sage.engine.format;

/// Characters that XML cannot hold stand in workbooks as `_xHHHH_`.
final class Escapes {
  private static final int LENGTH = 7;

  private Escapes() {}

  /// Resolves the escapes of a text in place.
  ///
  /// @return where it ends now
  static int resolve(byte[] text, int from, int to) {
    int first = indexOf(text, from, to);
    if (first == to) {
      return to;
    }
    int out = first;
    int at = first;
    while (at < to) {
      int value = value(text, at, to);
      if (value < 0) {
        text[out++] = text[at++];
      } else {
        at += LENGTH;
        int low = Character.isHighSurrogate((char) value) ? value(text, at, to) : -1;
        if (low >= 0 && Character.isLowSurrogate((char) low)) {
          at += LENGTH;
          out = put(text, out, Character.toCodePoint((char) value, (char) low));
        } else {
          out = put(text, out, value);
        }
      }
    }
    return out;
  }

  private static int indexOf(byte[] text, int from, int to) {
    for (int i = from; i + LENGTH <= to; i++) {
      if (text[i] == '_' && value(text, i, to) >= 0) {
        return i;
      }
    }
    return to;
  }

  /// The character that is escaped there; -1 if none is.
  private static int value(byte[] text, int at, int to) {
    if (at + LENGTH > to || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') {
      return -1;
    }
    int value = 0;
    for (int i = at + 2; i < at + 6; i++) {
      int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
      if (digit < 0) {
        return -1;
      }
      value = value * 16 + digit;
    }
    return value;
  }

  /// Puts a character as UTF-8; a lone half of one as U+FFFD.
  static int put(byte[] out, int from, int codePoint) {
    int at = from;
    int c = codePoint >= 0xD800 && codePoint < 0xE000 ? 0xFFFD : codePoint;
    if (c < 0x80) {
      out[at++] = (byte) c;
    } else if (c < 0x800) {
      out[at++] = (byte) (0xC0 | (c >> 6));
      out[at++] = (byte) (0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
      out[at++] = (byte) (0xE0 | (c >> 12));
      out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      out[at++] = (byte) (0x80 | (c & 0x3F));
    } else {
      out[at++] = (byte) (0xF0 | (c >> 18));
      out[at++] = (byte) (0x80 | ((c >> 12) & 0x3F));
      out[at++] = (byte) (0x80 | ((c >> 6) & 0x3F));
      out[at++] = (byte) (0x80 | (c & 0x3F));
    }
    return at;
  }
}
