package dev.sage.bench.scale;

import dev.sage.bench.server.Machine;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/// `bench/run scale`: days of many files, simulated; or the simulation beside a measured run.
public final class ScaleCommand {
  private static final int SEEDS = 21;

  private ScaleCommand() {}

  /// Returns the exit status: 0 when nothing was lost or done twice, or when the simulation agrees
  /// with what was measured.
  public static int run(List<String> arguments) throws IOException {
    ScaleOptions options = ScaleOptions.parse(arguments);
    return options.measured().isPresent()
        ? compare(MeasuredBurst.read(options.measured().get()), options.seed())
        : simulate(options.scenarios(), options.whole());
  }

  private static int simulate(List<Scenario> scenarios, boolean whole) throws IOException {
    long begun = System.nanoTime();
    List<Outcome> outcomes =
        scenarios.parallelStream().map(whole ? Samples::whole : Samples::of).toList();
    System.out.print(Told.summary(outcomes));
    outcomes.forEach(one -> System.out.print(Told.details(one)));
    outcomes.forEach(ScaleCommand::tellViolations);
    System.out.printf(
        Locale.ROOT,
        "%nsimulated in %.1f s; %s%n",
        (System.nanoTime() - begun) / 1e9,
        Machine.load());
    return outcomes.stream().allMatch(one -> one.violations().isEmpty()) ? 0 : 1;
  }

  private static void tellViolations(Outcome one) {
    one.violations().forEach(violation -> System.out.println("VIOLATION: " + violation));
  }

  private static int compare(MeasuredBurst measured, long seed) {
    List<Outcome> outcomes =
        IntStream.range(0, SEEDS)
            .mapToObj(i -> new ScaleRun(measured.scenario(seed + i)).run())
            .toList();
    Agreement agreement = Agreement.of(measured, outcomes);
    System.out.print(agreement.table());
    outcomes.forEach(ScaleCommand::tellViolations);
    Optional<String> wrong = agreement.disagreement();
    System.out.println(wrong.orElse("The simulation agrees with what was measured."));
    return wrong.isEmpty() ? 0 : 1;
  }
}
