package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What a SQLSTATE means for a load.
enum Failure {
  /// Another transaction was in the way: worth a retry.
  CONFLICT(
      ErrorCode.DESTINATION_CONFLICT,
      "Another transaction was in the way. Try again when it has ended"),
  /// The table is no longer what it was when the try began: worth a retry, which looks at it again.
  CHANGED(
      ErrorCode.DESTINATION_MISMATCH,
      "The table, or what its triggers use, was changed while it was loaded. Run again; if this stays, the log of PostgreSQL says more"),
  /// There is no connection, or it was lost: worth a retry.
  LOST(
      ErrorCode.DESTINATION_UNREACHABLE,
      "It cannot be reached. Check that it runs, its host and port, and the network"),
  AUTHENTICATION(
      ErrorCode.DESTINATION_AUTHENTICATION,
      "It refused the user or the password. Check the URL, PGPASSWORD and PGPASSFILE"),
  NO_TLS(
      ErrorCode.DESTINATION_INVALID,
      "It does not offer TLS, which sslmode in the URL asks for. Set ssl = on there, or use another sslmode where nobody can read along"),
  NO_DATABASE(
      ErrorCode.DESTINATION_INVALID,
      "There is no such database. Correct the URL, or run: CREATE DATABASE"),
  PERMISSION(
      ErrorCode.DESTINATION_PERMISSION,
      "The role lacks a right. Run again: what it lacks is told before anything is read"),
  DISK_FULL(
      ErrorCode.DESTINATION_FAILED,
      "The disk of the database is full. Make room there and try again"),
  CONSTRAINT(ErrorCode.DESTINATION_FAILED, "A constraint of the table refused the rows"),
  REFERENCE(
      ErrorCode.DESTINATION_FAILED,
      "A foreign key refused: rows refer to others that are not there, or that the load would replace. Load the other table first; where rows are referred to, use UPSERT, or make the foreign key DEFERRABLE"),
  KEY_TWICE(
      ErrorCode.DESTINATION_FAILED,
      "Several rows of the delivery have the same key, so it is not known which of them is to stay. Take columns that tell rows apart as the key, or declare it as the catalog's `key`: then rows that repeat it are findings"),
  KEY_TOO_LONG(
      ErrorCode.DESTINATION_FAILED,
      "A value is too long for an index of the table (about 2,700 bytes). Limit the field with `max_length`, or take another key"),
  OTHER(ErrorCode.DESTINATION_FAILED, "It refused a statement; its own log says more");

  private static final Set<String> CONFLICTS = Set.of("55P03", "40P01", "40001");

  /// No such column, table, schema, index for `ON CONFLICT`; another type.
  private static final Set<String> CHANGES = Set.of("42703", "42P01", "3F000", "42P10", "42804");

  private static final Set<String> LOSSES =
      Set.of("57P01", "57P02", "57P03", "57P05", "53300", "25P03", "25P04");

  private final ErrorCode code;
  private final String text;

  Failure(ErrorCode code, String text) {
    this.code = code;
    this.text = text;
  }

  static Failure of(SQLException e) {
    if (e instanceof Connections.TlsNotOffered) {
      return NO_TLS;
    }
    String state = state(e);
    if (CONFLICTS.contains(state)) {
      return CONFLICT;
    }
    if (CHANGES.contains(state)) {
      return CHANGED;
    }
    if (LOSSES.contains(state)) {
      return LOST;
    }
    return switch (state) {
      case "53100" -> DISK_FULL;
      case "21000" -> KEY_TWICE;
      case "23503" -> REFERENCE;
      case "54000" -> KEY_TOO_LONG;
      case "3D000" -> NO_DATABASE;
      case "42501" -> PERMISSION;
      // pgjdbc says 08004 when the server wants a password and there is none.
      case "08004" -> AUTHENTICATION;
      default -> ofClass(state);
    };
  }

  private static Failure ofClass(String state) {
    return switch (state.substring(0, Math.min(2, state.length()))) {
      case "08" -> LOST;
      case "28" -> AUTHENTICATION;
      case "23" -> CONSTRAINT;
      default -> OTHER;
    };
  }

  boolean isTransient() {
    return this == CONFLICT || this == CHANGED || this == LOST;
  }

  /// The error as SAGE tells it. The server's own words stay behind, for they can quote data.
  static SageException explain(SQLException e, String where) {
    Failure failure = of(e);
    return new SageException(
        failure.code,
        "PostgreSQL at %s: %s (SQLSTATE %s%s)."
            .formatted(where, failure.text, state(e), details(e)));
  }

  /// A refusal by a constraint of a table that has another name for now.
  ///
  /// @param table what people call it
  /// @param names from the constraint's name to the one that people know
  static SageException refusedBy(
      SQLException e, String where, String table, UnaryOperator<String> names) {
    ServerErrorMessage message =
        e instanceof PSQLException server ? server.getServerErrorMessage() : null;
    String constraint = message == null ? null : message.getConstraint();
    return new SageException(
        CONSTRAINT.code,
        "PostgreSQL at %s: %s (SQLSTATE %s%s%s)."
            .formatted(
                where,
                CONSTRAINT.text,
                state(e),
                named("table", table),
                named("constraint", constraint == null ? null : names.apply(constraint))));
  }

  private static String details(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException server ? server.getServerErrorMessage() : null;
    if (message == null) {
      return network(e);
    }
    return named("table", message.getTable())
        + named("column", message.getColumn())
        + named("constraint", message.getConstraint());
  }

  private static String network(SQLException e) {
    return e.getCause() instanceof IOException io && io.getMessage() != null
        ? "; " + io.getMessage()
        : "";
  }

  private static String named(String what, @Nullable String name) {
    return name == null ? "" : ", %s %s".formatted(what, name);
  }

  static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }
}
