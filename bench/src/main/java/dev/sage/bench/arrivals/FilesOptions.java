package dev.sage.bench.arrivals;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The command line of `bench/run files`.
///
/// @param rate files an hour; 0: all at once
/// @param warm files that come before, and are not counted: a server that has just started compiles
///   as it works
/// @param uploads instead of dropping files: so many requests at the same time
record FilesOptions(int files, int rows, int warm, int rate, int uploads, Path root) {
  private static final String USAGE =
      "usage: bench/run files [--files N] [--rows N] [--warm N] [--rate FILES-AN-HOUR] [--uploads N]";
  private static final Set<String> NAMES =
      Set.of("--files", "--rows", "--warm", "--rate", "--uploads", "--root");

  FilesOptions {
    if (files < 1 || rows < 1 || warm < 0 || rate < 0 || uploads < 0) {
      throw new IllegalArgumentException("There is at least one file and one row; " + USAGE);
    }
  }

  static FilesOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new FilesOptions(
        number(given, "--files", 1_000),
        number(given, "--rows", 1_000),
        number(given, "--warm", 0),
        number(given, "--rate", 0),
        number(given, "--uploads", 0),
        Path.of(given.getOrDefault("--root", ".")).toAbsolutePath().normalize());
  }

  private static int number(Map<String, String> given, String name, int standard) {
    return given.containsKey(name) ? Integer.parseInt(given.get(name)) : standard;
  }

  /// How many there are in all.
  int all() {
    return uploads > 0 ? uploads : files;
  }
}
