package dev.sage.bench.options;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The words after a command: `--name value`, in any order.
///
/// @param given values by names
public record Arguments(Map<String, String> given) {
  private static final String ROOT = "--root";

  public Arguments {
    given = Map.copyOf(given);
  }

  /// @param names the known ones; `--root`, which `bench/run` gives, is known to all
  /// @throws IllegalArgumentException for a name that is not known or has no value, with `usage`
  public static Arguments parse(List<String> words, Set<String> names, String usage) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      boolean known = names.contains(name) || name.equals(ROOT);
      if (!known || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + usage);
      }
      given.put(name, rest.next());
    }
    return new Arguments(given);
  }

  public Optional<String> text(String name) {
    return Optional.ofNullable(given.get(name));
  }

  public int number(String name, int standard) {
    return text(name).map(Integer::valueOf).orElse(standard);
  }

  public long seed() {
    return text("--seed").map(Long::valueOf).orElse(1L);
  }

  /// The project's folder.
  public Path root() {
    return Path.of(text(ROOT).orElse(".")).toAbsolutePath().normalize();
  }
}
