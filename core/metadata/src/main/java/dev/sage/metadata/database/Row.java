package dev.sage.metadata.database;

import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of a result, read by the names of its columns.
public final class Row {
  private final ResultSet result;

  Row(ResultSet result) {
    this.result = result;
  }

  /// Makes a value of a row.
  @FunctionalInterface
  public interface Reader<T> {
    T read(Row row) throws SQLException;
  }

  public UUID id(String column) throws SQLException {
    return there(result.getObject(column, UUID.class), column);
  }

  public Optional<UUID> maybeId(String column) throws SQLException {
    return Optional.ofNullable(result.getObject(column, UUID.class));
  }

  public String text(String column) throws SQLException {
    return there(result.getString(column), column);
  }

  public Optional<String> maybeText(String column) throws SQLException {
    return Optional.ofNullable(result.getString(column));
  }

  /// 0 where there is no value.
  public long number(String column) throws SQLException {
    return result.getLong(column);
  }

  public OptionalLong maybeNumber(String column) throws SQLException {
    long number = result.getLong(column);
    return result.wasNull() ? OptionalLong.empty() : OptionalLong.of(number);
  }

  public int whole(String column) throws SQLException {
    return result.getInt(column);
  }

  public boolean isTrue(String column) throws SQLException {
    return result.getBoolean(column);
  }

  public Optional<BigDecimal> maybeDecimal(String column) throws SQLException {
    return Optional.ofNullable(result.getBigDecimal(column));
  }

  public byte[] bytes(String column) throws SQLException {
    return there(result.getBytes(column), column);
  }

  public Instant time(String column) throws SQLException {
    return maybeTime(column).orElseThrow(() -> new SQLException("no value in " + column));
  }

  public Optional<Instant> maybeTime(String column) throws SQLException {
    return Optional.ofNullable(result.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public LocalDate date(String column) throws SQLException {
    return there(result.getObject(column, LocalDate.class), column);
  }

  public LocalTime hour(String column) throws SQLException {
    return there(result.getObject(column, LocalTime.class), column);
  }

  public Duration millis(String column) throws SQLException {
    return Duration.ofMillis(result.getLong(column));
  }

  public List<String> texts(String column) throws SQLException {
    return Arrays.stream((Object[]) array(column).getArray()).map(String::valueOf).toList();
  }

  public List<Integer> wholes(String column) throws SQLException {
    return Arrays.stream((Object[]) array(column).getArray())
        .map(number -> ((Number) number).intValue())
        .toList();
  }

  private Array array(String column) throws SQLException {
    return there(result.getArray(column), column);
  }

  private static <T> T there(@Nullable T value, String column) {
    return Objects.requireNonNull(value, column);
  }
}
