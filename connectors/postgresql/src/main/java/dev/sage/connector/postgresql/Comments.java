package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.Version.Alias;
import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The comments on a table and its parts, as statements for another one. Those on columns and
/// checks come with `LIKE`.
record Comments(Query query) {

  List<String> of(TableShape shape, TableName from, TableName to, List<Alias> aliases)
      throws SQLException {
    List<String> statements = new ArrayList<>();
    add(statements, "TABLE " + Sql.name(to), relation(from));
    for (Alias alias : aliases) {
      add(statements, alias.kind() + " " + name(alias, alias.parked()), comment(alias));
    }
    addConstraints(statements, shape, to, aliases);
    return statements;
  }

  private void addConstraints(
      List<String> statements, TableShape shape, TableName to, List<Alias> aliases)
      throws SQLException {
    for (TableShape.ForeignKey key : shape.foreignKeys()) {
      add(statements, constraint(key.name(), to), constraint(shape, key.name()));
    }
    for (Alias alias : aliases) {
      if (alias.kind() == Alias.Kind.INDEX) {
        add(statements, constraint(alias.parked(), to), constraint(shape, alias.shown()));
      }
    }
  }

  private static String constraint(String name, TableName table) {
    return "CONSTRAINT %s ON %s".formatted(Sql.name(name), Sql.name(table));
  }

  private List<String> constraint(TableShape shape, String name) throws SQLException {
    return query.texts(
        """
        SELECT d.description FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_description d
          ON d.objoid = k.oid AND d.classoid = 'pg_catalog.pg_constraint'::regclass
        WHERE k.conrelid = ?::oid AND k.conname = ?
        """,
        shape.oid(),
        name);
  }

  private List<String> comment(Alias alias) throws SQLException {
    return alias.kind() == Alias.Kind.STATISTICS
        ? query.texts(
            """
            SELECT d.description FROM pg_catalog.pg_statistic_ext s
              JOIN pg_catalog.pg_namespace n ON n.oid = s.stxnamespace
              JOIN pg_catalog.pg_description d ON d.objoid = s.oid
                AND d.classoid = 'pg_catalog.pg_statistic_ext'::regclass
            WHERE n.nspname = ? AND s.stxname = ?
            """,
            alias.schema(),
            alias.shown())
        : relation(new TableName(alias.schema(), alias.shown()));
  }

  private List<String> relation(TableName name) throws SQLException {
    return query.texts(
        """
        SELECT description FROM pg_catalog.pg_description
        WHERE objoid = ?::regclass AND classoid = 'pg_catalog.pg_class'::regclass AND objsubid = 0
        """,
        Sql.name(name));
  }

  private static String name(Alias alias, String name) {
    return Sql.name(new TableName(alias.schema(), name));
  }

  private static void add(List<String> statements, String object, List<String> comment) {
    comment.forEach(
        text -> statements.add("COMMENT ON %s IS %s".formatted(object, Sql.text(text))));
  }
}
