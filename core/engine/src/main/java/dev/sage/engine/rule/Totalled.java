package dev.sage.engine.rule;

import java.util.List;

/// A value of all rows of a group, in two steps.
///
/// @param aggregates what the query over the rows selects, each with its name
/// @param value over these names
public record Totalled(List<String> aggregates, Computed value) {
  public Totalled {
    aggregates = List.copyOf(aggregates);
  }
}
