package dev.sage.bench;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Medians, all figures, and ratios to one of the contenders.
final class Ranking {
  private Ranking() {}

  static void print(Map<String, List<Measured>> runs, Map<String, String> out, String base) {
    double unit =
        runs.containsKey(base) ? Measured.median(runs.get(base)).wallSeconds() : Double.NaN;
    System.out.printf(
        "%n| contender | median wall s | / %s | CPU s | peak MiB | all wall s |%n|---|---:|---:|---:|---:|---|%n",
        base);
    runs.forEach((name, measured) -> System.out.println(row(name, measured, unit)));
    out.forEach((name, why) -> System.out.printf("%n%s is out: %s%n", name, why));
  }

  private static String row(String name, List<Measured> runs, double unit) {
    Measured median = Measured.median(runs);
    String all =
        runs.stream()
            .map(one -> String.format(Locale.ROOT, "%.2f", one.wallSeconds()))
            .collect(Collectors.joining(" "));
    return String.format(
        Locale.ROOT,
        "| %s | %.2f | %s | %.2f | %.0f | %s |",
        name,
        median.wallSeconds(),
        Double.isNaN(unit)
            ? ""
            : String.format(Locale.ROOT, "**%.2f**", median.wallSeconds() / unit),
        median.cpuSeconds(),
        median.peakMib(),
        all);
  }
}
