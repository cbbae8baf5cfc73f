package dev.sage.testing;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;

/// The command line of the sales file generator.
record SalesArguments(SalesOptions options, Path out) {

  static SalesArguments parse(List<String> arguments) {
    var parser = new Parser(arguments.iterator());
    while (parser.rest.hasNext()) {
      parser.take(parser.rest.next());
    }
    return new SalesArguments(parser.options(), parser.out);
  }

  private static final class Parser {
    private final Iterator<String> rest;
    private int rows = 1_000;
    private int faults;
    private long seed = 25;
    private boolean allBad;
    private boolean header = true;
    private boolean quoted;
    private Path out = Path.of("target", "data");

    private Parser(Iterator<String> rest) {
      this.rest = rest;
    }

    private void take(String option) {
      switch (option) {
        case "--rows" -> rows = Integer.parseInt(rest.next());
        case "--faults" -> faults = Integer.parseInt(rest.next());
        case "--seed" -> seed = Long.parseLong(rest.next());
        case "--out" -> out = Path.of(rest.next());
        case "--all-bad" -> allBad = true;
        case "--no-header" -> header = false;
        case "--quoted" -> quoted = true;
        default -> throw new IllegalArgumentException("Unknown option: " + option);
      }
    }

    private SalesOptions options() {
      var kinds = faults > 0 ? EnumSet.allOf(Fault.class) : EnumSet.noneOf(Fault.class);
      return new SalesOptions(rows, seed, header, quoted, allBad, faults > 0, faults, kinds);
    }
  }
}
