package dev.sage.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// What one process took from start to exit, its children included.
///
/// @param peakMib the largest resident set of any one of its processes
public record Measured(double wallSeconds, double cpuSeconds, double peakMib) {

  static Measured median(List<Measured> runs) {
    return new Measured(
        median(runs, Measured::wallSeconds),
        median(runs, Measured::cpuSeconds),
        median(runs, Measured::peakMib));
  }

  private static double median(List<Measured> runs, ToDoubleFunction<Measured> figure) {
    List<Measured> sorted = runs.stream().sorted(Comparator.comparingDouble(figure)).toList();
    double upper = figure.applyAsDouble(sorted.get(sorted.size() / 2));
    double lower = figure.applyAsDouble(sorted.get((sorted.size() - 1) / 2));
    return (lower + upper) / 2;
  }

  String row(String run, String who) {
    return "| %s | %s | %.2f | %.2f | %.0f |".formatted(run, who, wallSeconds, cpuSeconds, peakMib);
  }
}
