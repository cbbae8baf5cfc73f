package dev.sage.bench;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// The command line of the benchmarks.
///
/// @param mode `check`, `memory`, `findings` or `faults`
/// @param faults how many rows have each of the known faults
/// @param root the project's folder, where `./sage` is
record BenchOptions(String mode, int rows, int runs, int faults, Path root) {
  static final String USAGE =
      "usage: bench/run check|memory|findings|faults [--rows N] [--runs N] [--faults N] [--root PROJECT]";

  static BenchOptions parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    var options = new BenchOptions(arguments.getFirst(), 5_000_000, 5, 1_000, Path.of("."));
    for (Iterator<String> rest = arguments.listIterator(1); rest.hasNext(); ) {
      options = options.with(rest.next(), rest);
    }
    return options;
  }

  private BenchOptions with(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " has no value; " + USAGE);
    }
    String value = rest.next();
    return switch (name) {
      case "--rows" -> new BenchOptions(mode, Integer.parseInt(value), runs, faults, root);
      case "--runs" -> new BenchOptions(mode, rows, Integer.parseInt(value), faults, root);
      case "--faults" -> new BenchOptions(mode, rows, runs, Integer.parseInt(value), root);
      case "--root" -> new BenchOptions(mode, rows, runs, faults, Path.of(value));
      default -> throw new IllegalArgumentException(name + " is unknown; " + USAGE);
    };
  }

  Path launcher() {
    return root.resolve("sage").toAbsolutePath().normalize();
  }

  Path work() {
    return root.resolve("bench").resolve("target").toAbsolutePath().normalize();
  }
}
