package dev.sage.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

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

  /// Processor time of the whole machine so far, in ticks; nothing where nobody says so.
  public record Ticks(long all, long idle) {
    /// From 0 to 1.
    public double loadSince(Ticks before) {
      return all == before.all ? 1 : 1 - (double) (idle - before.idle) / (all - before.all);
    }
  }

  public static Ticks ticks() throws IOException {
    Path file = Path.of("/proc/stat");
    if (!Files.exists(file)) {
      return new Ticks(0, 0);
    }
    List<Long> ticks =
        Arrays.stream(Files.readAllLines(file).getFirst().split("\\s+"))
            .skip(1)
            .map(Long::valueOf)
            .toList();
    return new Ticks(ticks.stream().limit(8).mapToLong(t -> t).sum(), ticks.get(3) + ticks.get(4));
  }
}
