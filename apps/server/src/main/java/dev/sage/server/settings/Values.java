package dev.sage.server.settings;

import dev.sage.worker.cost.Money;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Settings by path, each of the type that its key says.
record Values(Map<String, Object> all) {
  Values {
    all = new LinkedHashMap<>(all);
  }

  Optional<String> text(String path) {
    return get(path, String.class);
  }

  String word(String path) {
    return text(path).orElseThrow();
  }

  int count(String path) {
    return get(path, Integer.class).orElseThrow();
  }

  long size(String path) {
    return get(path, Long.class).orElseThrow();
  }

  boolean truth(String path) {
    return get(path, Boolean.class).orElseThrow();
  }

  Duration time(String path) {
    return get(path, Duration.class).orElseThrow();
  }

  Optional<Path> place(String path) {
    return get(path, Path.class);
  }

  Optional<Money> dollars(String path) {
    return get(path, Money.class);
  }

  RequestRate rate(String path) {
    return get(path, RequestRate.class).orElseThrow();
  }

  /// Texts by what follows the prefix.
  Map<String, String> named(String prefix) {
    Map<String, String> named = new TreeMap<>();
    all.forEach((path, value) -> {
      if (path.startsWith(prefix)) {
        named.put(path.substring(prefix.length()), value.toString());
      }
    });
    return named;
  }

  /// Every value as it may be shown: secrets as `***`.
  Map<String, String> shown() {
    Map<String, String> shown = new LinkedHashMap<>();
    all.forEach((path, value) -> shown.put(path, isSecret(path) ? "***" : value.toString()));
    return shown;
  }

  private static boolean isSecret(String path) {
    return Keys.ALL.stream().anyMatch(key -> key.secret() && key.covers(path));
  }

  private <T> Optional<T> get(String path, Class<T> type) {
    return Optional.ofNullable(all.get(path)).map(type::cast);
  }
}
