package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableShape.Constraint;
import dev.sage.connector.postgresql.TableShape.ForeignKey;
import dev.sage.connector.postgresql.TableShape.Index;
import dev.sage.connector.postgresql.TableShape.OwnedSequence;
import dev.sage.connector.postgresql.TableShape.Statistics;
import dev.sage.connector.postgresql.Version.Alias;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.LoadColumn;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Builds a version of a table aside: on connections of its own, outside of the load's transaction,
/// for a table that is made in a transaction can be filled and indexed by that one only.
final class FullBuild {
  private static final int MOST_CONNECTIONS = 4;

  private final LoadSession session;
  private final TableLoad load;
  private final @Nullable TableShape shape;
  private final TableName table;
  private final Workers workers;
  private final List<Alias> aliases = new ArrayList<>();

  /// @param shape that of the table which is to be replaced; null when there is none
  FullBuild(LoadSession session, TableLoad load, @Nullable TableShape shape) {
    this.session = session;
    this.load = load;
    this.shape = shape;
    this.table = load.table();
    this.workers =
        new Workers(
            session.others(),
            Math.min(MOST_CONNECTIONS, Runtime.getRuntime().availableProcessors()));
  }

  /// Copies all rows into a new version that is complete but for its name, and says how many.
  long run(RowSource rows) throws SQLException {
    try (Connection connection = session.others().open()) {
      connection.setAutoCommit(false);
      TableName aside = SearchPath.emptyFor(connection, this::begin);
      connection.commit();
      connection.setAutoCommit(true);
      Query query = new Query(connection);
      long count = build(query, aside, rows);
      new Versions(query, table).built(aside.name(), aliases, count);
      return count;
    }
  }

  /// A constraint that refuses rows is told by the names that people know.
  private long build(Query query, TableName aside, RowSource rows) throws SQLException {
    try {
      long count = copy(Sql.name(aside), rows);
      finish(query, aside);
      return count;
    } catch (SQLException e) {
      if (Failure.of(e) != Failure.CONSTRAINT) {
        throw e;
      }
      throw Failure.refusedBy(e, load.display(), table.name(), this::shown);
    }
  }

  private String shown(String constraint) {
    return aliases.stream()
        .filter(alias -> alias.parked().equals(constraint))
        .map(Alias::shown)
        .findFirst()
        .orElse(constraint);
  }

  private TableName begin(Query query) throws SQLException {
    refuseIfChanged(query);
    Versions versions = new Versions(query, table);
    versions.dropUnfinished();
    if (shape != null && versions.shown().isEmpty()) {
      versions.enterShown();
    }
    TableName aside = versions.enter(session.execution(), load.id());
    if (shape == null) {
      query.run(create(Sql.name(aside)));
    } else {
      createAlike(query, aside, shape);
    }
    query.runAll(Grants.revokeAll(query, aside, Grants.Kind.TABLE));
    return aside;
  }

  /// While this waited for its turn, another version may have come; the next try plans anew.
  private void refuseIfChanged(Query query) throws SQLException {
    TableShape now = new ShapeReader(query).read(table).orElse(null);
    if (now == null ? shape != null : shape == null || !now.isLike(shape)) {
      throw new SQLException("the table is not as it was planned", "40001");
    }
  }

  private String create(String aside) {
    return load.request().columns().stream()
        .map(FullBuild::column)
        .collect(Collectors.joining(", ", "CREATE TABLE " + aside + " (", ")"));
  }

  private static String column(LoadColumn column) {
    return "%s %s%s"
        .formatted(
            Sql.name(column.name()),
            ColumnPlan.typeOf(column.type()),
            column.required() ? " NOT NULL" : "");
  }

  private void createAlike(Query query, TableName aside, TableShape shape) throws SQLException {
    query.run(
        "CREATE %s TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS) %s"
            .formatted(
                shape.unlogged() ? "UNLOGGED" : "",
                Sql.name(aside),
                Sql.name(table),
                shape.create()));
    query.run("ALTER TABLE %s OWNER TO %s".formatted(Sql.name(aside), Sql.name(shape.owner())));
    for (String setting : shape.settings()) {
      query.run("ALTER TABLE %s %s".formatted(Sql.name(aside), setting));
    }
    continueIdentities(query, aside, shape);
    refuseIfNotAlike(new ShapeReader(query).read(aside).orElseThrow(), shape);
  }

  /// The new column's sequence goes on where the old one's is.
  private void continueIdentities(Query query, TableName aside, TableShape shape)
      throws SQLException {
    List<OwnedSequence> made = new ShapeReader(query).read(aside).orElseThrow().sequences();
    for (OwnedSequence old : shape.sequences()) {
      if (old.identity()) {
        String name =
            made.stream()
                .filter(sequence -> sequence.column().equals(old.column()))
                .findFirst()
                .orElseThrow()
                .name();
        Alias alias = alias(Alias.Kind.SEQUENCE, aside.name(), old.name());
        query.run(
            "ALTER SEQUENCE %s RENAME TO %s"
                .formatted(in(table.schema(), name), Sql.name(alias.parked())));
        query.run(
            "SELECT pg_catalog.setval(%s, last_value, is_called) FROM %s"
                .formatted(
                    Sql.text(in(table.schema(), alias.parked())), in(table.schema(), old.name())));
      }
    }
  }

  private void refuseIfNotAlike(TableShape made, TableShape shape) {
    if (!made.columns().equals(shape.columns())
        || !made.settings().equals(shape.settings())
        || !made.checks().equals(shape.checks())) {
      throw new SageException(
          ErrorCode.DESTINATION_MISMATCH,
          "The table %s has columns, checks or settings that a copy of it does not get, or it is being changed. Run again, or use TRUNCATE_INSERT."
              .formatted(load.display()));
    }
  }

  private long copy(String aside, RowSource rows) throws SQLException {
    int shares = workers.most();
    List<Workers.Work<Long>> works =
        IntStream.range(0, shares)
            .<Workers.Work<Long>>mapToObj(share ->
                connection ->
                    BinaryCopy.into(connection, aside, load.columns())
                        .write(rows.open(share, shares)))
            .toList();
    return workers.all(works).stream().mapToLong(Long::longValue).sum();
  }

  private void finish(Query query, TableName aside) throws SQLException {
    if (shape == null) {
      query.runAll(primaryKey(query, aside));
    } else {
      indexes(query, aside, shape);
      references(query, aside, shape);
      statistics(query, aside, shape);
      query.runAll(new Comments(query).of(shape, table, aside, aliases));
    }
    query.run("ANALYZE " + Sql.name(aside));
  }

  /// Named as PostgreSQL would, where nothing else has that name.
  private List<String> primaryKey(Query query, TableName aside) throws SQLException {
    List<String> key = load.request().key();
    if (key.isEmpty()) {
      return List.of();
    }
    String name = Versions.named(table.name(), "_pkey", 0);
    for (int n = 1; query.isRelation(new TableName(table.schema(), name)); n++) {
      name = Versions.named(table.name(), "_pkey" + n, 0);
    }
    String parked = alias(Alias.Kind.INDEX, aside.name(), name).parked();
    return List.of(
        "ALTER TABLE %s ADD CONSTRAINT %s PRIMARY KEY (%s)"
            .formatted(Sql.name(aside), Sql.name(parked), Sql.names(key)));
  }

  private void indexes(Query query, TableName aside, TableShape shape) throws SQLException {
    List<String> creating = new ArrayList<>();
    List<String> after = new ArrayList<>();
    String alter = "ALTER TABLE " + Sql.name(aside) + " ";
    for (Index index : shape.indexes()) {
      String name = Sql.name(alias(Alias.Kind.INDEX, aside.name(), index.name()).parked());
      Constraint constraint = index.constraint();
      if (constraint == null || constraint.adoptable()) {
        creating.add(create(index, name, Sql.name(aside)));
      }
      if (constraint != null) {
        after.add(
            inTablespace(index) + alter + "ADD CONSTRAINT " + name + " " + body(constraint, name));
      }
      if (index.clustered()) {
        after.add(alter + "CLUSTER ON " + name);
      }
      if (index.replicaIdentity()) {
        after.add(alter + "REPLICA IDENTITY USING INDEX " + name);
      }
    }
    workers.run(creating);
    query.runAll(after);
    switch (shape.replicaIdentity()) {
      case FULL, NOTHING -> query.run(alter + "REPLICA IDENTITY " + shape.replicaIdentity());
      case DEFAULT, INDEX -> {}
    }
  }

  private static String create(Index index, String name, String aside) {
    return "%sCREATE %sINDEX %s ON %s %s"
        .formatted(
            inTablespace(index), index.unique() ? "UNIQUE " : "", name, aside, index.definition());
  }

  private static String inTablespace(Index index) {
    return "SET default_tablespace = %s; ".formatted(Sql.text(index.tablespace()));
  }

  private static String body(Constraint constraint, String index) {
    return constraint.adoptable()
        ? "%s USING INDEX %s%s".formatted(constraint.kind(), index, constraint.timing())
        : constraint.definition();
  }

  private static void references(Query query, TableName aside, TableShape shape)
      throws SQLException {
    for (ForeignKey key : shape.foreignKeys()) {
      query.runAll(addition(key, Sql.name(aside)));
    }
  }

  /// In two steps: the first locks the other table for a moment, the second lets others write to it
  /// while the rows are compared.
  private static List<String> addition(ForeignKey key, String aside) {
    String add =
        "ALTER TABLE %s ADD CONSTRAINT %s %s NOT "
            .formatted(aside, Sql.name(key.name()), key.definitionOn(aside));
    return key.enforced()
        ? List.of(
            add + "VALID",
            "ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(aside, Sql.name(key.name())))
        : List.of(add + "ENFORCED");
  }

  private void statistics(Query query, TableName aside, TableShape shape) throws SQLException {
    for (Statistics statistics : shape.statistics()) {
      Alias.Kind kind = Alias.Kind.STATISTICS;
      Alias alias = alias(kind, aside.name(), statistics.schema(), statistics.name());
      String name = in(alias.schema(), alias.parked());
      query.run(
          "CREATE STATISTICS %s%s FROM %s".formatted(name, statistics.body(), Sql.name(aside)));
      query.run("ALTER STATISTICS %s OWNER TO %s".formatted(name, Sql.name(shape.owner())));
      query.run("ALTER STATISTICS %s SET STATISTICS %d".formatted(name, statistics.target()));
    }
  }

  private Alias alias(Alias.Kind kind, String relation, String shown) {
    return alias(kind, relation, table.schema(), shown);
  }

  private Alias alias(Alias.Kind kind, String relation, String schema, String shown) {
    Alias alias = new Alias(kind, schema, kind.parked(relation, aliases.size()), shown);
    aliases.add(alias);
    return alias;
  }

  private static String in(String schema, String name) {
    return Sql.name(new TableName(schema, name));
  }
}
