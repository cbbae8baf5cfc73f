package dev.sage.metadata.database;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/// What a SQLSTATE of the metadata's database means: the one place where that is decided.
///
/// The words of the server and of the driver stay behind, for they can quote data; so the exception
/// has no cause either.
enum MetadataFailure {
  UNREACHABLE(
      ErrorCode.METADATA_UNREACHABLE,
      "It cannot be reached, or lost the connection. Check that it runs, its host and port, and the network; it is tried again"),
  BUSY(
      ErrorCode.METADATA_UNREACHABLE,
      "It was too busy to answer, or another transaction was in the way. It is tried again"),
  REFUSED(
      ErrorCode.SETTINGS_INVALID,
      "It does not let SAGE in, or lacks that database or a right. Check the URL of the metadata, the password and the role's rights"),
  TAKEN(ErrorCode.CONFLICT, "Something with these values is there already"),
  REFERRED(ErrorCode.CONFLICT, "Something else refers to it, or what it refers to is gone"),
  VALUE(ErrorCode.USAGE, "A value is not accepted: too long, out of range, or with a NUL"),
  BUG(ErrorCode.INTERNAL, "It refused a statement; its own log says more. This is a bug of SAGE");

  private static final Set<String> LOST =
      Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25006");
  private static final Set<String> IN_THE_WAY = Set.of("40001", "40P01", "55P03", "57014");
  private static final Set<String> NOT_LET_IN = Set.of("3D000", "42501", "08004", "3F000");

  private final ErrorCode code;
  private final String text;

  MetadataFailure(ErrorCode code, String text) {
    this.code = code;
    this.text = text;
  }

  /// The failure as SAGE tells it; an exception that no SQL is behind stays what it is.
  static RuntimeException explain(RuntimeException e, String where) {
    SQLException cause = sqlCause(e);
    return cause == null ? e : explain(cause, where);
  }

  static SageException explain(SQLException e, String where) {
    MetadataFailure failure = of(e);
    return new SageException(
        failure.code,
        "The metadata at %s: %s (SQLSTATE %s%s)."
            .formatted(where, failure.text, state(e), details(e)));
  }

  static MetadataFailure of(SQLException e) {
    if (e instanceof SQLTransientConnectionException && sqlCause(e.getCause()) == null) {
      return UNREACHABLE;
    }
    String state = state(e);
    if (LOST.contains(state)) {
      return UNREACHABLE;
    }
    if (IN_THE_WAY.contains(state)) {
      return BUSY;
    }
    return NOT_LET_IN.contains(state) ? REFUSED : ofClass(state);
  }

  private static MetadataFailure ofClass(String state) {
    return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
      case "08" -> UNREACHABLE;
      case "53", "58" -> BUSY;
      case "28" -> REFUSED;
      case "22" -> VALUE;
      case "23" ->
          switch (state) {
            case "23505" -> TAKEN;
            case "23503", "23001" -> REFERRED;
            default -> BUG;
          };
      default -> BUG;
    };
  }

  /// The pool wraps what the driver said.
  private static String state(SQLException e) {
    SQLException cause = e.getSQLState() == null ? sqlCause(e.getCause()) : e;
    String state = cause == null ? null : cause.getSQLState();
    return state == null ? "none" : state;
  }

  static @Nullable SQLException sqlCause(@Nullable Throwable e) {
    for (Throwable at = e; at != null; at = at.getCause()) {
      if (at instanceof SQLException found) {
        return found;
      }
    }
    return null;
  }

  private static String details(SQLException e) {
    ServerErrorMessage message =
        e instanceof PSQLException server ? server.getServerErrorMessage() : null;
    return message == null
        ? ""
        : named("table", message.getTable()) + named("constraint", message.getConstraint());
  }

  private static String named(String what, @Nullable String name) {
    return name == null ? "" : ", %s %s".formatted(what, name);
  }
}
