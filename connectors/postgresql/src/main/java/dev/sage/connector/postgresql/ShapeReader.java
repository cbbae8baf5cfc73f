package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableShape.Constraint;
import dev.sage.connector.postgresql.TableShape.ForeignKey;
import dev.sage.connector.postgresql.TableShape.Index;
import dev.sage.connector.postgresql.TableShape.OwnedSequence;
import dev.sage.connector.postgresql.TableShape.ReplicaIdentity;
import dev.sage.connector.postgresql.TableShape.Statistics;
import dev.sage.spi.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads the [TableShape] of a table. With an empty `search_path`, so that every name in a
/// definition says its schema.
final class ShapeReader {
  private static final String TABLE =
      """
      SELECT c.oid::bigint, pg_catalog.pg_get_userbyid(c.relowner), c.relpersistence = 'u', c.relreplident,
        pg_catalog.format('USING %I', am.amname)
          || coalesce(' TABLESPACE ' || pg_catalog.quote_ident(s.spcname), '')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = c.relam
        LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = c.reltablespace
      WHERE n.nspname = ? AND c.relname = ? AND c.relkind = 'r'
      """;
  private static final String COLUMNS =
      """
      SELECT pg_catalog.concat_ws(' ', pg_catalog.quote_ident(a.attname),
        pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
        a.attcollation::regcollation, a.attstorage, a.attcompression,
        pg_catalog.pg_get_expr(d.adbin, d.adrelid))
      FROM pg_catalog.pg_attribute a
        LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
      """;
  private static final String SETTINGS =
      """
      SELECT pg_catalog.format('SET (%s)', pg_catalog.string_agg(
          prefix || pg_catalog.quote_ident(o.option_name) || '='
            || pg_catalog.quote_literal(o.option_value), ', '))
        FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_class t ON t.oid = c.reltoastrelid,
          LATERAL (SELECT '' AS prefix, * FROM pg_catalog.pg_options_to_table(c.reloptions)
            UNION ALL SELECT 'toast.', * FROM pg_catalog.pg_options_to_table(t.reloptions)) o
        WHERE c.oid = ?::oid HAVING count(*) > 0
      UNION ALL
      SELECT pg_catalog.format('ALTER COLUMN %I SET STATISTICS %s', attname, attstattarget)
        FROM pg_catalog.pg_attribute
        WHERE attrelid = ?::oid AND attnum > 0 AND NOT attisdropped AND attstattarget >= 0
      UNION ALL
      SELECT pg_catalog.format('ALTER COLUMN %I SET (%s)', a.attname,
          pg_catalog.string_agg(o.option_name || '=' || pg_catalog.quote_literal(o.option_value), ', '))
        FROM pg_catalog.pg_attribute a, pg_catalog.pg_options_to_table(a.attoptions) o
        WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
        GROUP BY a.attnum, a.attname
      """;
  private static final String INDEXES =
      """
      SELECT i.relname, x.indisunique,
        pg_catalog.substr(pg_catalog.pg_get_indexdef(i.oid), 1 + pg_catalog.length(
          pg_catalog.format('CREATE %sINDEX %I ON %I.%I ',
            CASE WHEN x.indisunique THEN 'UNIQUE ' ELSE '' END, i.relname, n.nspname, c.relname))),
        coalesce(s.spcname, ''), x.indisclustered, x.indisreplident, am.amname, k.contype,
        k.condeferrable, k.condeferred, pg_catalog.pg_get_constraintdef(k.oid)
      FROM pg_catalog.pg_index x JOIN pg_catalog.pg_class i ON i.oid = x.indexrelid
        JOIN pg_catalog.pg_class c ON c.oid = x.indrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = i.relam
        LEFT JOIN pg_catalog.pg_tablespace s ON s.oid = i.reltablespace
        LEFT JOIN pg_catalog.pg_constraint k
          ON k.conindid = i.oid AND k.conrelid = c.oid AND k.contype IN ('p', 'u', 'x')
      WHERE c.oid = ?::oid ORDER BY i.relname
      """;
  private static final String FOREIGN_KEYS =
      """
      SELECT k.conname,
        pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(k.oid), ' NOT (VALID|ENFORCED)$', ''),
        k.confrelid::regclass::text, k.confrelid = k.conrelid,
        pg_catalog.pg_get_constraintdef(k.oid) NOT LIKE '% NOT ENFORCED'
      FROM pg_catalog.pg_constraint k
      WHERE k.conrelid = ?::oid AND k.contype = 'f' AND k.conparentid = 0 ORDER BY k.conname
      """;
  private static final String CHECKS =
      """
      SELECT pg_catalog.format('%I %s', k.conname,
        pg_catalog.regexp_replace(pg_catalog.pg_get_constraintdef(k.oid), ' NOT VALID$', ''))
      FROM pg_catalog.pg_constraint k
      WHERE k.conrelid = ?::oid AND k.contype = 'c' ORDER BY k.conname
      """;
  private static final String STATISTICS =
      """
      SELECT sn.nspname, s.stxname, pg_catalog.replace(
          pg_catalog.substr(pg_catalog.pg_get_statisticsobjdef(s.oid), 1 + pg_catalog.length(
            pg_catalog.format('CREATE STATISTICS %I.%I', sn.nspname, s.stxname))),
          pg_catalog.format(' FROM %I.%I', n.nspname, c.relname), ''),
        coalesce(s.stxstattarget, -1)
      FROM pg_catalog.pg_statistic_ext s JOIN pg_catalog.pg_namespace sn ON sn.oid = s.stxnamespace
        JOIN pg_catalog.pg_class c ON c.oid = s.stxrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.oid = ?::oid ORDER BY 1, 2
      """;
  private static final String SEQUENCES =
      """
      SELECT a.attname, s.relname, d.deptype = 'i'
      FROM pg_catalog.pg_depend d JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'
        JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
      WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.refobjid = ?::oid
        AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.deptype IN ('a', 'i')
      ORDER BY s.relname
      """;

  private final Query query;

  /// @param query on a connection with an empty `search_path`: see [SearchPath]
  ShapeReader(Query query) {
    this.query = query;
  }

  /// Empty when there is no such table, or it is not an ordinary one.
  Optional<TableShape> read(TableName table) throws SQLException {
    return query.list(this::shape, TABLE, table.schema(), table.name()).stream().findFirst();
  }

  private TableShape shape(ResultSet row) throws SQLException {
    long oid = row.getLong(1);
    return new TableShape(
        oid,
        row.getString(2),
        row.getBoolean(3),
        row.getString(5),
        query.texts(COLUMNS, oid),
        query.texts(SETTINGS, oid, oid, oid),
        query.list(ShapeReader::index, INDEXES, oid),
        query.list(ShapeReader::foreignKey, FOREIGN_KEYS, oid),
        query.texts(CHECKS, oid),
        query.list(
            s -> new Statistics(s.getString(1), s.getString(2), s.getString(3), s.getInt(4)),
            STATISTICS,
            oid),
        query.list(
            s -> new OwnedSequence(s.getString(1), s.getString(2), s.getBoolean(3)),
            SEQUENCES,
            oid),
        replicaIdentity(row.getString(4).charAt(0)));
  }

  private static Index index(ResultSet row) throws SQLException {
    return new Index(
        row.getString(1),
        row.getBoolean(2),
        row.getString(3),
        row.getString(4),
        row.getBoolean(5),
        row.getBoolean(6),
        row.getString(8) == null ? null : constraint(row));
  }

  /// Only a B-tree can be handed to a constraint: those over ranges are made with it.
  private static @Nullable Constraint constraint(ResultSet row) throws SQLException {
    String kind = row.getString(8).equals("p") ? "PRIMARY KEY" : "UNIQUE";
    String timing = row.getBoolean(9) ? " DEFERRABLE" : "";
    return new Constraint(
        !row.getString(8).equals("x") && row.getString(7).equals("btree"),
        kind,
        row.getBoolean(10) ? timing + " INITIALLY DEFERRED" : timing,
        row.getString(11));
  }

  private static ForeignKey foreignKey(ResultSet row) throws SQLException {
    return new ForeignKey(
        row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getBoolean(5));
  }

  private static ReplicaIdentity replicaIdentity(char code) {
    return switch (code) {
      case 'f' -> ReplicaIdentity.FULL;
      case 'n' -> ReplicaIdentity.NOTHING;
      case 'i' -> ReplicaIdentity.INDEX;
      default -> ReplicaIdentity.DEFAULT;
    };
  }
}
