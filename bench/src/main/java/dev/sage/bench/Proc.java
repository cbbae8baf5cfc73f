package dev.sage.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// What Linux says about processes in `/proc`.
final class Proc {
  private static final double TICKS_PER_SECOND = 100;
  private static final int CHILD_USER = 13;
  private static final int CHILD_SYSTEM = 14;

  private Proc() {}

  /// Processor time of all children of this process that have ended, and of theirs.
  static double endedChildrenSeconds() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    List<String> fields = List.of(stat.substring(stat.lastIndexOf(')') + 2).split(" "));
    long ticks = Long.parseLong(fields.get(CHILD_USER)) + Long.parseLong(fields.get(CHILD_SYSTEM));
    return ticks / TICKS_PER_SECOND;
  }

  /// The largest resident set so far (`VmHWM`) of a process or one of its descendants.
  static double peakMib(ProcessHandle process) {
    return Stream.concat(Stream.of(process), process.descendants())
        .mapToDouble(handle -> peakMib(handle.pid()))
        .max()
        .orElse(0);
  }

  private static double peakMib(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // It ended between being listed and being read.
    }
  }
}
