package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.spi.RowSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Where the rows of one load wait for the verdict: nobody else sees them, and they are gone when
/// the transaction ends.
record TemporaryTable(String name, List<ColumnPlan> columns) {

  /// One for each load of a call: their ids differ.
  static TemporaryTable of(TableLoad load) {
    UUID id = UUID.nameUUIDFromBytes(load.id().getBytes(UTF_8));
    return new TemporaryTable("pg_temp." + Sql.name("sage_" + id), load.columns());
  }

  /// Makes it and copies all rows into it.
  long fill(Connection connection, RowSource rows) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(definition());
    }
    return BinaryCopy.into(connection, name, columns).write(rows.open());
  }

  /// The columns are those of the target in type and collation, so that comparing them is possible
  /// and uses its indexes; no constraints, for the target has its own.
  private String definition() {
    return columns.stream()
        .map(column -> Sql.name(column.name()) + " " + column.definition())
        .collect(
            Collectors.joining(", ", "CREATE TEMPORARY TABLE " + name + " (", ") ON COMMIT DROP"));
  }
}
