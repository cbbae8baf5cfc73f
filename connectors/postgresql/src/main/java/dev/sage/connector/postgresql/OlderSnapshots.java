package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Transactions that would see a new version without its rows.
///
/// A transaction in REPEATABLE READ sees the rows that were there when it began, but finds tables
/// by the names of today: a version whose rows were copied after it began is empty to it. So the
/// name waits until those have ended that are older than the rows. Those that have used the table
/// are left to [TableLock]; a transaction without a snapshot will take a new one. Which of the
/// others are in REPEATABLE READ cannot be told.
///
/// Roles without `pg_read_all_stats` see their own transactions only.
///
/// @param table whose rows are to be replaced
record OlderSnapshots(Query query, TableName table, Backoff backoff, String display) {
  private static final int TRIES = 8;

  private static final String STATES =
      """
      SELECT a.state FROM pg_catalog.pg_stat_activity a
      WHERE a.datname = pg_catalog.current_database() AND a.pid <> pg_catalog.pg_backend_pid()
        AND a.backend_type = 'client backend' AND a.backend_xmin IS NOT NULL AND a.xact_start < ?
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l
          WHERE l.pid = a.pid AND l.granted AND l.relation = ?::oid
            AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = a.datname))
      """;

  /// Waits for about a minute. Who is between two statements then stops the replacement; a
  /// statement that still runs has found its tables already.
  void await(Instant built) throws SQLException {
    List<String> states = olderThan(built);
    for (int tried = 1; !states.isEmpty() && tried < TRIES; tried++) {
      backoff.pause(tried);
      states = olderThan(built);
    }
    if (states.stream().anyMatch(state -> !state.equals("active"))) {
      throw new SageException(
          ErrorCode.DESTINATION_CONFLICT,
          "A transaction that began before the new rows of %s were there is still open; in REPEATABLE READ the table would be empty to it. Nothing was changed; try again when it has ended."
              .formatted(display));
    }
  }

  private List<String> olderThan(Instant built) throws SQLException {
    return query.texts(STATES, OffsetDateTime.ofInstant(built, ZoneOffset.UTC), query.oid(table));
  }
}
