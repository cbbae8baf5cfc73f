package dev.sage.engine.rule;

import java.util.List;

/// What the finish step runs for a rule.
public sealed interface FinishCheck {
  /// A query of (sage_part, sage_row): the failing records of the catalog, each once, in no order.
  record Records(String catalog, String sql) implements FinishCheck {}

  /// A query of one row with one boolean that is never null: true where good.
  ///
  /// @param catalogs those it looks at
  record Whole(List<String> catalogs, String sql) implements FinishCheck {
    public Whole {
      catalogs = List.copyOf(catalogs);
    }
  }
}
