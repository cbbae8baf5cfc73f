package dev.sage.connector.postgresql;

import dev.sage.spi.RowSource;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Collectors;

/// Adds the rows whose key is new; the others replace the values of the row that has their key.
record Upsert() implements Landing {
  @Override
  public long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException {
    return TemporaryTable.of(load).fill(session.connection(), rows);
  }

  @Override
  public void apply(LoadSession session, TableLoad load, long copied) throws SQLException {
    List<String> values = values(load);
    try (Statement statement = session.connection().createStatement()) {
      long taken = statement.executeLargeUpdate(merge(load, values));
      if (!values.isEmpty()) {
        BinaryCopy.refuseIfSomeVanished(copied, taken);
      }
    }
  }

  private static List<String> values(TableLoad load) {
    return load.columns().stream()
        .map(ColumnPlan::name)
        .filter(name -> !load.request().key().contains(name))
        .toList();
  }

  /// In the order of the key: two loads that meet wait for each other instead of blocking each
  /// other for good, and neighbours in the index are written together.
  private static String merge(TableLoad load, List<String> values) {
    String columns = Sql.columns(load.columns());
    String key = Sql.names(load.request().key());
    return """
    INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE
    SELECT %s FROM %s ORDER BY %s
    ON CONFLICT (%s) DO %s
    """
        .formatted(
            Sql.name(load.table()),
            columns,
            columns,
            TemporaryTable.of(load).name(),
            key,
            key,
            values.isEmpty() ? "NOTHING" : update(values));
  }

  private static String update(List<String> values) {
    return values.stream()
        .map(Sql::name)
        .map(name -> name + " = EXCLUDED." + name)
        .collect(Collectors.joining(", ", "UPDATE SET ", ""));
  }
}
