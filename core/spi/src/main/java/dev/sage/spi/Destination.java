package dev.sage.spi;

import java.util.List;
import java.util.UUID;

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

  /// Where this is, for people and reports, without secrets.
  String display();

  @Override
  void close();
}
