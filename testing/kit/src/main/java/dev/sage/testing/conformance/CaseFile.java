package dev.sage.testing.conformance;

import java.util.List;

/// A file of cases.
///
/// @param name of the file, without its ending
/// @param tables of rule cases; empty for other cases
public record CaseFile(
    String name, String title, String says, List<RuleTable> tables, List<Case> cases) {
  public CaseFile {
    tables = List.copyOf(tables);
    cases = List.copyOf(cases);
  }

  /// The cases of cells, if it has such.
  public List<CellsCase> cells() {
    return cases.stream().filter(CellsCase.class::isInstance).map(CellsCase.class::cast).toList();
  }

  /// The rule cases, if it has such.
  public List<RuleCase> rules() {
    return cases.stream().filter(RuleCase.class::isInstance).map(RuleCase.class::cast).toList();
  }
}
