package dev.sage.bench.crash;

import dev.sage.bench.options.Arguments;
import dev.sage.spi.Strategy;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The command line of `bench/run crash`.
///
/// @param kills how many times something is killed or cut, at least
/// @param seed of the first execution; each next one has the next number
record CrashOptions(
    int kills, long seed, int rows, List<Strategy> strategies, List<Step> steps, Path root) {
  private static final String USAGE =
      "usage: bench/run crash [--kills N] [--seed N] [--strategy S,S] [--step S,S] [--rows N]";
  private static final Set<String> NAMES =
      Set.of("--kills", "--seed", "--strategy", "--step", "--rows");

  CrashOptions {
    strategies = List.copyOf(strategies);
    steps = List.copyOf(steps);
  }

  static CrashOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    return new CrashOptions(
        given.number("--kills", 500),
        given.seed(),
        given.number("--rows", 20_000),
        constants(given.text("--strategy"), Strategy.class),
        constants(given.text("--step"), Step.class),
        given.root());
  }

  private static <E extends Enum<E>> List<E> constants(Optional<String> names, Class<E> type) {
    return names
        .map(some ->
            Arrays.stream(some.split(","))
                .map(name -> Enum.valueOf(type, name.toUpperCase(Locale.ROOT)))
                .toList())
        .orElseGet(() -> List.of(type.getEnumConstants()));
  }
}
