package dev.sage.connector.postgresql;

import dev.sage.spi.ErrorCode;
import dev.sage.spi.RowSource;
import dev.sage.spi.SageException;
import dev.sage.spi.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Builds a new version of the table aside, and gives it the table's name.
///
/// Versions of one table are built one after the other: the load's transaction holds the lock of
/// [Versions]. While it is held, what another execution began to build is a leftover of one that is
/// gone.
///
/// @param shape how the table is built that is to be replaced; null when there is none
record Full(@Nullable TableShape shape) implements Landing {

  static Full asPlanned() {
    return new Full(null);
  }

  @Override
  public TableLoad complete(Connection connection, TableLoad load) throws SQLException {
    return SearchPath.emptyFor(connection, query -> complete(query, load));
  }

  private static TableLoad complete(Query query, TableLoad load) throws SQLException {
    refuseIf(
        ErrorCode.DESTINATION_MISMATCH,
        "cannot be replaced by a new version",
        load,
        Dependents.obstacles(query, load.table()));
    Optional<TableShape> shape = new ShapeReader(query).read(load.table());
    List<String> missing = new ArrayList<>(load.missing());
    Versions versions = new Versions(query, load.table());
    if (versions.exist()) {
      checkVersions(versions, load);
    } else {
      missing.add(Versions.create(load.table().schema()));
    }
    if (shape.isPresent()) {
      checkRights(query, load, shape.get());
    }
    return new TableLoad(
        load.request(),
        load.table(),
        load.columns(),
        missing,
        new Full(shape.orElse(null)),
        load.display());
  }

  private static void checkVersions(Versions versions, TableLoad load) throws SQLException {
    String table = Sql.name(load.table().schema()) + "." + Versions.TABLE;
    if (!versions.areOurs()) {
      refuse(
          ErrorCode.DESTINATION_MISMATCH,
          "cannot be replaced by a new version",
          load,
          "%s is not SAGE's. Run: ALTER TABLE %s RENAME TO sage_versions_other;"
              .formatted(table, table));
    }
    if (!versions.areOpen()) {
      refuse(
          ErrorCode.DESTINATION_PERMISSION,
          "may not be replaced by this role",
          load,
          "Run as the owner of that table: GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO CURRENT_ROLE;"
              .formatted(table));
    }
  }

  /// A new version belongs to the owner of the old one.
  private static void checkRights(Query query, TableLoad load, TableShape shape)
      throws SQLException {
    List<String> lacking =
        query.texts(
            """
            SELECT pg_catalog.format('Run as its owner: ALTER TABLE %s OWNER TO %I;', ?::text, current_user)
              WHERE NOT pg_catalog.pg_has_role(?::name, 'MEMBER')
            UNION ALL
            SELECT pg_catalog.format('Run as the owner of the schema: GRANT CREATE ON SCHEMA %I TO %I;', n.nspname, r)
              FROM pg_catalog.pg_namespace n, (SELECT DISTINCT pg_catalog.unnest(ARRAY[current_user, ?::name])) roles (r)
              WHERE n.nspname = ? AND NOT pg_catalog.has_schema_privilege(r, n.oid, 'CREATE')
            """,
            Sql.name(load.table()), shape.owner(), shape.owner(), load.table().schema());
    refuseIf(ErrorCode.DESTINATION_PERMISSION, "may not be replaced by this role", load, lacking);
  }

  private static void refuse(ErrorCode code, String verdict, TableLoad load, String problem) {
    refuseIf(code, verdict, load, List.of(problem));
  }

  private static void refuseIf(
      ErrorCode code, String verdict, TableLoad load, List<String> problems) {
    if (!problems.isEmpty()) {
      throw new SageException(
          code,
          "The table %s %s. %s".formatted(load.display(), verdict, String.join(" ", problems)));
    }
  }

  @Override
  public long copy(LoadSession session, TableLoad load, RowSource rows) throws SQLException {
    new Versions(new Query(session.connection()), load.table()).lock();
    return new FullBuild(session, load, shape).run(rows);
  }

  @Override
  public void apply(LoadSession session, TableLoad load, long copied) throws SQLException {
    SearchPath.emptyFor(
        session.connection(),
        query -> {
          replacement(query, session, load.table(), load.display())
              .byBuilt(session.execution(), shape);
          return true;
        });
  }

  private static Replacement replacement(
      Query query, LoadSession session, TableName table, String display) {
    return new Replacement(query, table, session.backoff(), display);
  }

  /// On a connection of its own: the load's may be what failed. While somebody else has the lock,
  /// what is being built is theirs.
  @Override
  public void abandon(LoadSession session, TableLoad load) throws SQLException {
    try (Connection connection = session.others().open()) {
      connection.setAutoCommit(false);
      Versions versions = new Versions(new Query(connection), load.table());
      if (versions.exist() && versions.tryLock()) {
        versions.dropUnfinished();
      }
      connection.commit();
    }
  }
}
