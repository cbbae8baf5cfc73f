package dev.sage.bench.crash;

import dev.sage.spi.Strategy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// What came of everything, by step and strategy.
final class Tally {
  private final List<Strategy> strategies;
  private final Map<Step, Map<Strategy, Outcome>> cells = new TreeMap<>();

  Tally(List<Strategy> strategies) {
    this.strategies = strategies;
  }

  void add(Step step, Strategy strategy, Outcome outcome) {
    cells.computeIfAbsent(step, _ -> new TreeMap<>()).merge(strategy, outcome, Outcome::plus);
  }

  Outcome total() {
    return cells.values().stream()
        .flatMap(row -> row.values().stream())
        .reduce(Outcome.NOTHING, Outcome::plus);
  }

  /// A Markdown table.
  String table() {
    StringBuilder text = new StringBuilder("| step |");
    strategies.forEach(strategy -> text.append(' ').append(strategy).append(" |"));
    text.append("\n|---|").append("---|".repeat(strategies.size())).append('\n');
    cells.forEach((step, row) -> text.append(row(step, row)));
    return text.toString();
  }

  private String row(Step step, Map<Strategy, Outcome> row) {
    return strategies.stream()
        .map(strategy -> cell(row.getOrDefault(strategy, Outcome.NOTHING)))
        .collect(Collectors.joining(" | ", "| " + step + " | ", " |\n"));
  }

  private static String cell(Outcome outcome) {
    String text =
        "%d/%d: %d + %d"
            .formatted(
                outcome.kills(), outcome.restarts(), outcome.loaded(), outcome.alreadyLoaded());
    return outcome.violations().isEmpty()
        ? text
        : "**%s, %d WRONG**".formatted(text, outcome.violations().size());
  }
}
