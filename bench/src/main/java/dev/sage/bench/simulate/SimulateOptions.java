package dev.sage.bench.simulate;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/// The command line of `bench/run simulate`.
///
/// @param from the first seed
/// @param functions whether executions also go to functions
/// @param unfenced plants a fault: the store takes files of any token
record SimulateOptions(int seeds, long from, boolean functions, boolean unfenced, Path root) {
  private static final String USAGE =
      "usage: bench/run simulate [--seeds N] [--from S] [--functions] [--unfenced]";

  SimulateOptions {
    if (seeds < 1) {
      throw new IllegalArgumentException("There is at least one seed; " + USAGE);
    }
  }

  static SimulateOptions parse(List<String> arguments) {
    int seeds = 10_000;
    long from = 1;
    boolean functions = false;
    boolean unfenced = false;
    Path root = Path.of(".");
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      switch (name) {
        case "--functions" -> functions = true;
        case "--unfenced" -> unfenced = true;
        case "--seeds" -> seeds = Integer.parseInt(value(name, rest));
        case "--from" -> from = Long.parseLong(value(name, rest));
        case "--root" -> root = Path.of(value(name, rest));
        default -> throw new IllegalArgumentException(name + " is unknown; " + USAGE);
      }
    }
    return new SimulateOptions(seeds, from, functions, unfenced, root.toAbsolutePath().normalize());
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new IllegalArgumentException(name + " has no value; " + USAGE);
    }
    return rest.next();
  }

  Path work() {
    return root.resolve("bench/target/simulate");
  }
}
