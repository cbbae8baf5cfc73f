package dev.sage.bench.parts;

import dev.sage.bench.options.Arguments;
import java.nio.file.Path;
import java.util.List;
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
      Set.of("--rows", "--parts", "--heap", "--memory", "--threads");

  public PartsOptions {
    parts = List.copyOf(parts);
    if (rows < 1 || parts.stream().anyMatch(n -> n < 1)) {
      throw new IllegalArgumentException("There is at least one row and one part; " + USAGE);
    }
  }

  static PartsOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new PartsOptions(
        given.number("--rows", 30_000_000),
        Stream.of(given.text("--parts").orElse("1,7,64").split(",")).map(Integer::valueOf).toList(),
        given.number("--heap", 384),
        given.number("--memory", 1_024),
        given.number("--threads", 2),
        given.root().resolve("bench/target/parts"));
  }
}
