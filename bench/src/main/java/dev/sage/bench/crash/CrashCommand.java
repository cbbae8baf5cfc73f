package dev.sage.bench.crash;

import dev.sage.spi.Strategy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/// `bench/run crash`: as many kills as are wanted, spread evenly over steps and strategies.
public final class CrashCommand {
  private final CrashOptions options;
  private final CrashRun run;
  private final List<Strategy> strategies = new ArrayList<>();

  private record Cell(Step step, Strategy strategy) {}

  private CrashCommand(CrashOptions options, CrashRun run) {
    this.options = options;
    this.run = run;
  }

  /// Returns the exit status: 0 when nothing was wrong.
  public static int run(List<String> arguments) throws IOException, InterruptedException {
    CrashOptions options = CrashOptions.parse(arguments);
    Path folder = options.root().resolve("bench/target/crash");
    List<String> sage = List.of(options.root().resolve("sage").toString());
    new ProcessBuilder(sage.getFirst(), "--version").inheritIO().start().waitFor();
    try (CrashRun run = CrashRun.start(folder, sage, options.rows(), List.of(Kind.values()))) {
      return new CrashCommand(options, run).run();
    }
  }

  private int run() throws IOException, InterruptedException {
    for (Strategy strategy : options.strategies()) {
      if (run.isBuilt(strategy)) {
        strategies.add(strategy);
      } else {
        System.out.println(strategy + " is not built yet: left out");
      }
    }
    Tally tally = new Tally(strategies);
    List<Cell> cells = cells();
    for (long seed = options.seed(); !isEnough(tally, seed); seed++) {
      Cell cell = cells.get((int) Math.floorMod(seed, (long) cells.size()));
      Outcome outcome = run.hit(cell.step(), cell.strategy(), seed);
      tally.add(cell.step(), cell.strategy(), outcome);
      tell(seed, cell, outcome);
    }
    return sum(tally);
  }

  /// Neighbours in this order have little in common, so that a few executions see much.
  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (Step step : options.steps()) {
      strategies.forEach(strategy -> cells.add(new Cell(step, strategy)));
    }
    Collections.shuffle(cells, new Random(25));
    return cells;
  }

  /// Some executions end before they are hit: three in a row for each kill would be a bug.
  private boolean isEnough(Tally tally, long seed) {
    return tally.total().kills() >= options.kills()
        || seed - options.seed() >= 3L * options.kills();
  }

  private void tell(long seed, Cell cell, Outcome outcome) {
    System.out.printf(
        "%d %s %s: %d kills, %d restarts%n",
        seed, cell.step(), cell.strategy(), outcome.kills(), outcome.restarts());
    for (String violation : outcome.violations()) {
      System.out.printf("  WRONG: %s%n", violation);
    }
    if (!outcome.violations().isEmpty()) {
      System.out.printf(
          "  again: bench/run crash --kills 1 --seed %d --strategy %s --step %s --rows %d%n",
          seed, cell.strategy(), cell.step(), options.rows());
    }
  }

  private static int sum(Tally tally) {
    Outcome total = tally.total();
    System.out.printf(
        "%nkills/restarts: loaded + already loaded%n%n%s%n%d kills, %d restarts, %d violations%n",
        tally.table(), total.kills(), total.restarts(), total.violations().size());
    return total.violations().isEmpty() ? 0 : 1;
  }
}
