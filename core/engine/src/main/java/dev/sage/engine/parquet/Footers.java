package dev.sage.engine.parquet;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.RowGroup;
import org.jspecify.annotations.Nullable;
import shaded.parquet.org.apache.thrift.TBase;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.transport.TMemoryBuffer;

/// Where a Parquet file keeps its footer, and the footer as bytes: `PAR1`, row groups, footer,
/// length of the footer in four bytes, `PAR1`.
///
/// The library's own `Util` is not used: its streams want a logging framework.
final class Footers {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;

  private Footers() {}

  static ByteBuffer magic() {
    return ByteBuffer.wrap(MAGIC);
  }

  /// @throws IOException also if this is no Parquet file
  static FileMetaData read(FileChannel file) throws IOException {
    long tailAt = file.size() - TAIL;
    if (tailAt < MAGIC.length) {
      throw new IOException("too short for a Parquet file");
    }
    ByteBuffer tail = bytes(file, tailAt, TAIL);
    int length = tail.getInt();
    boolean whole = tail.equals(magic()) && length > 0 && length <= tailAt - MAGIC.length;
    if (!whole) {
      throw new IOException("no Parquet footer");
    }
    return decoded(new FileMetaData(), bytes(file, tailAt - length, length).array());
  }

  private static ByteBuffer bytes(FileChannel file, long from, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, from + bytes.position()) < 0) {
        throw new EOFException("the file became shorter");
      }
    }
    return bytes.flip();
  }

  /// What stands behind the row groups.
  static ByteBuffer tail(FileMetaData footer) throws IOException {
    byte[] bytes = encoded(footer);
    return ByteBuffer.allocate(bytes.length + TAIL)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put(bytes)
        .putInt(bytes.length)
        .put(MAGIC)
        .flip();
  }

  /// What a footer must say for its file to be joined.
  static <T> T said(@Nullable T value) throws IOException {
    if (value == null) {
      throw new IOException("a Parquet footer says too little");
    }
    return value;
  }

  static byte[] encoded(TBase<?, ?> structure) throws IOException {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(1 << 10);
      structure.write(new TCompactProtocol(buffer));
      return Arrays.copyOf(buffer.getArray(), buffer.length());
    } catch (TException e) {
      throw new IOException("a Parquet footer cannot be written", e);
    }
  }

  static RowGroup rowGroup(byte[] encoded) throws IOException {
    return decoded(new RowGroup(), encoded);
  }

  private static <T extends TBase<?, ?>> T decoded(T structure, byte[] bytes) throws IOException {
    try {
      TMemoryBuffer buffer = new TMemoryBuffer(bytes.length);
      buffer.write(bytes);
      structure.read(new TCompactProtocol(buffer));
      return structure;
    } catch (TException e) {
      throw new IOException("a damaged Parquet footer", e);
    }
  }
}
