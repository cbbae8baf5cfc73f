package dev.sage.bench.crash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Which step an execution's directory shows.
final class Seen {
  private Seen() {}

  /// @param parts how many staged parts are enough
  static boolean is(Step step, Path out, int parts) {
    return switch (step) {
      case SPLITTING -> files(out, "part-", "") >= 1;
      case STAGING -> files(out, "part-", ".parquet") >= parts;
      case REPORTED -> Files.exists(out.resolve("report.json"));
      case RECORDED -> Files.exists(out.resolve("result.json"));
      default -> Files.exists(out.resolve("execution.properties"));
    };
  }

  private static long files(Path out, String start, String end) {
    if (!Files.exists(out.resolve("work"))) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(out)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(start) && name.endsWith(end))
          .count();
    } catch (IOException | UncheckedIOException e) {
      return 0; // Some went while they were being listed.
    }
  }
}
