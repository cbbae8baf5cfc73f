package dev.sage.connector.postgresql;

import dev.sage.connector.postgresql.TableState.Column;
import dev.sage.connector.postgresql.TableState.Grants;
import dev.sage.connector.postgresql.TableState.Ledger;
import dev.sage.connector.postgresql.TableState.Reference;
import dev.sage.connector.postgresql.TableState.Rights;
import dev.sage.connector.postgresql.TableState.Table;
import dev.sage.spi.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Reads the catalog tables. Changes nothing.
final class CatalogReader {
  private static final String SCHEMA_OF =
      """
      SELECT coalesce(
        (SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relname = ? AND pg_catalog.pg_table_is_visible(c.oid)
            AND n.nspname <> 'pg_catalog' AND n.nspname NOT LIKE 'pg\\_temp\\_%' LIMIT 1),
        pg_catalog.current_schema())
      """;
  private static final String RIGHTS =
      """
      SELECT current_user, pg_catalog.current_database(),
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'CREATE'),
        pg_catalog.has_database_privilege(pg_catalog.current_database(), 'TEMPORARY'),
        n.oid IS NOT NULL,
        coalesce(pg_catalog.has_schema_privilege(n.oid, 'USAGE'), false),
        coalesce(pg_catalog.has_schema_privilege(n.oid, 'CREATE'), false)
      FROM (SELECT 1) one LEFT JOIN pg_catalog.pg_namespace n ON n.nspname = ?
      """;
  private static final String TABLE =
      """
      SELECT c.oid, c.relkind, pg_catalog.row_security_active(c.oid),
        pg_catalog.pg_has_role(c.relowner, 'USAGE'),
        pg_catalog.has_table_privilege(c.oid, 'DELETE'), pg_catalog.has_table_privilege(c.oid, 'TRUNCATE')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = ?
      """;
  private static final String COLUMNS =
      """
      SELECT a.attname, a.atttypid::bigint, a.atttypmod, pg_catalog.format_type(a.atttypid, a.atttypmod),
        CASE WHEN a.attcollation <> t.typcollation
          THEN pg_catalog.format(' COLLATE %I.%I', n.nspname, l.collname) ELSE '' END,
        a.attnotnull, a.atthasdef OR a.attidentity <> '' OR a.attgenerated <> '', a.attgenerated <> '',
        a.attidentity = 'a',
        pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'INSERT'),
        pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'UPDATE'),
        pg_catalog.has_column_privilege(a.attrelid, a.attnum, 'SELECT')
      FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t ON t.oid = a.atttypid
        LEFT JOIN pg_catalog.pg_collation l ON l.oid = a.attcollation
        LEFT JOIN pg_catalog.pg_namespace n ON n.oid = l.collnamespace
      WHERE a.attrelid = ?::oid AND a.attnum > 0 AND NOT a.attisdropped
      ORDER BY a.attnum
      """;
  private static final String KEYS =
      """
      SELECT c.relname,
        (SELECT array_agg(a.attname::text) FROM pg_catalog.pg_attribute a
         WHERE a.attrelid = i.indrelid AND a.attnum = ANY ((i.indkey::int2[])[0:i.indnkeyatts - 1])),
        NOT i.indimmediate
      FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = ?::oid AND i.indisunique AND i.indisvalid
        AND NOT i.indisexclusion AND i.indpred IS NULL AND i.indexprs IS NULL
      """;
  private static final String REFERENCES =
      """
      WITH RECURSIVE asked (oid) AS (SELECT ?::oid), tree (oid) AS (
        SELECT oid FROM asked UNION
        SELECT i.inhrelid FROM pg_catalog.pg_inherits i JOIN tree ON i.inhparent = tree.oid)
      SELECT n.nspname, c.relname, r.conname, max(r.confdeltype::text)
      FROM pg_catalog.pg_constraint r JOIN pg_catalog.pg_class c ON c.oid = r.conrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE r.contype = 'f' AND r.confrelid IN (SELECT oid FROM tree)
        AND r.conrelid NOT IN (SELECT oid FROM tree) AND NOT c.relispartition
        AND (r.conparentid = 0 OR r.confrelid IN (SELECT oid FROM asked))
      GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
      """;
  private static final String RULES =
      """
      SELECT rulename FROM pg_catalog.pg_rewrite
      WHERE ev_class = ?::oid AND ev_type IN ('2', '3', '4') AND ev_enabled <> 'D' ORDER BY 1
      """;
  private static final String LEDGER =
      """
      SELECT c.relkind = 'r' AND EXISTS (
          SELECT FROM pg_catalog.pg_index i
          WHERE i.indrelid = c.oid AND i.indisunique AND i.indisvalid AND i.indpred IS NULL
            AND (SELECT array_agg(a.attname::text ORDER BY a.attname) FROM pg_catalog.pg_attribute a
                 WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey)) = '{execution,materialization}')
        AND (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
             AND a.attname IN ('execution', 'materialization', 'token', 'rows', 'committed_at')) = 5,
        pg_catalog.has_table_privilege(c.oid, 'SELECT') AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
          AND pg_catalog.has_table_privilege(c.oid, 'UPDATE')
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = ? AND c.relname = 'sage_commits'
      """;

  private final Query query;

  CatalogReader(Connection connection) {
    this.query = new Query(connection);
  }

  TableState read(TableName asked) throws SQLException {
    TableName name =
        asked.schema().isEmpty() ? new TableName(schemaOf(asked), asked.name()) : asked;
    return new TableState(name, rights(name), table(name), ledger(name));
  }

  private String schemaOf(TableName name) throws SQLException {
    return query
        .list(
            row -> {
              String schema = row.getString(1);
              return schema == null ? "public" : schema;
            },
            SCHEMA_OF,
            name.name())
        .getFirst();
  }

  private Rights rights(TableName name) throws SQLException {
    return query
        .list(
            row ->
                new Rights(
                    row.getString(1),
                    row.getString(2),
                    row.getBoolean(3),
                    row.getBoolean(4),
                    row.getBoolean(5),
                    row.getBoolean(6),
                    row.getBoolean(7)),
            RIGHTS,
            name.schema())
        .getFirst();
  }

  private @Nullable Table table(TableName name) throws SQLException {
    List<Table> tables =
        query.list(
            row ->
                new Table(
                    row.getString(2).charAt(0),
                    row.getBoolean(3),
                    new Grants(row.getBoolean(4), row.getBoolean(5), row.getBoolean(6)),
                    columns(row.getLong(1)),
                    keys(row.getLong(1)),
                    references(row.getLong(1)),
                    query.texts(RULES, row.getLong(1))),
            TABLE,
            name.schema(),
            name.name());
    return tables.isEmpty() ? null : tables.getFirst();
  }

  private List<Column> columns(long table) throws SQLException {
    return query.list(
        row ->
            new Column(
                row.getString(1),
                (int) row.getLong(2),
                row.getInt(3),
                row.getString(4),
                row.getString(4) + row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getBoolean(8),
                row.getBoolean(9),
                row.getBoolean(10),
                row.getBoolean(11),
                row.getBoolean(12)),
        COLUMNS,
        table);
  }

  private List<TableState.Key> keys(long table) throws SQLException {
    return query.list(
        row ->
            new TableState.Key(
                row.getString(1), Set.of((String[]) row.getArray(2).getArray()), row.getBoolean(3)),
        KEYS,
        table);
  }

  private List<Reference> references(long table) throws SQLException {
    return query.list(
        row ->
            new Reference(
                new TableName(row.getString(1), row.getString(2)),
                row.getString(3),
                row.getString(4).charAt(0)),
        REFERENCES,
        table);
  }

  private Ledger ledger(TableName name) throws SQLException {
    List<Ledger> ledgers =
        query.list(
            row -> {
              if (!row.getBoolean(1)) {
                return Ledger.FOREIGN;
              }
              return row.getBoolean(2) ? Ledger.READY : Ledger.FORBIDDEN;
            },
            LEDGER,
            name.schema());
    return ledgers.isEmpty() ? Ledger.MISSING : ledgers.getFirst();
  }
}
