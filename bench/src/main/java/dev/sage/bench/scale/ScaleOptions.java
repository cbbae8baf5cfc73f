package dev.sage.bench.scale;

import dev.sage.bench.options.Arguments;
import dev.sage.orchestrator.placement.BurstLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The command line of `bench/run scale`.
///
/// @param files a day; empty: 1,000, 100,000 and 10,000,000
/// @param shape `steady` or `burst`; empty: both
/// @param concurrency of the account
/// @param destination processors of the database that deliveries land in
/// @param callers threads of the server that call services
/// @param countTo waiting executions that are counted at each claim
/// @param whole every file is simulated, however many there are
/// @param measured figures of a run of `bench/run burst`, to hold the simulation to
record ScaleOptions(
    Optional<Integer> files,
    Optional<String> shape,
    long seed,
    int concurrency,
    int destination,
    int callers,
    int countTo,
    boolean whole,
    Optional<Path> measured,
    Path root) {
  private static final String USAGE =
      "usage: bench/run scale [--files N] [--shape steady|burst] [--seed N] [--concurrency N] [--destination N] [--callers N] [--count-to N] [--whole true] [--as-measured burst|FILE]";
  private static final Set<String> NAMES =
      Set.of(
          "--files",
          "--shape",
          "--seed",
          "--concurrency",
          "--destination",
          "--callers",
          "--count-to",
          "--whole",
          "--as-measured");
  private static final List<String> SHAPES = List.of("steady", "burst");
  private static final List<Integer> FILES = List.of(1_000, 100_000, 10_000_000);

  ScaleOptions {
    if (files.orElse(1) < 1
        || concurrency < 1
        || destination < 1
        || callers < 1
        || !SHAPES.containsAll(shape.stream().toList())) {
      throw new IllegalArgumentException(USAGE);
    }
  }

  static ScaleOptions parse(List<String> arguments) {
    Arguments given = Arguments.parse(arguments, NAMES, USAGE);
    Path root = given.root();
    return new ScaleOptions(
        given.text("--files").map(Integer::valueOf),
        given.text("--shape"),
        given.seed(),
        given.number("--concurrency", 1_000),
        given.number("--destination", 4),
        given.number("--callers", 32),
        given.number("--count-to", BurstLimits.DEFAULT.queueOver() + 1),
        given.text("--whole").map(Boolean::valueOf).orElse(false),
        given
            .text("--as-measured")
            .map(name ->
                name.equals("burst") ? root.resolve("bench/target/burst.json") : Path.of(name)),
        root);
  }

  List<Scenario> scenarios() {
    Platform platform = Platform.amazon(concurrency, seed).with(destination, callers, countTo);
    List<String> shapes = shape.map(List::of).orElse(SHAPES);
    return files.map(List::of).orElse(FILES).stream()
        .flatMap(some ->
            shapes.stream()
                .map(one ->
                    one.equals("burst")
                        ? Scenario.burst(some, seed, platform)
                        : Scenario.steady(some, seed, platform)))
        .toList();
  }
}
