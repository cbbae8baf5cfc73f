package dev.sage.scenarios.conformance;

import dev.sage.scenarios.conformance.CorpusRun.Found;
import dev.sage.scenarios.conformance.CorpusRun.Named;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What came of every rule of a file.
///
/// @param failed rules of which something was found
/// @param records by rule and table
/// @param faults what is wrong with the tables themselves, and rules that were not evaluated
record RuleRun(
    Set<String> failed, Map<String, Map<String, Set<Long>>> records, List<String> faults) {
  RuleRun {
    failed = Set.copyOf(failed);
    records = Map.copyOf(records);
    faults = List.copyOf(faults);
  }

  /// @param whole it failed without naming records
  /// @param records by table, in order
  record Outcome(boolean whole, Map<String, List<Long>> records) {}

  static RuleRun of(CorpusRun run) throws SQLException {
    Set<String> failed = new HashSet<>();
    Map<String, Map<String, Set<Long>>> records = new TreeMap<>();
    List<String> faults = new ArrayList<>(run.skipped());
    for (Found found : run.findings()) {
      if (!found.code().equals("RULE")) {
        faults.add(found.toString());
      }
      failed.add(found.rule());
      found.record().ifPresent(r -> add(records, found.rule(), found.catalog().orElse(""), r));
    }
    for (Named named : run.named()) {
      add(records, named.rule(), named.catalog(), named.record());
    }
    return new RuleRun(failed, records, faults);
  }

  private static void add(
      Map<String, Map<String, Set<Long>>> records, String rule, String table, long record) {
    records
        .computeIfAbsent(rule, _ -> new TreeMap<>())
        .computeIfAbsent(table, _ -> new TreeSet<>())
        .add(record);
  }

  Outcome outcome(String rule) {
    Map<String, List<Long>> named = new TreeMap<>();
    records
        .getOrDefault(rule, Map.of())
        .forEach((table, list) -> named.put(table, List.copyOf(list)));
    return new Outcome(failed.contains(rule) && named.isEmpty(), named);
  }
}
