package dev.sage.connector.postgresql;

import dev.sage.spi.RowSource;
import dev.sage.spi.Strategy;
import java.sql.Connection;
import java.sql.SQLException;

/// How rows are landed, one class for each [Strategy], inside the load's transaction.
///
/// Two steps, for rows may arrive while others are still being checked: [#copy] brings them to the
/// database and disturbs nobody; [#apply] does to the table what others will see, as late and as
/// short as it can be.
sealed interface Landing permits Append, Upsert, DeleteInsert, TruncateInsert, Full {

  /// Adds to a plan what only this strategy asks of the database, or refuses it, before anything is
  /// read. Changes nothing.
  ///
  /// @param connection in auto-commit mode, or in a transaction that only reads
  default TableLoad complete(Connection connection, TableLoad load) throws SQLException {
    return load;
  }

  /// Copies all rows to where nobody sees them yet and says how many.
  long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException;

  /// Does what is left when the verdict is good; the commit follows at once.
  ///
  /// @param copied how many rows were copied
  void apply(LoadSession session, TableLoad load, long copied) throws SQLException;

  /// Removes what a load that is not to be left outside of its transaction, which is rolled back
  /// already.
  default void abandon(LoadSession session, TableLoad load) throws SQLException {}

  static Landing of(Strategy strategy) {
    return switch (strategy) {
      case APPEND -> new Append();
      case UPSERT -> new Upsert();
      case DELETE_INSERT -> new DeleteInsert();
      case TRUNCATE_INSERT -> new TruncateInsert();
      case FULL -> Full.asPlanned();
    };
  }
}
