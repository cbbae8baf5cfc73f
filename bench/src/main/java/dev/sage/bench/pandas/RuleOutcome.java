package dev.sage.bench.pandas;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What came of one rule.
sealed interface RuleOutcome {
  /// @param records by table, in order; tables without one are left out
  record Fails(Map<String, List<Long>> records) implements RuleOutcome {
    public Fails {
      records = new TreeMap<>(records);
    }
  }

  /// One answer for all records.
  record Whole(boolean holds) implements RuleOutcome {}

  /// @param why pandas cannot evaluate it
  record Refused(String why) implements RuleOutcome {}

  /// Whether pandas says the same: it may have one answer where SAGE names the records.
  default boolean agreesWith(RuleOutcome pandas) {
    return switch (pandas) {
      case Whole(boolean holds) -> holds == isEmpty();
      case Fails fails -> fails.equals(this);
      case Refused _ -> false;
    };
  }

  private boolean isEmpty() {
    return this instanceof Fails(var records) ? records.isEmpty() : equals(new Whole(true));
  }
}
