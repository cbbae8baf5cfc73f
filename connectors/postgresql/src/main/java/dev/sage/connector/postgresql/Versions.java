package dev.sage.connector.postgresql;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.sage.connector.postgresql.Version.Alias;
import dev.sage.spi.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The table `sage_versions` of a schema: which relation is which version of one table.
///
/// Whoever changes it for a table holds that table's [#lock()].
final class Versions {
  static final String TABLE = "sage_versions";

  /// How many versions are kept besides the one that is shown.
  static final int KEPT = 2;

  /// What the longest of the names of [Alias.Kind] adds.
  private static final int ALIAS_BYTES = 6;

  private static final List<String> COLUMNS =
      List.of(
          "table_name",
          "version",
          "relation",
          "execution",
          "materialization",
          "rows",
          "built_at",
          "since",
          "until",
          "rollbacks",
          "aliases");

  private final Query query;
  private final TableName table;

  Versions(Query query, TableName table) {
    this.query = query;
    this.table = table;
  }

  static String create(String schema) {
    return """
    CREATE TABLE IF NOT EXISTS %s.%s (
      table_name text NOT NULL,
      version bigint NOT NULL,
      relation text NOT NULL,
      execution uuid,
      materialization text,
      rows bigint,
      built_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      since timestamptz,
      until timestamptz,
      rollbacks integer NOT NULL DEFAULT 0,
      aliases jsonb NOT NULL DEFAULT '[]',
      PRIMARY KEY (table_name, version),
      UNIQUE (relation))
    """
        .formatted(Sql.name(schema), TABLE);
  }

  /// Whether the table of the versions is there.
  boolean exist() throws SQLException {
    return query.isTrue("SELECT pg_catalog.to_regclass(?) IS NOT NULL", versions());
  }

  /// Whether it is SAGE's.
  boolean areOurs() throws SQLException {
    List<String> found =
        query.texts(
            """
            SELECT attname FROM pg_catalog.pg_attribute
            WHERE attrelid = ?::regclass AND attnum > 0 AND NOT attisdropped
            """,
            versions());
    return found.containsAll(COLUMNS);
  }

  /// Whether the role may do with it what it has to.
  boolean areOpen() throws SQLException {
    return query.isTrue(
        """
        SELECT pg_catalog.has_table_privilege(t, 'SELECT') AND pg_catalog.has_table_privilege(t, 'INSERT')
          AND pg_catalog.has_table_privilege(t, 'UPDATE') AND pg_catalog.has_table_privilege(t, 'DELETE')
        FROM (SELECT ?::regclass::oid AS t) one
        """,
        versions());
  }

  /// Waits until nobody else builds or shows a version of the table; held to the transaction's end.
  void lock() throws SQLException {
    query.text("SELECT pg_catalog.pg_advisory_xact_lock(" + key() + ")::text", name());
  }

  /// Takes the lock if nobody has it.
  boolean tryLock() throws SQLException {
    return query.isTrue("SELECT pg_catalog.pg_try_advisory_xact_lock(" + key() + ")", name());
  }

  private static String key() {
    return "pg_catalog.hashtextextended(?, 0)";
  }

  private String name() {
    return "sage: versions of " + Sql.name(table);
  }

  /// All of them whose relation is there, the newest last.
  List<Version> list() throws SQLException {
    return query.list(
        this::version,
        sql(
            """
            SELECT version, relation, execution, rows, built_at, since, until FROM @versions v
            WHERE table_name = ? AND pg_catalog.to_regclass(pg_catalog.format('%I.%I', ?::text,
              CASE WHEN since IS NOT NULL AND until IS NULL THEN table_name ELSE relation END)) IS NOT NULL
            ORDER BY version
            """),
        table.name(),
        table.schema());
  }

  private Version version(ResultSet row) throws SQLException {
    long number = row.getLong(1);
    return new Version(
        number,
        row.getString(2),
        row.getObject(3, UUID.class),
        row.getObject(4, Long.class),
        row.getObject(5, OffsetDateTime.class).toInstant(),
        instant(row, 6),
        instant(row, 7),
        aliases(number));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private List<Alias> aliases(long number) throws SQLException {
    return query.list(
        row ->
            new Alias(
                Alias.Kind.valueOf(row.getString(1)),
                row.getString(2),
                row.getString(3),
                row.getString(4)),
        sql(
            """
            SELECT a ->> 0, a ->> 1, a ->> 2, a ->> 3
            FROM @versions, pg_catalog.jsonb_array_elements(aliases) WITH ORDINALITY e (a, n)
            WHERE table_name = ? AND version = ? ORDER BY n
            """),
        table.name(),
        number);
  }

  /// The version that is shown, if SAGE knows of one.
  Optional<Version> shown() throws SQLException {
    return list().stream().filter(Version::isShown).findFirst();
  }

  /// Enters a version that is to be built, and says under which name.
  TableName enter(UUID execution, String materialization) throws SQLException {
    return relation(insert(execution, materialization, false));
  }

  /// Enters the table as it is as the version that is shown.
  void enterShown() throws SQLException {
    insert(null, null, true);
  }

  private long insert(@Nullable UUID execution, @Nullable String materialization, boolean shown)
      throws SQLException {
    long number = nextNumber();
    query.update(
        sql(
            """
            INSERT INTO @versions (table_name, version, relation, execution, materialization, since)
            VALUES (?, ?, ?, ?, ?, CASE WHEN ? THEN clock_timestamp() END)
            """),
        table.name(),
        number,
        relation(number).name(),
        execution,
        materialization,
        shown);
    return number;
  }

  /// The next number whose name nobody has.
  private long nextNumber() throws SQLException {
    long number =
        Long.parseLong(
            query.text(
                sql("SELECT coalesce(max(version), 0) FROM @versions WHERE table_name = ?"),
                table.name()));
    do {
      number++;
    } while (isTaken(relation(number)));
    return number;
  }

  private boolean isTaken(TableName relation) throws SQLException {
    return query.isRelation(relation)
        || query.isTrue(
            sql("SELECT EXISTS (SELECT FROM @versions WHERE relation = ?)"), relation.name());
  }

  private TableName relation(long number) {
    return new TableName(table.schema(), relationName(number));
  }

  /// `ventas__v7`, with room for what the names of its parts add.
  private String relationName(long number) {
    return named(table.name(), "__v" + number, ALIAS_BYTES);
  }

  /// A name with something added. A long one is cut, and told from others that begin alike by a
  /// hash of all of it.
  static String named(String name, String suffix, int spareBytes) {
    int room = Sql.MAX_NAME_BYTES - suffix.length() - spareBytes;
    if (name.getBytes(UTF_8).length <= room) {
      return name + suffix;
    }
    String hash = "_%08x".formatted(name.hashCode());
    return cut(name, room - hash.length()) + hash + suffix;
  }

  private static String cut(String name, int bytes) {
    int end = name.length();
    while (name.substring(0, end).getBytes(UTF_8).length > bytes) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  /// Writes down that a version is complete.
  void built(String relation, List<Alias> aliases, long rows) throws SQLException {
    change(relation, "rows = " + rows + ", built_at = clock_timestamp()");
    write(relation, aliases);
  }

  /// Writes down that a version is shown no more, and how its parts are called from now on.
  void park(Version version, List<Alias> aliases) throws SQLException {
    change(version.relation(), "until = clock_timestamp(), aliases = '[]'");
    write(version.relation(), aliases);
  }

  /// Writes down that a version is shown from now on.
  void show(Version version) throws SQLException {
    change(
        version.relation(),
        "rollbacks = rollbacks + (until IS NOT NULL)::int, since = clock_timestamp(), until = NULL");
  }

  private void write(String relation, List<Alias> aliases) throws SQLException {
    for (Alias alias : aliases) {
      change(
          relation,
          """
          aliases = aliases
            || pg_catalog.jsonb_build_array(pg_catalog.jsonb_build_array(?::text, ?::text, ?::text, ?::text))
          """,
          alias.kind().name(),
          alias.schema(),
          alias.parked(),
          alias.shown());
    }
  }

  private void change(String relation, String assignments, Object... values) throws SQLException {
    List<Object> all = new ArrayList<>(List.of(values));
    all.add(relation);
    query.update(sql("UPDATE @versions SET " + assignments + " WHERE relation = ?"), all.toArray());
  }

  /// Removes what was begun and never shown. Only whoever has the lock can tell.
  void dropUnfinished() throws SQLException {
    for (Version version : list()) {
      if (version.since() == null) {
        query.run("DROP TABLE " + Sql.name(relation(version)));
      }
    }
    forgetLost();
  }

  /// Removes a version.
  void drop(Version version) throws SQLException {
    query.run("DROP TABLE " + Sql.name(relation(version)));
    query.update(sql("DELETE FROM @versions WHERE relation = ?"), version.relation());
  }

  /// Forgets the versions whose relation somebody has removed.
  private void forgetLost() throws SQLException {
    List<Long> there = list().stream().map(Version::number).toList();
    query.update(
        sql("DELETE FROM @versions WHERE table_name = ? AND version <> ALL (?::bigint[])"),
        table.name(),
        there.stream().map(String::valueOf).collect(Collectors.joining(",", "{", "}")));
  }

  TableName relation(Version version) {
    return new TableName(table.schema(), version.relation());
  }

  private String sql(String text) {
    return text.replace("@versions", versions());
  }

  private String versions() {
    return Sql.name(table.schema()) + "." + TABLE;
  }
}
