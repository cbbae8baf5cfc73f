package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;

/// Transactions that would see a new version without its rows.
///
/// A transaction in REPEATABLE READ sees the rows that were there when it began, but finds tables
/// by the names of today: a version whose rows were copied after it began is empty to it. So the
/// name waits until those have ended that are older than the rows. Most transactions take a new
/// look for each statement, and are not waited for.
///
/// Roles without `pg_read_all_stats` see their own transactions only.
record OlderSnapshots(Query query, Backoff backoff, String display) {
  private static final int TRIES = 8;

  private static final String STATES =
      """
      SELECT state FROM pg_catalog.pg_stat_activity
      WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
        AND backend_type = 'client backend' AND backend_xmin IS NOT NULL AND xact_start < ?
      """;

  /// Waits for about a minute. Who is between two statements then stops the load; a statement that
  /// still runs has found its tables already.
  void await(Instant built) throws SQLException {
    List<String> states = olderThan(built);
    for (int tried = 1; !states.isEmpty() && tried < TRIES; tried++) {
      backoff.pause(tried);
      states = olderThan(built);
    }
    if (states.stream().anyMatch(state -> !state.equals("active"))) {
      throw new SageException(
          ErrorCode.DESTINATION_CONFLICT,
          "A transaction in REPEATABLE READ that is older than the new rows of %s is still open: the table would be empty to it. Nothing was changed; try again when it has ended."
              .formatted(display));
    }
  }

  private List<String> olderThan(Instant built) throws SQLException {
    return query.texts(STATES, OffsetDateTime.ofInstant(built, ZoneOffset.UTC));
  }
}
