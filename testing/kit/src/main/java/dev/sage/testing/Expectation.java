package dev.sage.testing;

import java.util.List;
import java.util.SortedMap;

/// What a check of a generated file must say.
///
/// @param byRule findings by rule name
/// @param findings every finding in the order of the file; empty for a file where every row is bad,
///   whose findings are too many to list
public record Expectation(
    long read,
    long accepted,
    long rejected,
    SortedMap<String, Long> byRule,
    List<ExpectedFinding> findings) {
  public Expectation {
    byRule = java.util.Collections.unmodifiableSortedMap(new java.util.TreeMap<>(byRule));
    findings = List.copyOf(findings);
  }
}
