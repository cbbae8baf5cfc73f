package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.List;

/// Locks a table and the views over it against everybody, for the moment in which another version
/// takes its place.
///
/// Whoever waits for such a lock makes all others wait behind it. So the first tries are short:
/// shorter than the second after which PostgreSQL looks for deadlocks, so that no reader becomes
/// the victim of one. Only if there is no gap between the readers the later tries wait longer.
record TableLock(Query query, TableName table, Backoff backoff, String display) {
  private static final List<String> PATIENCE =
      List.of("200ms", "400ms", "400ms", "800ms", "800ms", "2s", "5s", "15s");

  /// Takes the locks, and does `work` as part of each try.
  void take(Attempt.Work work) throws SQLException {
    Attempt.Work locked =
        () -> {
          lock();
          work.run();
        };
    for (int tried = 0; !Attempt.of(query, PATIENCE.get(tried), locked); ) {
      tried++;
      if (tried == PATIENCE.size()) {
        throw busy();
      }
      backoff.pause(tried);
    }
  }

  /// Views first, as whoever reads through them does.
  private void lock() throws SQLException {
    List<View> views = views();
    for (View view : views) {
      query.run(view.lock());
    }
    query.run("LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE".formatted(Sql.name(table)));
    if (!views().equals(views)) {
      throw new SQLException("a view came or went", "40001");
    }
  }

  private List<View> views() throws SQLException {
    return View.over(query, query.oid(table));
  }

  private SageException busy() {
    return new SageException(
        ErrorCode.DESTINATION_CONFLICT,
        "The table %s is in use: for a minute there was no moment to put another version in its place. Nothing was changed; try again when the transactions that use it have ended."
            .formatted(display));
  }
}
