package dev.sage.connector.postgresql;

import dev.sage.spi.ColumnLimit;
import dev.sage.spi.LoadRequest;
import dev.sage.spi.PreparedLoad;
import dev.sage.spi.TableName;
import java.util.List;

/// A load that PostgreSQL can do.
///
/// @param table with its schema
/// @param missing what is made before the load: statements, in order
/// @param landing how the rows meet those that are there
record TableLoad(
    LoadRequest request,
    TableName table,
    List<ColumnPlan> columns,
    List<String> missing,
    Landing landing,
    String display)
    implements PreparedLoad {
  TableLoad {
    columns = List.copyOf(columns);
    missing = List.copyOf(missing);
  }

  @Override
  public List<ColumnLimit> limits() {
    return columns.stream().flatMap(column -> column.limits().stream()).toList();
  }

  String id() {
    return request.id();
  }
}
