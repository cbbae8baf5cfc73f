package dev.sage.contract;

import dev.sage.spi.ValueType;
import java.util.List;

/// One column of a catalog.
///
/// @param required a null is an error; true also for fields of the catalog's key
/// @param unique every occurrence of a value after the first is an error
public record Field(
    String name,
    ValueType type,
    boolean required,
    boolean unique,
    Constraints constraints,
    Reading reading,
    List<Rule> rules) {
  public Field {
    rules = List.copyOf(rules);
  }

  /// A field of which nothing is known but its type.
  static Field computed(String name, ValueType type) {
    return new Field(name, type, false, false, Constraints.NONE, Reading.DEFAULT, List.of());
  }

  Field asRequired() {
    return new Field(name, type, true, unique, constraints, reading, rules);
  }

  /// The same under another name.
  Field named(String other) {
    return new Field(other, type, required, unique, constraints, reading, rules);
  }
}
