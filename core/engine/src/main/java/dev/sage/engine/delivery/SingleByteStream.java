package dev.sage.engine.delivery;

import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Transcodes by a table; stretches of ASCII eight bytes at a time.
final class SingleByteStream extends TranscodingStream {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080808080808080L;

  private final SingleByte table;

  SingleByteStream(InputStream in, SingleByte table, int piece) {
    super(in, piece);
    this.table = table;
  }

  @Override
  void decode(boolean last) {
    int out = filled;
    int at = from;
    while (at < to) {
      if (table.ascii() && at <= to - 8) {
        long word = (long) WORDS.get(source, at);
        if ((word & HIGH) == 0) {
          WORDS.set(text, out, word);
          at += 8;
          out += 8;
          continue;
        }
      }
      int value = source[at++] & 0xFF;
      INTS.set(text, out, table.bytes()[value]);
      out += table.lengths()[value];
    }
    from = at;
    filled = out;
  }
}
