package dev.sage.bench.crash;

import dev.sage.spi.Strategy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The command line of `bench/run crash`.
///
/// @param kills how many times something is killed or cut, at least
/// @param seed of the first execution; each next one has the next number
record CrashOptions(
    int kills, long seed, int rows, List<Strategy> strategies, List<Step> steps, Path root) {
  private static final String USAGE =
      "usage: bench/run crash [--kills N] [--seed N] [--strategy S,S] [--step S,S] [--rows N]";
  private static final Set<String> NAMES =
      Set.of("--kills", "--seed", "--strategy", "--step", "--rows", "--root");

  CrashOptions {
    strategies = List.copyOf(strategies);
    steps = List.copyOf(steps);
  }

  static CrashOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new CrashOptions(
        Integer.parseInt(given.getOrDefault("--kills", "500")),
        Long.parseLong(given.getOrDefault("--seed", "1")),
        Integer.parseInt(given.getOrDefault("--rows", "20000")),
        constants(given.get("--strategy"), Strategy.class),
        constants(given.get("--step"), Step.class),
        Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize());
  }

  private static <E extends Enum<E>> List<E> constants(
      @org.jspecify.annotations.Nullable String names, Class<E> type) {
    return names == null
        ? List.of(type.getEnumConstants())
        : Arrays.stream(names.split(","))
            .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)))
            .toList();
  }
}
