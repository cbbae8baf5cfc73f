package dev.sage.lambda;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Measures the invocation that runs in this environment, which does one at a time.
final class Stopwatch {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Path RESET = Path.of("/proc/self/clear_refs");
  private static final String PEAK = "VmHWM:";

  private final AtomicBoolean warm = new AtomicBoolean();
  private volatile Duration start = Duration.ZERO;
  private volatile long begin = System.nanoTime();

  /// A message has come.
  void begin() {
    begin = System.nanoTime();
    start = warm.getAndSet(true) ? Duration.ZERO : sinceProcessBegan();
    resetPeak();
  }

  private static Duration sinceProcessBegan() {
    return Duration.ofMillis(ManagementFactory.getRuntimeMXBean().getUptime());
  }

  /// From the begin of the process to the first message; zero for later ones.
  Duration start() {
    return start;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// Where the system does not let one, the peak is that of the process.
  private static void resetPeak() {
    try {
      Files.writeString(RESET, "5");
    } catch (IOException | SecurityException _) {
      // It is larger then than it need be.
    }
  }

  /// The most memory that the process had since the message came, in bytes; 0: nobody says.
  long peakMemory() {
    try {
      return peak(Files.readAllLines(STATUS));
    } catch (IOException | SecurityException _) {
      return 0;
    }
  }

  static long peak(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith(PEAK))
        .map(line -> line.replaceAll("[^0-9]", ""))
        .filter(number -> !number.isEmpty())
        .mapToLong(number -> Long.parseLong(number) << 10)
        .findFirst()
        .orElse(0);
  }
}
