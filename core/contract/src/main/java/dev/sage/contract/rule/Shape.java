package dev.sage.contract.rule;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// How many values an expression has.
public sealed interface Shape {

  /// One value.
  record Scalar() implements Shape {}

  /// One value for each record of a catalog.
  record Rows(String catalog) implements Shape {}

  /// Conditions over several catalogs joined by `and`: each holds for its own.
  record Several(List<String> catalogs) implements Shape {
    public Several {
      catalogs = List.copyOf(catalogs);
    }
  }

  static Shape scalar() {
    return new Scalar();
  }

  /// The shape of something made of these.
  static Shape of(Collection<? extends Expression> parts) {
    TreeSet<String> catalogs = new TreeSet<>();
    for (Expression part : parts) {
      catalogs.addAll(part.shape().rowsOf());
    }
    return switch (catalogs.size()) {
      case 0 -> scalar();
      case 1 -> new Rows(catalogs.getFirst());
      default -> new Several(List.copyOf(catalogs));
    };
  }

  /// The catalogs whose records it ranges over.
  default List<String> rowsOf() {
    return switch (this) {
      case Scalar _ -> List.of();
      case Rows rows -> List.of(rows.catalog());
      case Several several -> several.catalogs();
    };
  }
}
