package dev.sage.connector.postgresql;

import dev.sage.spi.RowSource;
import java.sql.SQLException;

/// Adds the rows to those that are there.
record Append() implements Landing {
  @Override
  public long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException {
    return BinaryCopy.into(session.connection(), Sql.name(load.table()), load.columns())
        .write(rows.open());
  }

  /// The rows are where they belong since they were copied.
  @Override
  public void apply(LoadSession session, TableLoad load, long copied) {}
}
