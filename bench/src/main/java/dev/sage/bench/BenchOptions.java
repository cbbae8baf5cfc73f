package dev.sage.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The command line of the benchmarks.
///
/// @param mode what to measure
/// @param faults how many rows have each of the known faults
/// @param existing rows of the table into which is upserted
/// @param only parts of the names of the contenders that are wanted; none: all
/// @param root the project's folder, where `./sage` is
record BenchOptions(
    String mode, int rows, int runs, int faults, int existing, List<String> only, Path root) {
  static final String USAGE =
      """
      usage: bench/run check|memory|findings|faults [--rows N] [--runs N] [--faults N]
             bench/run load [--rows N] [--runs N] [--only NAME,NAME]
             bench/run upsert [--existing N] [--rows N] [--runs N]
             bench/run large [--rows N]
             bench/run xlsx [--rows N] [--runs N] [--only sage]
             bench/run rules|bad [--rows N] [--runs N]
             bench/run transform [--rows N] [--runs N] [--only NAME,NAME]
             bench/run crash [--kills N] [--strategy S,S] [--seed N]
             bench/run pandas [--rules N] [--rows N] [--seed N]
             bench/run simulate [--seeds N] [--from S] [--unfenced]
             bench/run daemons [--kills N] [--files N] [--rows N] [--seed S]
             bench/run files [--files N] [--rows N] [--warm N] [--rate FILES-AN-HOUR] [--uploads N]
             bench/run burst [--files N] [--functions N] [--faults true|false] [--seed N]
             bench/run parts [--rows N] [--parts N,N] [--heap MIB] [--memory MIB] [--threads N]\
      """;

  private static final Map<String, Integer> ROWS =
      Map.of("upsert", 1_000_000, "large", 100_000_000, "xlsx", 1_000_000);
  private static final Set<String> NAMES =
      Set.of("--rows", "--runs", "--faults", "--existing", "--only", "--root");

  BenchOptions {
    only = List.copyOf(only);
    if (rows < 1 || runs < 1 || existing < 1) {
      throw new IllegalArgumentException("There is at least one row and one run; " + USAGE);
    }
  }

  static BenchOptions parse(List<String> arguments) {
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException(USAGE);
    }
    String mode = arguments.getFirst();
    Map<String, String> given = given(arguments.listIterator(1));
    return new BenchOptions(
        mode,
        number(given, "--rows", ROWS.getOrDefault(mode, 5_000_000)),
        number(given, "--runs", 5),
        number(given, "--faults", 1_000),
        number(given, "--existing", 20_000_000),
        given.containsKey("--only") ? List.of(given.get("--only").split(",")) : List.of(),
        Path.of(given.getOrDefault("--root", ".")));
  }

  private static Map<String, String> given(Iterator<String> rest) {
    Map<String, String> given = new HashMap<>();
    while (rest.hasNext()) {
      String name = rest.next();
      if (!NAMES.contains(name)) {
        throw new IllegalArgumentException(name + " is unknown; " + USAGE);
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(name + " has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return given;
  }

  private static int number(Map<String, String> given, String name, int standard) {
    return given.containsKey(name) ? Integer.parseInt(given.get(name)) : standard;
  }

  boolean wants(String contender) {
    String name = contender.toLowerCase(Locale.ROOT);
    return only.isEmpty()
        || only.stream().anyMatch(part -> name.contains(part.toLowerCase(Locale.ROOT)));
  }

  Path launcher() {
    return root.resolve("sage").toAbsolutePath().normalize();
  }

  Path work() {
    return root.resolve("bench").resolve("target").toAbsolutePath().normalize();
  }

  /// Where a command under measurement writes; deleted after each run.
  Path output() {
    return work().resolve("out");
  }
}
