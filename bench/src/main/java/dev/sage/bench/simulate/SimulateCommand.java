package dev.sage.bench.simulate;

import dev.sage.bench.server.BenchServer;
import dev.sage.testing.simulation.Simulation;
import dev.sage.testing.simulation.Simulation.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Locale;

/// `bench/run simulate`: the simulation, seed after seed. With a fault planted it must find it.
public final class SimulateCommand {
  private static final int TELL_EVERY = 1_000;

  private final SimulateOptions options;
  private final long begun = System.nanoTime();
  private int seeds;
  private int wrong;
  private long turns;
  private long deliveries;
  private long kills;
  private long pauses;
  private long cuts;
  private long duplicates;
  private long crashes;
  private long elsewhere;

  private SimulateCommand(SimulateOptions options) {
    this.options = options;
  }

  /// Returns the exit status: 0 when nothing was wrong, or when the planted fault was found.
  public static int run(List<String> arguments) throws IOException {
    SimulateOptions options = SimulateOptions.parse(arguments);
    BenchServer.delete(options.work());
    Files.createDirectories(options.work());
    return new SimulateCommand(options).run();
  }

  private int run() {
    Simulation simulation =
        new Simulation(
            new Simulation.Options(!options.unfenced(), options.functions()), options.work());
    for (long seed = options.from(); seed < options.from() + options.seeds(); seed++) {
      add(simulation.run(seed));
      if (seeds % TELL_EVERY == 0 && seeds < options.seeds()) {
        sum();
      }
    }
    sum();
    return (wrong > 0) == options.unfenced() ? 0 : 1;
  }

  private void add(Result result) {
    seeds++;
    turns += result.turns();
    deliveries += result.deliveries();
    kills += result.harm().kills();
    pauses += result.harm().pauses();
    cuts += result.harm().cuts();
    duplicates += result.harm().duplicates();
    crashes += result.harm().crashes();
    elsewhere += result.elsewhere();
    if (!result.violations().isEmpty()) {
      wrong++;
      tell(result);
    }
  }

  private void tell(Result result) {
    result
        .violations()
        .forEach(one -> System.out.printf("seed %d WRONG: %s%n", result.seed(), one));
    System.out.printf(
        "  again: bench/run simulate --seeds 1 --from %d%s%s%n",
        result.seed(),
        options.functions() ? " --functions" : "",
        options.unfenced() ? " --unfenced" : "");
  }

  private void sum() {
    System.out.printf(
        Locale.ROOT,
        "seeds %d to %d%s: %,d files, %,d of them ended by functions, %,d turns, %,d kills, %,d pauses, %,d cuts, %,d duplicate messages, %,d crashes of functions; %d seeds with violations; %.0f s%n",
        options.from(),
        options.from() + seeds - 1,
        options.unfenced() ? " without fences" : "",
        deliveries,
        elsewhere,
        turns,
        kills,
        pauses,
        cuts,
        duplicates,
        crashes,
        wrong,
        (System.nanoTime() - begun) / 1e9);
  }
}
