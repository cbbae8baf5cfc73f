package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import dev.sage.spi.TableVersion;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The versions of one table for those who ask, and the way back to one of them.
record Rollback(Connections connections, Backoff backoff, TableName asked) {

  List<TableVersion> list() throws SQLException {
    Connection connection = connections.get();
    TableName table = new CatalogReader(connection).read(asked).name();
    Versions versions = new Versions(new Query(connection), table);
    return versions.exist() ? told(versions, table) : List.of();
  }

  private static List<TableVersion> told(Versions versions, TableName table) throws SQLException {
    return versions.list().stream()
        .filter(version -> version.since() != null)
        .map(version -> told(version, table))
        .toList();
  }

  private static TableVersion told(Version version, TableName table) {
    return new TableVersion(
        table,
        version.number(),
        version.execution(),
        version.rows(),
        Objects.requireNonNull(version.since()),
        version.until());
  }

  /// @param number null: the one that was shown before
  TableVersion to(@Nullable Long number) throws SQLException {
    Connection connection = connections.get();
    TableName table = new CatalogReader(connection).read(asked).name();
    connection.setAutoCommit(false);
    try {
      TableVersion shown = SearchPath.emptyFor(connection, query -> to(number, query, table));
      commit(connection, table);
      return shown;
    } catch (SQLException | RuntimeException e) {
      connections.drop();
      throw e;
    }
  }

  private TableVersion to(@Nullable Long number, Query query, TableName table) throws SQLException {
    Versions versions = new Versions(query, table);
    if (!versions.exist()) {
      throw refused(table, "has no versions: only the strategy FULL keeps them.");
    }
    versions.lock();
    versions.dropUnfinished();
    Version wanted = wanted(versions, number, table);
    try {
      new Replacement(query, table, backoff, display(table)).byKept(wanted);
    } catch (SQLException e) {
      if (Failure.state(e).startsWith("42") || Failure.state(e).startsWith("23")) {
        throw doesNotFit(e, wanted, table);
      }
      throw e;
    }
    return told(versions, table).stream()
        .filter(version -> version.number() == wanted.number())
        .findFirst()
        .orElseThrow();
  }

  private Version wanted(Versions versions, @Nullable Long number, TableName table)
      throws SQLException {
    List<Version> all = versions.list();
    List<Version> kept = all.stream().filter(Version::isKept).toList();
    if (number != null && all.stream().anyMatch(v -> v.isShown() && v.number() == number)) {
      throw refused(table, "shows version %d already.".formatted(number));
    }
    Optional<Version> wanted =
        number == null
            ? kept.stream().max(Comparator.comparing(Version::until))
            : kept.stream().filter(version -> version.number() == number).findFirst();
    return wanted.orElseThrow(
        () -> refused(table, "cannot go back %s. %s".formatted(goal(number), choice(kept))));
  }

  private static String goal(@Nullable Long number) {
    return number == null ? "" : "to version " + number;
  }

  private static String choice(List<Version> kept) {
    return kept.isEmpty()
        ? "No other version is kept."
        : kept.stream()
            .map(version -> Long.toString(version.number()))
            .collect(Collectors.joining(", ", "Kept are: ", "."));
  }

  private void commit(Connection connection, TableName table) throws SQLException {
    try {
      connection.commit();
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      if (Failure.of(e) == Failure.LOST) {
        throw new SageException(
            ErrorCode.COMMIT_UNKNOWN,
            "The connection to PostgreSQL was lost while it committed: %s shows the one version or the other. Look at the list of its versions."
                .formatted(display(table)));
      }
      throw e;
    }
  }

  private SageException doesNotFit(SQLException e, Version version, TableName table) {
    return refused(
        table,
        "cannot go back to version %d: the views, foreign keys or columns of today do not fit its rows or columns (SQLSTATE %s)."
            .formatted(version.number(), Failure.state(e)));
  }

  private SageException refused(TableName table, String problem) {
    return new SageException(
        ErrorCode.DESTINATION_MISMATCH, "The table %s %s".formatted(display(table), problem));
  }

  private String display(TableName table) {
    return connections.url().where() + ": " + table;
  }
}
