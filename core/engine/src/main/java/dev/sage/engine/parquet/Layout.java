package dev.sage.engine.parquet;

import static dev.sage.engine.parquet.Footers.said;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.SchemaElement;

/// What the joined file says of its columns, as one of its sources has them.
///
/// @param schema the root, then the columns under their new names
/// @param orders how the statistics of each column are ordered; empty: not said
record Layout(List<SchemaElement> schema, List<ColumnOrder> orders) {
  Layout {
    schema = List.copyOf(schema);
    orders = List.copyOf(orders);
  }

  /// @param places of the columns in the file's row groups
  static Layout of(FileMetaData footer, List<JoinedColumn> columns, int[] places)
      throws IOException {
    List<SchemaElement> theirs = said(footer.getSchema());
    List<ColumnOrder> theirOrders =
        Optional.ofNullable(footer.getColumn_orders()).orElse(List.of());
    List<SchemaElement> schema = new ArrayList<>();
    schema.add(theirs.getFirst().deepCopy().setNum_children(places.length));
    List<ColumnOrder> orders = new ArrayList<>();
    for (int i = 0; i < places.length; i++) {
      schema.add(theirs.get(places[i] + 1).deepCopy().setName(columns.get(i).name()));
      if (!theirOrders.isEmpty()) {
        orders.add(theirOrders.get(places[i]));
      }
    }
    return new Layout(schema, orders);
  }

  /// Places of the columns in the row groups of a file; empty if it lacks one, or if columns are
  /// nested.
  static Optional<int[]> places(FileMetaData footer, List<JoinedColumn> columns)
      throws IOException {
    List<SchemaElement> schema = said(footer.getSchema());
    List<String> names = schema.stream().skip(1).map(SchemaElement::getName).toList();
    int[] places = columns.stream().mapToInt(column -> names.indexOf(column.source())).toArray();
    boolean flat = schema.getFirst().getNum_children() == names.size();
    return flat && !columns.isEmpty() && names.containsAll(sources(columns))
        ? Optional.of(places)
        : Optional.empty();
  }

  private static List<String> sources(List<JoinedColumn> columns) {
    return columns.stream().map(JoinedColumn::source).toList();
  }
}
