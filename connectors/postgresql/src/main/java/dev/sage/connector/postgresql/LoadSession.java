package dev.sage.connector.postgresql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;

/// What a [Landing] works with during one try of a load.
///
/// @param connection in the load's transaction
/// @param others makes further connections to the same database; whoever asks closes them
/// @param backoff between tries to get a lock
record LoadSession(UUID execution, Connection connection, Opener others, Backoff backoff) {

  /// Opens a connection in auto-commit mode.
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }
}
