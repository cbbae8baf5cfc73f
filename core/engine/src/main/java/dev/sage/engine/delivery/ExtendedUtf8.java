package dev.sage.engine.delivery;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The one representation that records are cut from: UTF-8 in which a byte that the file's encoding
/// does not know is kept in a form that is never valid UTF-8.
///
/// - A UTF-8 file is taken as it is: its bad bytes are bad bytes here too.
/// - Of any other encoding, a byte `b` that cannot be decoded becomes `FF b` (`FE b|80` if it is
///   below 80). So a record is undecodable if and only if it is not valid UTF-8, and its original
///   bytes can be restored. Lone surrogates of UTF-16 are undecodable bytes like any other.
///
/// Line ends, delimiters and quotes are single bytes here, whatever the file's encoding.
public final class ExtendedUtf8 {
  static final int HIGH_BYTE = 0xFF;
  static final int LOW_BYTE = 0xFE;

  private ExtendedUtf8() {}

  /// The text of a file, without its byte order mark.
  public static InputStream open(DataFile file, SourceEncoding encoding) throws IOException {
    InputStream in = file.open();
    in.skipNBytes(encoding.bom());
    if (encoding.isUtf8()) {
      return in;
    }
    int piece = Prescan.pieceOf(file, TranscodingStream.PIECE);
    return SingleByte.of(encoding.charset())
        .<InputStream>map(table -> new SingleByteStream(in, table, piece))
        .orElseGet(() -> new MultiByteStream(in, encoding.charset(), piece));
  }

  /// Turns text back into the bytes it came from. Byte-exact for UTF-8, UTF-16 and every
  /// single-byte encoding; in others (Shift_JIS, GBK) a character that has two spellings gets its
  /// usual one.
  public static OutputStream restore(OutputStream out, SourceEncoding encoding) {
    return encoding.isUtf8() ? out : new Restoring(out, encoding.charset());
  }

  /// Text for a reader: bytes that could not be decoded are shown as U+FFFD.
  public static String text(byte[] bytes) {
    if (Utf8.isValid(bytes, 0, bytes.length)) {
      return new String(bytes, StandardCharsets.UTF_8);
    }
    byte[] shown = bytes.clone();
    int length = 0;
    for (int i = 0; i < bytes.length; i++) {
      shown[length++] = bytes[i];
      int mark = bytes[i] & 0xFF;
      if (mark >= LOW_BYTE && i + 1 < bytes.length && bytes[i + 1] < 0) {
        i++;
      }
    }
    return new String(shown, 0, length, StandardCharsets.UTF_8);
  }

  static int put(byte[] out, int at, int codePoint) {
    if (codePoint < 0x80) {
      out[at] = (byte) codePoint;
      return at + 1;
    }
    if (codePoint < 0x800) {
      out[at] = (byte) (0xC0 | (codePoint >> 6));
      out[at + 1] = (byte) (0x80 | (codePoint & 0x3F));
      return at + 2;
    }
    if (codePoint < 0x10000) {
      out[at] = (byte) (0xE0 | (codePoint >> 12));
      out[at + 1] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
      out[at + 2] = (byte) (0x80 | (codePoint & 0x3F));
      return at + 3;
    }
    out[at] = (byte) (0xF0 | (codePoint >> 18));
    out[at + 1] = (byte) (0x80 | ((codePoint >> 12) & 0x3F));
    out[at + 2] = (byte) (0x80 | ((codePoint >> 6) & 0x3F));
    out[at + 3] = (byte) (0x80 | (codePoint & 0x3F));
    return at + 4;
  }

  static int putUndecodable(byte[] out, int at, byte value) {
    out[at] = (byte) (value < 0 ? HIGH_BYTE : LOW_BYTE);
    out[at + 1] = (byte) (value | 0x80);
    return at + 2;
  }

  /// Whether a charset can be written at all, one byte for each character.
  static boolean isSingleByte(Charset charset) {
    return charset.canEncode() && charset.newEncoder().maxBytesPerChar() == 1.0f;
  }
}
