package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.List;

/// A view over a table.
///
/// @param options `WITH (...)`, or empty
/// @param definition names the table, so that it means whichever has the name when it is read again
record View(TableName name, String owner, String options, String definition) {

  /// The views that read a table themselves, in the order in which they were made. Those over these
  /// views need nothing: the views stay the same.
  ///
  /// @param query with an empty `search_path`
  static List<View> over(Query query, long table) throws SQLException {
    return query.list(
        row ->
            new View(
                new TableName(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        """
        SELECT n.nspname, v.relname, pg_catalog.pg_get_userbyid(v.relowner),
          coalesce((SELECT 'WITH (' || pg_catalog.string_agg(
              pg_catalog.quote_ident(o.option_name) || '=' || pg_catalog.quote_literal(o.option_value), ', ') || ')'
            FROM pg_catalog.pg_options_to_table(v.reloptions) o), ''),
          pg_catalog.pg_get_viewdef(v.oid)
        FROM pg_catalog.pg_class v JOIN pg_catalog.pg_namespace n ON n.oid = v.relnamespace
        WHERE v.relkind = 'v' AND v.oid IN (
          SELECT r.ev_class FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_rewrite r ON r.oid = d.objid
          WHERE d.classid = 'pg_catalog.pg_rewrite'::regclass
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.refobjid = ?::oid)
        ORDER BY v.oid
        """,
        table);
  }

  /// Keeps the view's own rights, comments, triggers and dependents.
  String replacement() {
    return "CREATE OR REPLACE VIEW %s %s AS %s".formatted(Sql.name(name), options, definition);
  }

  /// Locks the view and, other than `LOCK`, nothing that it reads.
  String lock() {
    return "ALTER VIEW %s OWNER TO %s".formatted(Sql.name(name), Sql.name(owner));
  }
}
