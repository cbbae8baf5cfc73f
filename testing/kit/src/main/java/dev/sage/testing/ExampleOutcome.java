package dev.sage.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a check of one data file of an example must say, known by construction.
final class ExampleOutcome {
  /// How many findings one rule causes in one catalog.
  record RuleCount(String catalog, String rule, String severity) implements Comparable<RuleCount> {
    @Override
    public int compareTo(RuleCount other) {
      return (catalog + '\n' + rule + '\n' + severity)
          .compareTo(other.catalog + '\n' + other.rule + '\n' + other.severity);
    }
  }

  /// The counts of one catalog.
  record CatalogCount(int read, int rejected) {
    int accepted() {
      return read - rejected;
    }
  }

  private final @Nullable String contract;
  private final Map<String, CatalogCount> catalogs = new TreeMap<>();
  private final Map<RuleCount, Integer> byRule = new TreeMap<>();
  private final List<ExampleFinding> findings = new ArrayList<>();

  private ExampleOutcome(@Nullable String contract) {
    this.contract = contract;
  }

  static ExampleOutcome usual() {
    return new ExampleOutcome(null);
  }

  /// Of a file that goes with another contract than `contract.yaml`.
  static ExampleOutcome under(String contract) {
    return new ExampleOutcome(contract);
  }

  ExampleOutcome table(Table table) {
    count(table.id(), table.read(), table.rejected());
    table.findings().forEach(this::add);
    table.catalogFaults().forEach(rule -> fault(table.id(), rule, ExampleFinding.ERROR));
    return this;
  }

  ExampleOutcome count(String catalog, int read, int rejected) {
    catalogs.put(catalog, new CatalogCount(read, rejected));
    return this;
  }

  void add(ExampleFinding finding) {
    findings.add(finding);
    fault(finding.catalog(), finding.rule(), finding.severity());
  }

  /// A finding about a file, a catalog or the package, not about one record.
  ExampleOutcome fault(String catalog, String rule, String severity) {
    byRule.merge(new RuleCount(catalog, rule, severity), 1, Integer::sum);
    return this;
  }

  int exit() {
    return byRule.keySet().stream().anyMatch(rule -> rule.severity().equals("error")) ? 1 : 0;
  }

  Optional<String> contract() {
    return Optional.ofNullable(contract);
  }

  Map<String, CatalogCount> catalogs() {
    return catalogs;
  }

  Map<RuleCount, Integer> byRule() {
    return byRule;
  }

  List<ExampleFinding> findings() {
    return findings;
  }
}
