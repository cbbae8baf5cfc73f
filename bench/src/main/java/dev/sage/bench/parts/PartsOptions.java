package dev.sage.bench.parts;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The command line of `bench/run parts`.
///
/// @param parts how many, one run for each
/// @param heapMib of each process; the engine's data comes on top
/// @param memoryMib for the engine's data
public record PartsOptions(
    int rows, List<Integer> parts, int heapMib, int memoryMib, int threads, Path work) {
  private static final String USAGE =
      "usage: bench/run parts [--rows N] [--parts N,N] [--heap MIB] [--memory MIB] [--threads N]";
  private static final Set<String> NAMES =
      Set.of("--rows", "--parts", "--heap", "--memory", "--threads", "--root");

  public PartsOptions {
    parts = List.copyOf(parts);
    if (rows < 1 || parts.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("There is at least one row and one part; " + USAGE);
    }
  }

  static PartsOptions parse(List<String> arguments) {
    Map<String, String> given = new HashMap<>();
    for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
      String name = rest.next();
      if (!NAMES.contains(name) || !rest.hasNext()) {
        throw new IllegalArgumentException(name + " is unknown or has no value; " + USAGE);
      }
      given.put(name, rest.next());
    }
    return new PartsOptions(
        number(given, "--rows", 30_000_000),
        Stream.of(given.getOrDefault("--parts", "1,7,64").split(","))
            .map(Integer::valueOf)
            .toList(),
        number(given, "--heap", 384),
        number(given, "--memory", 1_024),
        number(given, "--threads", 2),
        Path.of(given.getOrDefault("--root", "."))
            .toAbsolutePath()
            .normalize()
            .resolve("bench/target/parts"));
  }

  private static int number(Map<String, String> given, String name, int standard) {
    return given.containsKey(name) ? Integer.parseInt(given.get(name)) : standard;
  }
}
