package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import java.sql.Connection;
import java.sql.SQLException;

/// How rows are landed, one class for each [Strategy], inside the load's transaction.
sealed interface Landing permits Append {

  /// Lands all rows and says how many.
  long land(Connection connection, TableLoad load, RowSource rows) throws SQLException;

  static Landing of(Strategy strategy) {
    return switch (strategy) {
      case APPEND -> new Append();
      case UPSERT, DELETE_INSERT, TRUNCATE_INSERT, FULL ->
          throw new SageException(
              ErrorCode.NOT_BUILT_YET,
              "The strategy %s is not built yet for PostgreSQL. Use APPEND.".formatted(strategy));
    };
  }
}
