package dev.sage.bench.arrivals;

import dev.sage.bench.options.Arguments;
import java.nio.file.Path;
import java.util.List;
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
      Set.of("--files", "--rows", "--warm", "--rate", "--uploads");

  FilesOptions {
    if (files < 1 || rows < 1 || warm < 0 || rate < 0 || uploads < 0) {
      throw new IllegalArgumentException("There is at least one file and one row; " + USAGE);
    }
  }

  static FilesOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new FilesOptions(
        given.number("--files", 1_000),
        given.number("--rows", 1_000),
        given.number("--warm", 0),
        given.number("--rate", 0),
        given.number("--uploads", 0),
        given.root());
  }

  /// How many there are in all.
  int all() {
    return uploads > 0 ? uploads : files;
  }
}
