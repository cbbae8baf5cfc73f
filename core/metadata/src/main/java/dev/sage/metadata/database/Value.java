package dev.sage.metadata.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/// A bound value. Printed nowhere: it may be a secret.
record Value(@Nullable Object value) implements Argument {

  /// @param given a value, null, or an optional one; durations are milliseconds, collections are
  ///   texts
  static Value of(@Nullable Object given) {
    return switch (given) {
      case Optional<?> optional -> of(optional.orElse(null));
      case OptionalLong number -> new Value(number.isPresent() ? number.getAsLong() : null);
      case Duration duration -> new Value(duration.toMillis());
      case Instant instant -> new Value(instant.atOffset(ZoneOffset.UTC));
      case null, default -> new Value(given);
    };
  }

  @Override
  public void apply(int position, PreparedStatement statement, StatementContext context)
      throws SQLException {
    switch (value) {
      case null -> statement.setNull(position, Types.NULL);
      case byte[] bytes -> statement.setBytes(position, bytes);
      case Short[] numbers ->
          statement.setArray(
              position, statement.getConnection().createArrayOf("smallint", numbers));
      case Collection<?> texts ->
          statement.setArray(
              position, statement.getConnection().createArrayOf("text", texts.toArray()));
      default -> statement.setObject(position, value);
    }
  }

  @Override
  public String toString() {
    return "?";
  }
}
