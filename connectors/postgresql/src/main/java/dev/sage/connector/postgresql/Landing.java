package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.Strategy;
import java.sql.SQLException;

/// How rows are landed, one class for each [Strategy], inside the load's transaction.
///
/// Two steps, for rows may arrive while others are still being checked: [#copy] brings them to the
/// database and disturbs nobody; [#apply] does to the table what others will see, as late and as
/// short as it can be.
sealed interface Landing permits Append, Upsert, DeleteInsert, TruncateInsert {

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
      case FULL ->
          throw new SageException(
              ErrorCode.NOT_BUILT_YET,
              "The strategy %s is not built yet for PostgreSQL. Use TRUNCATE_INSERT."
                  .formatted(strategy));
    };
  }
}
