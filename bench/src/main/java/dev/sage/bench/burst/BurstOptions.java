package dev.sage.bench.burst;

import dev.sage.bench.options.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The command line of `bench/run burst`.
///
/// @param files of mixed size
/// @param large rows of one more; 0: there is none
/// @param functions at a time
/// @param faults whether functions crash, hang, are throttled and told twice
/// @param seed of these faults
record BurstOptions(int files, int large, int functions, boolean faults, long seed, Path root) {
  private static final String USAGE =
      "usage: bench/run burst [--files N] [--large ROWS] [--functions N] [--faults true|false] [--seed N]";
  private static final Set<String> NAMES =
      Set.of("--files", "--large", "--functions", "--faults", "--seed");

  BurstOptions {
    if (files < 1 || functions < 1) {
      throw new IllegalArgumentException("There is at least one file and one function; " + USAGE);
    }
  }

  static BurstOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new BurstOptions(
        given.number("--files", 300),
        given.number("--large", 0),
        given.number("--functions", 8),
        given.text("--faults").map(Boolean::valueOf).orElse(true),
        given.seed(),
        given.root());
  }
}
