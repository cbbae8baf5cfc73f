package dev.sage.testing.fuzz;

import java.util.List;

/// What is known of a catalog that is being made up.
record MadeCatalog(String id, List<Field> fields) {
  MadeCatalog {
    fields = List.copyOf(fields);
  }

  /// @param type in Spanish
  record Field(String name, String type) {}
}
