package dev.sage.bench.daemons;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of `bench/run daemons`.
///
/// @param kills SIGKILLs of servers; pauses and restarts of PostgreSQL come on top
/// @param rows of each file
record DaemonsOptions(int kills, int files, int rows, long seed, Path root) {
  private static final String USAGE =
      "usage: bench/run daemons [--kills N] [--files N] [--rows N] [--seed S]";
  private static final Set<String> NAMES =
      Set.of("--kills", "--files", "--rows", "--seed", "--root");

  DaemonsOptions {
    if (kills < 1 || files < 1 || rows < 1) {
      throw new IllegalArgumentException("There is at least one kill, file and row; " + USAGE);
    }
  }

  static DaemonsOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new DaemonsOptions(
        Integer.parseInt(given.getOrDefault("--kills", "200")),
        Integer.parseInt(given.getOrDefault("--files", "500")),
        Integer.parseInt(given.getOrDefault("--rows", "200")),
        Long.parseLong(given.getOrDefault("--seed", "1")),
        Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize());
  }
}
