package dev.sage.engine.format;

import dev.sage.engine.split.Fault;
import dev.sage.engine.split.LineMap;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import java.util.ArrayList;
import java.util.List;

/// Tells the number of a record for its line, where the file has no lines.
record Unlined(PartListener listener) implements PartListener {
  @Override
  public boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
    return listener.isStaged(number, sourceOffset, firstRecord, firstRecord);
  }

  @Override
  public void part(Part part) {
    listener.part(
        new Part(
            part.number(),
            part.file(),
            part.records(),
            numbers(part.lines()),
            part.sourceOffset(),
            part.sourceEnd(),
            part.firstRecord(),
            part.firstRecord(),
            part.delimiter(),
            part.quote(),
            part.maxRecordBytes()));
  }

  @Override
  public void fault(Fault fault) {
    listener.fault(
        new Fault(
            fault.code(),
            fault.record(),
            fault.record(),
            fault.cells(),
            fault.expectedCells(),
            fault.raw()));
  }

  private static LineMap numbers(LineMap lines) {
    List<long[]> points = new ArrayList<>();
    long delta = Long.MIN_VALUE;
    for (long[] point : lines.breakpoints()) {
      if (point[1] != delta) {
        delta = point[1];
        points.add(new long[] {point[0], delta, delta});
      }
    }
    return LineMap.of(points.toArray(long[][]::new));
  }
}
