package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Set;

/// Work in a transaction that may fail without failing the transaction.
final class Attempt {
  /// Other objects depend on what was to be removed.
  private static final Set<String> IN_USE = Set.of("2BP01");

  private Attempt() {}

  /// What is tried.
  @FunctionalInterface
  interface Work {
    void run() throws SQLException;
  }

  /// Whether the work was done. If not, nothing of it was: something was locked for longer than
  /// `lockTimeout`, or is used.
  static boolean of(Query query, String lockTimeout, Work work) throws SQLException {
    Connection connection = query.connection();
    String before = query.text("SELECT pg_catalog.current_setting('lock_timeout')");
    Savepoint start = connection.setSavepoint();
    try {
      setLockTimeout(query, lockTimeout);
      work.run();
      setLockTimeout(query, before);
      connection.releaseSavepoint(start);
      return true;
    } catch (SQLException e) {
      if (Failure.of(e) != Failure.CONFLICT && !IN_USE.contains(Failure.state(e))) {
        throw e;
      }
      connection.rollback(start);
      return false;
    }
  }

  private static void setLockTimeout(Query query, String timeout) throws SQLException {
    query.text("SELECT pg_catalog.set_config('lock_timeout', ?, true)", timeout);
  }
}
