package dev.sage.engine.rule;

import java.time.LocalDateTime;
import java.util.function.Function;

/// What all parts of one query share.
///
/// @param relation gives the SQL of a catalog's relation
record Setting(LocalDateTime now, Function<String, String> relation, Names names) {
  String relation(String catalog) {
    return relation.apply(catalog);
  }

  String newName() {
    return names.next();
  }
}
