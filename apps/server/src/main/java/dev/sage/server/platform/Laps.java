package dev.sage.server.platform;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/// How long each step of the start takes, in milliseconds.
final class Laps {
  private final Map<String, Long> laps = new LinkedHashMap<>();

  <T> T time(String step, Supplier<T> work) {
    long start = System.nanoTime();
    try {
      return work.get();
    } finally {
      laps.merge(step, (System.nanoTime() - start) / 1_000_000, Long::sum);
    }
  }

  void time(String step, Runnable work) {
    String _ =
        time(
            step,
            () -> {
              work.run();
              return step;
            });
  }

  Map<String, Long> all() {
    return Map.copyOf(laps);
  }
}
