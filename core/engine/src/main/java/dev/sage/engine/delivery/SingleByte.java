package dev.sage.engine.delivery;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.util.Optional;

/// What each byte of a single-byte encoding means in extended UTF-8: up to three bytes, the first
/// one lowest, and their number.
record SingleByte(int[] bytes, int[] lengths, boolean ascii) {
  static Optional<SingleByte> of(Charset charset) {
    return ExtendedUtf8.isSingleByte(charset) ? Optional.of(table(charset)) : Optional.empty();
  }

  private static SingleByte table(Charset charset) {
    int[] bytes = new int[256];
    int[] lengths = new int[256];
    boolean ascii = true;
    byte[] scratch = new byte[4];
    CharsetDecoder decoder = charset.newDecoder();
    for (int i = 0; i < 256; i++) {
      lengths[i] = spell(decoder, (byte) i, scratch);
      bytes[i] = (scratch[0] & 0xFF) | ((scratch[1] & 0xFF) << 8) | ((scratch[2] & 0xFF) << 16);
      ascii &= i >= 128 || (lengths[i] == 1 && scratch[0] == i);
    }
    return new SingleByte(bytes, lengths, ascii);
  }

  private static int spell(CharsetDecoder decoder, byte value, byte[] out) {
    try {
      return ExtendedUtf8.put(out, 0, decoder.decode(ByteBuffer.wrap(new byte[] {value})).get(0));
    } catch (CharacterCodingException e) {
      return ExtendedUtf8.putUndecodable(out, 0, value);
    }
  }
}
