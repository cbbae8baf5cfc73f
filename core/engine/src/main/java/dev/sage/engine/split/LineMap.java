package dev.sage.engine.split;

import java.util.Arrays;

/// Where the records of a part were in the file: from the place in the part (from 0) to the record
/// number and the physical line. Kept are only the places from which on the distance is another.
public final class LineMap {
  private final long[] ordinals;
  private final long[] recordDeltas;
  private final long[] lineDeltas;

  private LineMap(long[] ordinals, long[] recordDeltas, long[] lineDeltas) {
    this.ordinals = ordinals;
    this.recordDeltas = recordDeltas;
    this.lineDeltas = lineDeltas;
  }

  /// A map from its breakpoints, as [#breakpoints] gives them; the first one must be at 0.
  public static LineMap of(long[][] breakpoints) {
    Builder builder = new Builder();
    for (long[] point : breakpoints) {
      builder.append(point[0], point[1], point[2]);
    }
    return builder.build();
  }

  /// Whether one distance holds for the whole part.
  public boolean isUniform() {
    return ordinals.length <= 1;
  }

  /// The record number, from 1.
  public long recordOf(long ordinal) {
    return ordinal + recordDeltas[place(ordinal)];
  }

  /// The physical line, from 1.
  public long lineOf(long ordinal) {
    return ordinal + lineDeltas[place(ordinal)];
  }

  /// Each as (ordinal, record - ordinal, line - ordinal), ascending; what it says holds from that
  /// ordinal to the next one.
  public long[][] breakpoints() {
    long[][] points = new long[ordinals.length][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new long[] {ordinals[i], recordDeltas[i], lineDeltas[i]};
    }
    return points;
  }

  private int place(long ordinal) {
    int found = Arrays.binarySearch(ordinals, ordinal);
    return found >= 0 ? found : -found - 2;
  }

  /// Collects the records of a part in their order.
  static final class Builder {
    private long[] ordinals = new long[8];
    private long[] recordDeltas = new long[8];
    private long[] lineDeltas = new long[8];
    private int count;
    private long next;

    void add(long record, long line) {
      long ordinal = next++;
      int last = count - 1;
      if (last < 0
          || recordDeltas[last] != record - ordinal
          || lineDeltas[last] != line - ordinal) {
        append(ordinal, record - ordinal, line - ordinal);
      }
    }

    long records() {
      return next;
    }

    int stretches() {
      return count;
    }

    LineMap build() {
      return new LineMap(
          Arrays.copyOf(ordinals, count),
          Arrays.copyOf(recordDeltas, count),
          Arrays.copyOf(lineDeltas, count));
    }

    private void append(long ordinal, long recordDelta, long lineDelta) {
      if (count == ordinals.length) {
        ordinals = Arrays.copyOf(ordinals, count * 2);
        recordDeltas = Arrays.copyOf(recordDeltas, count * 2);
        lineDeltas = Arrays.copyOf(lineDeltas, count * 2);
      }
      ordinals[count] = ordinal;
      recordDeltas[count] = recordDelta;
      lineDeltas[count++] = lineDelta;
    }
  }
}
