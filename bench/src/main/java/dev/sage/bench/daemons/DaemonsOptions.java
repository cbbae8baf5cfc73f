package dev.sage.bench.daemons;

import dev.sage.bench.options.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The command line of `bench/run daemons`.
///
/// @param kills SIGKILLs of servers; pauses and restarts of PostgreSQL come on top
/// @param rows of each file
record DaemonsOptions(int kills, int files, int rows, long seed, Path root) {
  private static final String USAGE =
      "usage: bench/run daemons [--kills N] [--files N] [--rows N] [--seed S]";
  private static final Set<String> NAMES = Set.of("--kills", "--files", "--rows", "--seed");

  DaemonsOptions {
    if (kills < 1 || files < 1 || rows < 1) {
      throw new IllegalArgumentException("There is at least one kill, file and row; " + USAGE);
    }
  }

  static DaemonsOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new DaemonsOptions(
        given.number("--kills", 200),
        given.number("--files", 500),
        given.number("--rows", 200),
        given.seed(),
        given.root());
  }
}
