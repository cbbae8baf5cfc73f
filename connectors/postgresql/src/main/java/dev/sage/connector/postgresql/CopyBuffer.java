package dev.sage.connector.postgresql;

import dev.sage.spi.RowBatch;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.sql.SQLException;

/// Bytes of the binary COPY format, sent on whenever the buffer is full. Grows for nothing: a value
/// longer than the buffer is sent in pieces.
final class CopyBuffer {
  static final int DEFAULT_SIZE = 256 * 1024;
  private static final byte[] SIGNATURE = {
    'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xff, '\r', '\n', 0
  };
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  /// Where full buffers go.
  @FunctionalInterface
  interface Sink {
    void write(byte[] bytes, int offset, int length) throws SQLException;
  }

  private final byte[] bytes;
  private final Sink sink;
  private int position;

  CopyBuffer(int size, Sink sink) {
    this.bytes = new byte[size];
    this.sink = sink;
  }

  void header() throws SQLException {
    putBytes(SIGNATURE);
    putInt(0);
    putInt(0);
  }

  void trailer() throws SQLException {
    putShort(-1);
    flush();
  }

  void flush() throws SQLException {
    if (position > 0) {
      sink.write(bytes, 0, position);
      position = 0;
    }
  }

  void putNull() throws SQLException {
    putInt(-1);
  }

  void putByte(int value) throws SQLException {
    reserve(1);
    bytes[position++] = (byte) value;
  }

  void putShort(int value) throws SQLException {
    reserve(Short.BYTES);
    SHORT.set(bytes, position, (short) value);
    position += Short.BYTES;
  }

  void putInt(int value) throws SQLException {
    reserve(Integer.BYTES);
    INT.set(bytes, position, value);
    position += Integer.BYTES;
  }

  void putLong(long value) throws SQLException {
    reserve(Long.BYTES);
    LONG.set(bytes, position, value);
    position += Long.BYTES;
  }

  /// The length, then the text in UTF-8, straight into the buffer where it fits.
  void putText(RowBatch.Values values, int row) throws SQLException {
    int length = values.utf8Length(row);
    if (length > bytes.length / 2) {
      byte[] text = new byte[length];
      values.copyUtf8(row, text, 0);
      putInt(length);
      putBytes(text);
      return;
    }
    reserve(Integer.BYTES + length);
    INT.set(bytes, position, length);
    values.copyUtf8(row, bytes, position + Integer.BYTES);
    position += Integer.BYTES + length;
  }

  private void putBytes(byte[] source) throws SQLException {
    for (int done = 0; done < source.length; ) {
      reserve(1);
      int piece = Math.min(source.length - done, bytes.length - position);
      System.arraycopy(source, done, bytes, position, piece);
      position += piece;
      done += piece;
    }
  }

  private void reserve(int length) throws SQLException {
    if (bytes.length - position < length) {
      flush();
    }
  }

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.BIG_ENDIAN);
  }
}
