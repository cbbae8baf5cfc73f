package dev.sage.bench.burst;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of `bench/run burst`.
///
/// @param files of mixed size
/// @param functions at a time
/// @param faults whether functions crash, hang, are throttled and told twice
/// @param seed of these faults
record BurstOptions(int files, int functions, boolean faults, long seed, Path root) {
  private static final String USAGE =
      "usage: bench/run burst [--files N] [--functions N] [--faults true|false] [--seed N]";
  private static final Set<String> NAMES =
      Set.of("--files", "--functions", "--faults", "--seed", "--root");

  BurstOptions {
    if (files < 1 || functions < 1) {
      throw new IllegalArgumentException("There is at least one file and one function; " + USAGE);
    }
  }

  static BurstOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new BurstOptions(
        Integer.parseInt(given.getOrDefault("--files", "300")),
        Integer.parseInt(given.getOrDefault("--functions", "8")),
        Boolean.parseBoolean(given.getOrDefault("--faults", "true")),
        Long.parseLong(given.getOrDefault("--seed", "1")),
        Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize());
  }
}
