package dev.sage.bench.scale;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/// A measured run beside the same one simulated with several seeds: its bad luck was one of many.
///
/// @param figures the first ones must agree
record Agreement(List<Figure> figures, int seeds) {
  private static final double TOLERANCE = 0.2;

  Agreement {
    figures = List.copyOf(figures);
  }

  /// @param middle over the seeds
  /// @param least a tenth of them is below
  /// @param most a tenth of them is above
  /// @param isHeld whether the two must agree
  record Figure(
      String name, double measured, double middle, double least, double most, boolean isHeld) {
    double difference() {
      return measured == 0 ? 0 : middle / measured - 1;
    }
  }

  static Agreement of(MeasuredBurst measured, List<Outcome> outcomes) {
    return new Agreement(
        List.of(
            figure(
                "seconds until all had ended",
                measured.seconds(),
                outcomes,
                Outcome::seconds,
                true),
            figure("share done in functions", measured.share(), outcomes, Outcome::share, true),
            figure("attempts", measured.attempts(), outcomes, o -> o.happened().attempts(), false),
            figure("losses", measured.losses(), outcomes, o -> o.happened().losses(), false),
            figure(
                "invocations",
                measured.invocations(),
                outcomes,
                o -> o.happened().invocations(),
                false),
            figure(
                "environments",
                measured.environments(),
                outcomes,
                o -> o.happened().coldStarts(),
                false)),
        outcomes.size());
  }

  private static Figure figure(
      String name,
      double measured,
      List<Outcome> outcomes,
      ToDoubleFunction<Outcome> what,
      boolean isHeld) {
    List<Double> all = outcomes.stream().map(what::applyAsDouble).sorted().toList();
    int last = all.size() - 1;
    return new Figure(
        name, measured, all.get(last / 2), all.get(last / 10), all.get(last - last / 10), isHeld);
  }

  String table() {
    StringBuilder text = new StringBuilder();
    text.append(
        "| | measured | simulated, middle of %d seeds | 10%% to 90%% | difference |%n"
            .formatted(seeds));
    text.append("|---|---:|---:|---:|---:|\n");
    figures.forEach(one ->
        text.append(
            String.format(
                Locale.ROOT,
                "| %s | %.2f | %.2f | %.2f to %.2f | %+.0f%% |%n",
                one.name,
                one.measured,
                one.middle,
                one.least,
                one.most,
                one.difference() * 100)));
    return text.toString();
  }

  /// Empty: they agree within a fifth.
  Optional<String> disagreement() {
    return figures.stream()
        .filter(one -> one.isHeld && Math.abs(one.difference()) > TOLERANCE)
        .map(one -> "The simulation disagrees by more than 20%: " + one.name)
        .findFirst();
  }
}
