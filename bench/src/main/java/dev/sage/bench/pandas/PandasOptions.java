package dev.sage.bench.pandas;

import dev.sage.bench.options.Arguments;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The command line of `bench/run pandas`.
///
/// @param rules how many are made at random, besides those of the corpus
/// @param rows of the table that they are judged over
record PandasOptions(int rules, int rows, long seed, Path root) {
  private static final String USAGE = "usage: bench/run pandas [--rules N] [--rows N] [--seed N]";
  private static final Set<String> NAMES = Set.of("--rules", "--rows", "--seed");

  PandasOptions {
    if (rules < 0 || rows < 1) {
      throw new IllegalArgumentException("There is at least one row; " + USAGE);
    }
  }

  static PandasOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new PandasOptions(
        given.number("--rules", 1_000), given.number("--rows", 500), given.seed(), given.root());
  }

  Path work() {
    return root.resolve("bench/target/pandas");
  }
}
