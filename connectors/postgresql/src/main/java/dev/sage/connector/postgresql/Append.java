package dev.sage.connector.postgresql;

import dev.sage.spi.RowSource;
import java.sql.Connection;
import java.sql.SQLException;

/// Adds the rows to those that are there.
record Append() implements Landing {
  @Override
  public long land(Connection connection, TableLoad load, RowSource rows) throws SQLException {
    return BinaryCopy.into(connection, Sql.name(load.table()), load.columns()).write(rows);
  }
}
