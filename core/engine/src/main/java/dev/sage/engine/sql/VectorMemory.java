package dev.sage.engine.sql;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import org.duckdb.DuckDBReadableVector;

/// The values of a vector where DuckDB has them.
///
/// Its Java reader makes two arrays and a string of every text, and an object of every decimal;
/// half of what a load cost in Java was that. What is known here is DuckDB's layout of a vector:
/// texts are 16 bytes, a length of 4 and then either the text itself, up to 12 bytes, or its first
/// 4 and its address; decimals are integers of 2, 4, 8 or 16 bytes, as wide as their precision
/// needs.
public final class VectorMemory {
  private static final int TEXT_WIDTH = 16;
  private static final int INLINED = 12;
  private static final int ADDRESS = 8;
  private static final VarHandle DATA = data();
  private static final MemorySegment ALL = everything();

  private final ByteBuffer data;
  private final int width;

  public VectorMemory(DuckDBReadableVector vector) {
    data = (ByteBuffer) DATA.get(vector);
    width = (int) (data.capacity() / Math.max(1, vector.rowCount()));
  }

  /// Bytes of a text in UTF-8. Not for nulls.
  public int textLength(int row) {
    return data.getInt(row * TEXT_WIDTH);
  }

  /// Copies a text in UTF-8. Not for nulls.
  public void copyText(int row, byte[] target, int offset) {
    int at = row * TEXT_WIDTH;
    int length = data.getInt(at);
    if (length <= INLINED) {
      data.get(at + Integer.BYTES, target, offset, length);
    } else {
      MemorySegment.copy(
          ALL, ValueLayout.JAVA_BYTE, data.getLong(at + ADDRESS), target, offset, length);
    }
  }

  /// A decimal without its point; `Long.MIN_VALUE` when it is longer than that. Not for nulls.
  public long unscaled(int row) {
    return switch (width) {
      case Short.BYTES -> data.getShort(row * Short.BYTES);
      case Integer.BYTES -> data.getInt(row * Integer.BYTES);
      case Long.BYTES -> data.getLong(row * Long.BYTES);
      default -> ofTwoLongs(row * 2 * Long.BYTES);
    };
  }

  private long ofTwoLongs(int at) {
    long low = data.getLong(at);
    long high = data.getLong(at + Long.BYTES);
    return high == low >> (Long.SIZE - 1) ? low : Long.MIN_VALUE;
  }

  private static VarHandle data() {
    try {
      Class<?> reader = DuckDBReadableVector.class;
      return MethodHandles.privateLookupIn(reader, MethodHandles.lookup())
          .findVarHandle(reader, "data", ByteBuffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This DuckDB is not the one that SAGE was built with.", e);
    }
  }

  /// Addresses that DuckDB names are read for as long as their chunk is open.
  @SuppressWarnings("restricted") // native access is enabled by the launcher, for DuckDB itself too
  private static MemorySegment everything() {
    return MemorySegment.NULL.reinterpret(Long.MAX_VALUE);
  }
}
