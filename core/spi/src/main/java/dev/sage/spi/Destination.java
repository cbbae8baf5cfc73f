package dev.sage.spi;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A place where rows are landed, connected. Used by one thread.
public interface Destination extends AutoCloseable {

  /// Checks a load before any data is read: the table's columns, their types, the rights. Changes
  /// nothing.
  ///
  /// @throws SageException [ErrorCode#DESTINATION_MISMATCH] with the statement that would mend it,
  ///   or an error of type EXTERNAL
  PreparedLoad prepare(LoadRequest request);

  /// Lands the rows of every load in one transaction, exactly once for each execution.
  ///
  /// The transaction's first statements enter (execution, materialization) into the destination's
  /// ledger; a materialization that is there already is not loaded again. An unknown outcome of a
  /// commit is resolved before this returns. Transient failures are retried; then nothing of the
  /// failed try is left. Rows are copied as they come; what they do to rows that others see is done
  /// after `gate` has let the load through.
  ///
  /// @param token the fencing token of this attempt, larger for each later attempt of the execution
  /// @return one outcome for each load, in order
  /// @throws SageException of type EXTERNAL; nothing of these loads is visible in the destination,
  ///   except with [ErrorCode#COMMIT_UNKNOWN]: then a later call with the same execution resolves
  ///   it
  List<LoadOutcome> load(UUID execution, long token, List<Load> loads, CommitGate gate);

  /// The versions of a table that [#rollback] knows, the one that is shown among them, the oldest
  /// first. Empty when [Strategy#FULL] never replaced it, or there is no such table.
  ///
  /// @throws SageException of type EXTERNAL
  default List<TableVersion> versions(TableName table) {
    return List.of();
  }

  /// Makes readers of a table see one of its kept versions again, all of its rows at once. The
  /// version that they saw is kept in turn: a second call leads back to it.
  ///
  /// @param number of the version; null: the one that was shown before
  /// @return the version that is shown now
  /// @throws SageException [ErrorCode#DESTINATION_MISMATCH] when there is no such version, saying
  ///   which there are, or when something that depends on the table does not fit it;
  ///   [ErrorCode#COMMIT_UNKNOWN], or another error of type EXTERNAL, after which nothing is
  ///   changed
  default TableVersion rollback(TableName table, @Nullable Long number) {
    throw new SageException(
        ErrorCode.DESTINATION_MISMATCH,
        "%s keeps no versions of its tables: %s cannot be rolled back."
            .formatted(display(), table));
  }

  /// Where this is, for people and reports, without secrets.
  String display();

  @Override
  void close();
}
