package dev.sage.contract;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.spi.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One change of the rows of a catalog on their way out. The keys of a contract are more than
/// these: `rename`, `select` and `drop` are all a [Choose], `map` and `lookup` both a [LookUp].
///
/// Fields are those that the rows have before the change, by their names.
public sealed interface Transformation {

  /// The rows have these fields, in this order.
  ///
  /// @param fields new name to the name so far, in order
  record Choose(Map<String, String> fields) implements Transformation {
    public Choose {
      fields = Ordered.copy(fields);
    }
  }

  /// A field gets a value that is computed from the row; a field of that name is replaced.
  ///
  /// @param value row-wise
  record Derive(String field, ValueType type, Expression value) implements Transformation {}

  /// A field becomes another type: its text is read as a file's cell would be.
  ///
  /// @param orNull what cannot be read becomes null; otherwise it is a finding
  record Cast(String field, ValueType type, Reading reading, boolean orNull)
      implements Transformation {}

  /// Parts of a text are replaced, wherever they are.
  record Replace(String field, Sought sought, String with) implements Transformation {}

  /// What is replaced.
  sealed interface Sought {}

  record Fixed(String text) implements Sought {}

  /// @param pattern one that RE2 can say
  record Matching(PythonPattern pattern) implements Sought {}

  /// Rows for which the condition does not hold are left out, and counted.
  record Filter(Expression condition) implements Transformation {}

  /// Of the rows that are equal in some fields (nulls too), one is kept.
  ///
  /// @param order what decides which is the first and which the last; rows that are equal in it, or
  ///   all where it is empty, are in the order of the file
  /// @param last the last one is kept; otherwise the first
  record Deduplicate(List<String> by, List<Order> order, boolean last) implements Transformation {
    public Deduplicate {
      by = List.copyOf(by);
      order = List.copyOf(order);
    }
  }

  /// Nulls come first.
  record Order(String field, boolean descending) {}

  /// Takes values from the one row of a table that has the key. A null key finds nothing, which is
  /// no fault.
  ///
  /// @param on field of the row to the table's
  /// @param take new field to the table's, in order; a field of that name is replaced
  record LookUp(Table table, Map<String, String> on, Map<String, String> take, Missing missing)
      implements Transformation {
    public LookUp {
      on = Ordered.copy(on);
      take = Ordered.copy(take);
    }
  }

  /// Puts every row beside every row of another catalog that has its key.
  ///
  /// @param on field of the row to the catalog's; a null matches nothing
  /// @param take new field to the catalog's, in order
  /// @param inner a row that finds none is left out; otherwise it stays, with nulls
  record Join(
      Table.OfCatalog table, Map<String, String> on, Map<String, String> take, boolean inner)
      implements Transformation {
    public Join {
      on = Ordered.copy(on);
      take = Ordered.copy(take);
    }
  }

  /// One row for each combination of values of some fields (nulls too).
  ///
  /// @param values new field to what it holds, in order
  record Aggregate(List<String> by, Map<String, Total> values) implements Transformation {
    public Aggregate {
      by = List.copyOf(by);
      values = Ordered.copy(values);
    }
  }

  /// What becomes of the values of a group.
  ///
  /// @param operand row-wise; empty: the rows are counted
  record Total(Summary summary, Optional<Expression> operand, ValueType type) {}

  /// Where a look-up looks.
  sealed interface Table {
    /// The accepted rows of another catalog of the delivery, as they came.
    record OfCatalog(String id) implements Table {}

    /// Rows that the contract holds. Its columns are of these types.
    ///
    /// @param columns name to type, in order
    /// @param rows texts as a file would have them, a column each; empty for null
    record Inline(Map<String, ValueType> columns, List<List<Optional<String>>> rows)
        implements Table {
      public Inline {
        columns = Ordered.copy(columns);
        rows = rows.stream().map(List::copyOf).toList();
      }
    }
  }

  /// What a key that is not in the table means; one that is there several times is always a
  /// finding.
  sealed interface Missing {
    /// A finding.
    record Reject() implements Missing {}

    /// The fields that are taken become null.
    record Null() implements Missing {}

    /// The field keeps the value that it has; only where one field is taken that was there.
    record Keep() implements Missing {}

    /// Every field that is taken becomes this.
    ///
    /// @param text as a file would have it
    record Instead(String text) implements Missing {}
  }

  /// Whether it looks at more than one row of the catalog.
  default boolean takesRowsTogether() {
    return switch (this) {
      case Deduplicate _, Aggregate _ -> true;
      case Choose _, Derive _, Cast _, Replace _, Filter _, LookUp _, Join _ -> false;
    };
  }

  /// The other catalog that it looks at.
  default Optional<String> otherCatalog() {
    return switch (this) {
      case LookUp(Table.OfCatalog(String id), _, _, _) -> Optional.of(id);
      case Join(Table.OfCatalog(String id), _, _, _) -> Optional.of(id);
      default -> Optional.empty();
    };
  }
}
