package dev.sage.engine.delivery;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;

/// Transcodes with the JDK's decoder. The characters that one piece decodes to fit into `text`: at
/// most three bytes for each of its bytes, and four for an undecodable pair.
final class MultiByteStream extends TranscodingStream {
  /// The JDK takes what follows a lone surrogate for a part of it; that may be a line end.
  private static final int UTF_16_UNIT = 2;

  private final CharsetDecoder decoder;
  private final int most;
  private final CharBuffer chars;

  MultiByteStream(InputStream in, Charset charset, int piece) {
    super(in, piece);
    chars = CharBuffer.allocate(piece + 2);
    most = charset.name().startsWith("UTF-16") ? UTF_16_UNIT : Integer.MAX_VALUE;
    decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  @Override
  void decode(boolean last) {
    ByteBuffer bytes = ByteBuffer.wrap(source, from, to - from);
    while (true) {
      CoderResult result = decoder.decode(bytes, chars, last);
      spell();
      if (result.isError()) {
        keep(bytes, Math.min(result.length(), most));
      } else if (!result.isOverflow()) {
        break;
      }
    }
    from = bytes.position();
  }

  private void keep(ByteBuffer bytes, int count) {
    for (int i = 0; i < count; i++) {
      filled = ExtendedUtf8.putUndecodable(text, filled, bytes.get());
    }
  }

  private void spell() {
    chars.flip();
    while (chars.hasRemaining()) {
      char c = chars.get();
      int codePoint = Character.isHighSurrogate(c) ? Character.toCodePoint(c, chars.get()) : c;
      filled = ExtendedUtf8.put(text, filled, codePoint);
    }
    chars.clear();
  }
}
