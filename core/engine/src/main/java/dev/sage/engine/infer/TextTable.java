package dev.sage.engine.infer;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A table of text in the engine, with the records of a sample in their order.
///
/// @param name of the table; its columns are `c0..`
/// @param faults records that are in no table because they are malformed
/// @param full the sample ended before the file did
/// @param firstLine the line of the first record; 0 without one
/// @param secondLine likewise
record TextTable(
    String name, int width, long rows, long faults, boolean full, long firstLine, long secondLine) {

  static String column(int index) {
    return "c" + index;
  }

  static String columns(int width, String format) {
    return IntStream.range(0, width).mapToObj(format::formatted).collect(Collectors.joining(", "));
  }

  TextTable withoutFirst() {
    return new TextTable(name, width, rows - 1, faults, full, secondLine, 0);
  }
}
