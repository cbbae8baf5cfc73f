package dev.sage.connector.postgresql;

import dev.sage.spi.LoadRequest;
import dev.sage.spi.RowSource;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Removes every row that has a key (or a partition) of the delivery, then adds the delivery.
record DeleteInsert() implements Landing {

  /// The columns by which rows go.
  static List<String> matched(LoadRequest request) {
    return request.partitionBy().isEmpty() ? request.key() : request.partitionBy();
  }

  @Override
  public long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException {
    TemporaryTable arrived = TemporaryTable.of(load);
    long copied = arrived.fill(session.connection(), rows);
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(
          "ANALYZE %s (%s)".formatted(arrived.name(), Sql.names(matched(load.request()))));
    }
    return copied;
  }

  @Override
  public void apply(LoadSession session, TableLoad load, long copied) throws SQLException {
    if (copied == 0) {
      return;
    }
    try (Statement statement = session.connection().createStatement()) {
      statement.execute(queue(load));
      for (Set<String> nulls : nulls(statement, load)) {
        statement.executeLargeUpdate(delete(load, nulls));
      }
      BinaryCopy.refuseIfSomeVanished(copied, statement.executeLargeUpdate(insert(load)));
    }
  }

  /// Two loads of the same key would each miss what the other one adds: they take turns. Others
  /// read and write meanwhile. Foreign keys that can wait are checked when the rows are back.
  private static String queue(TableLoad load) {
    return """
    LOCK TABLE %s IN SHARE UPDATE EXCLUSIVE MODE;
    SET CONSTRAINTS ALL DEFERRED
    """
        .formatted(Sql.name(load.table()));
  }

  /// Which of the columns are null together in rows of the delivery. No index serves `IS NOT
  /// DISTINCT FROM`, but each of these sets has a statement of its own that indexes do serve.
  private static Set<Set<String>> nulls(Statement statement, TableLoad load) throws SQLException {
    List<String> nullable = nullable(load);
    if (nullable.isEmpty()) {
      return Set.of(Set.of());
    }
    String columns =
        nullable.stream()
            .map(name -> Sql.name(name) + " IS NULL")
            .collect(Collectors.joining(", "));
    Set<Set<String>> found = new LinkedHashSet<>();
    try (ResultSet rows =
        statement.executeQuery(
            "SELECT DISTINCT %s FROM %s".formatted(columns, TemporaryTable.of(load).name()))) {
      while (rows.next()) {
        found.add(nulls(rows, nullable));
      }
    }
    return found;
  }

  private static Set<String> nulls(ResultSet row, List<String> nullable) throws SQLException {
    Set<String> nulls = new LinkedHashSet<>();
    for (int i = 0; i < nullable.size(); i++) {
      if (row.getBoolean(i + 1)) {
        nulls.add(nullable.get(i));
      }
    }
    return nulls;
  }

  private static List<String> nullable(TableLoad load) {
    List<String> matched = matched(load.request());
    return load.columns().stream()
        .filter(column -> !column.required() && matched.contains(column.name()))
        .map(ColumnPlan::name)
        .toList();
  }

  private static String delete(TableLoad load, Set<String> nulls) {
    List<String> filled =
        matched(load.request()).stream().filter(name -> !nulls.contains(name)).toList();
    String where =
        Stream.concat(
                filled.stream().map(Sql::name).map(name -> "t.%s = d.%s".formatted(name, name)),
                nulls.stream().map(name -> "t." + Sql.name(name) + " IS NULL"))
            .collect(Collectors.joining(" AND "));
    return "DELETE FROM %s AS t%s WHERE %s"
        .formatted(Sql.name(load.table()), using(load, filled, nulls), where);
  }

  private static String using(TableLoad load, List<String> filled, Set<String> nulls) {
    if (filled.isEmpty()) {
      return "";
    }
    List<String> conditions = new ArrayList<>();
    for (String name : nullable(load)) {
      conditions.add(Sql.name(name) + (nulls.contains(name) ? " IS NULL" : " IS NOT NULL"));
    }
    return " USING (SELECT DISTINCT %s FROM %s%s) AS d"
        .formatted(
            Sql.names(filled),
            TemporaryTable.of(load).name(),
            conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions));
  }

  /// In the order of arrival, which is that of a temporary table.
  private static String insert(TableLoad load) {
    String columns = Sql.columns(load.columns());
    return "INSERT INTO %s (%s) OVERRIDING SYSTEM VALUE SELECT %s FROM %s"
        .formatted(Sql.name(load.table()), columns, columns, TemporaryTable.of(load).name());
  }
}
