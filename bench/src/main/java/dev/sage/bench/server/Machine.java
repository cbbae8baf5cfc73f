package dev.sage.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the machine does besides.
public final class Machine {
  private Machine() {}

  /// How many processes wanted a processor over the last 1, 5 and 15 minutes.
  public static String load() throws IOException {
    Path file = Path.of("/proc/loadavg");
    String load = Files.exists(file) ? Files.readString(file) : "unknown";
    return "load %s on %d processors"
        .formatted(
            load.replaceAll("^(\\S+ \\S+ \\S+) .*\\n?$", "$1"),
            Runtime.getRuntime().availableProcessors());
  }
}
