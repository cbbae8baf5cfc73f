package dev.sage.contract.rule;

import dev.sage.contract.rule.Expression.FieldValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How many values an expression has.
public sealed interface Shape {

  /// One value.
  record Scalar() implements Shape {}

  /// One value for each record of a catalog.
  record Rows(String catalog) implements Shape {}

  /// One value for each key. What stands on several sides is matched by key.
  record Keyed(List<Side> sides) implements Shape {
    public Keyed {
      sides = List.copyOf(sides);
    }
  }

  /// Where keys come from.
  ///
  /// @param grouped whether there is one value for all records with the same key; otherwise each
  ///   record has its own
  record Side(String catalog, List<FieldValue> keys, boolean grouped) {
    public Side {
      keys = List.copyOf(keys);
    }
  }

  /// Conditions over several catalogs joined by `and`: each holds for its own.
  record Several(List<String> catalogs) implements Shape {
    public Several {
      catalogs = List.copyOf(catalogs);
    }
  }

  static Shape scalar() {
    return new Scalar();
  }

  static Shape keyed(List<FieldValue> keys, boolean grouped) {
    return new Keyed(List.of(new Side(keys.getFirst().catalog(), keys, grouped)));
  }

  /// The shape of something made of these.
  static Shape of(Collection<? extends Expression> parts) {
    List<Shape> shapes =
        parts.stream()
            .map(Expression::shape)
            .filter(shape -> !(shape instanceof Scalar))
            .distinct()
            .toList();
    return switch (shapes.size()) {
      case 0 -> scalar();
      case 1 -> shapes.getFirst();
      default -> together(shapes);
    };
  }

  private static Shape together(List<Shape> shapes) {
    List<Side> sides = new ArrayList<>();
    TreeSet<String> catalogs = new TreeSet<>();
    boolean keyed = true;
    for (Shape shape : shapes) {
      catalogs.addAll(shape.rowsOf());
      keyed &= shape instanceof Keyed;
      if (shape instanceof Keyed(List<Side> more)) {
        more.stream().filter(side -> !sides.contains(side)).forEach(sides::add);
      }
    }
    return keyed && haveLikeKeys(sides) ? new Keyed(sides) : new Several(List.copyOf(catalogs));
  }

  private static boolean haveLikeKeys(List<Side> sides) {
    Side first = sides.getFirst();
    return sides.stream().allMatch(side -> haveLikeKeys(first, side))
        && sides.stream()
            .allMatch(side ->
                sides.stream()
                    .filter(other -> other.catalog().equals(side.catalog()))
                    .allMatch(other -> other.keys().equals(side.keys())));
  }

  private static boolean haveLikeKeys(Side one, Side other) {
    if (one.keys().size() != other.keys().size()) {
      return false;
    }
    for (int i = 0; i < one.keys().size(); i++) {
      RuleType first = one.keys().get(i).type();
      RuleType second = other.keys().get(i).type();
      boolean alike =
          first == second
              || (first.isNumber() && second.isNumber())
              || (first.isTime() && second.isTime());
      if (!alike) {
        return false;
      }
    }
    return true;
  }

  /// The catalogs whose records it ranges over.
  default List<String> rowsOf() {
    return switch (this) {
      case Scalar _ -> List.of();
      case Rows rows -> List.of(rows.catalog());
      case Keyed keyed -> keyed.sides().stream().map(Side::catalog).distinct().toList();
      case Several several -> several.catalogs();
    };
  }

  /// Whether one of these is known by keys.
  static boolean anyKeyed(Stream<? extends Expression> parts) {
    return parts.anyMatch(part -> part.shape() instanceof Keyed);
  }
}
