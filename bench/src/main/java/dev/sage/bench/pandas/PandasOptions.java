package dev.sage.bench.pandas;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of `bench/run pandas`.
///
/// @param rules how many are made at random, besides those of the corpus
/// @param rows of the table that they are judged over
record PandasOptions(int rules, int rows, long seed, Path root) {
  private static final String USAGE = "usage: bench/run pandas [--rules N] [--rows N] [--seed N]";
  private static final Set<String> NAMES = Set.of("--rules", "--rows", "--seed", "--root");

  PandasOptions {
    if (rules < 0 || rows < 1) {
      throw new IllegalArgumentException("There is at least one row; " + USAGE);
    }
  }

  static PandasOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new PandasOptions(
        Integer.parseInt(given.getOrDefault("--rules", "1000")),
        Integer.parseInt(given.getOrDefault("--rows", "500")),
        Long.parseLong(given.getOrDefault("--seed", "1")),
        Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize());
  }

  Path work() {
    return root.resolve("bench/target/pandas");
  }
}
