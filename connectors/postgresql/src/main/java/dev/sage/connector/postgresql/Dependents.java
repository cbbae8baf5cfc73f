package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.List;

/// What hangs on a table and would not follow its name to another one. Whatever PostgreSQL knows to
/// depend on the table and is not known here to be kept is named.
final class Dependents {
  /// What stands in the way, and what to do about it.
  private enum Obstacle {
    PARTITIONED("It is partitioned."),
    PARTITION("It is a partition of %s."),
    INHERITANCE("It inherits from %s, or the other way round."),
    TYPED("It is a table of the type %s."),
    TEMPORARY("It is temporary."),
    ROW_SECURITY("It has row security; a new table would be without it."),
    PUBLICATION(
        "The publication %s sends its changes on, and would not send the new rows. Run: ALTER PUBLICATION %s DROP TABLE,"),
    SUBSCRIPTION("A subscription writes into it."),
    SECURITY_LABEL("It has a security label of %s."),
    EXTENSION("It belongs to the extension %s."),
    FOREIGN_KEY("The foreign key %s refers to it. Drop that one,"),
    MATERIALIZED_VIEW("The %s is made of its rows. Drop that one,"),
    FOREIGN_VIEW(
        "The %s would have to be replaced, and this role may not: it must own it, and may CREATE in its schema. Grant that,"),
    TEMPORARY_VIEW("The %s of a session depends on it. End that session,"),
    RULE("The %s depends on it. Drop that one,"),
    TRIGGER("The %s would not run for the rows that are loaded. Drop that one,"),
    OTHER("The %s depends on it. Drop that one,");

    private final String text;

    Obstacle(String text) {
      this.text = text;
    }

    String say(String object) {
      String said = text.replace("%s", object);
      return said.endsWith(",")
          ? said + " or use TRUNCATE_INSERT."
          : said + " Use TRUNCATE_INSERT.";
    }
  }

  private static final String ITS_OWN =
      """
      WITH t AS (SELECT c.*, ty.typarray FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_catalog.pg_type ty ON ty.oid = c.reltype
        WHERE n.nspname = ? AND c.relname = ?)
      SELECT 'PARTITIONED', '' FROM t WHERE relkind = 'p'
      UNION ALL SELECT CASE WHEN t.relispartition THEN 'PARTITION' ELSE 'INHERITANCE' END,
          i.inhparent::regclass::text
        FROM t JOIN pg_catalog.pg_inherits i ON i.inhrelid = t.oid
      UNION ALL SELECT 'TYPED', pg_catalog.format_type(reloftype, NULL) FROM t WHERE reloftype <> 0
      UNION ALL SELECT 'TEMPORARY', '' FROM t WHERE relpersistence = 't'
      UNION ALL SELECT 'ROW_SECURITY', '' FROM t WHERE relrowsecurity OR relforcerowsecurity
          OR EXISTS (SELECT FROM pg_catalog.pg_policy p WHERE p.polrelid = t.oid)
      UNION ALL SELECT 'PUBLICATION', pg_catalog.quote_ident(p.pubname) FROM pg_catalog.pg_publication p
        WHERE p.puballtables
          OR EXISTS (SELECT FROM t JOIN pg_catalog.pg_publication_rel r ON r.prrelid = t.oid
            WHERE r.prpubid = p.oid)
          OR EXISTS (SELECT FROM pg_catalog.pg_publication_namespace s
            JOIN pg_catalog.pg_namespace n ON n.oid = s.pnnspid WHERE s.pnpubid = p.oid AND n.nspname = ?)
      UNION ALL SELECT 'SUBSCRIPTION', '' FROM t
        WHERE EXISTS (SELECT FROM pg_catalog.pg_subscription_rel s WHERE s.srrelid = t.oid)
      UNION ALL SELECT DISTINCT 'SECURITY_LABEL', l.provider FROM t
        JOIN pg_catalog.pg_seclabel l ON l.classoid = 'pg_catalog.pg_class'::regclass AND l.objoid = t.oid
      UNION ALL SELECT 'EXTENSION', pg_catalog.quote_ident(e.extname) FROM t
        JOIN pg_catalog.pg_depend d ON d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = t.oid
          AND d.deptype = 'e' JOIN pg_catalog.pg_extension e ON e.oid = d.refobjid
      """;

  /// Every dependency on the table, on its row type, and on its identity sequences that does not
  /// come from a part of the table itself.
  private static final String OTHERS =
      """
      WITH t AS (SELECT c.oid, c.reltype, ty.typarray FROM pg_catalog.pg_class c
          JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          LEFT JOIN pg_catalog.pg_type ty ON ty.oid = c.reltype
        WHERE n.nspname = ? AND c.relname = ?),
      part AS (
        SELECT 'pg_catalog.pg_class'::regclass AS class, oid AS part FROM t
        UNION ALL SELECT 'pg_catalog.pg_type'::regclass, pg_catalog.unnest(ARRAY[reltype, typarray]) FROM t
        UNION ALL SELECT 'pg_catalog.pg_class'::regclass, d.objid FROM t
          JOIN pg_catalog.pg_depend d ON d.refobjid = t.oid AND d.deptype = 'i'
            AND d.refclassid = 'pg_catalog.pg_class'::regclass AND d.classid = 'pg_catalog.pg_class'::regclass
          JOIN pg_catalog.pg_class s ON s.oid = d.objid AND s.relkind = 'S'),
      dependent AS (
        SELECT DISTINCT d.classid, d.objid, d.objsubid FROM pg_catalog.pg_depend d
          JOIN part p ON d.refclassid = p.class AND d.refobjid = p.part
        WHERE NOT EXISTS (SELECT FROM part own WHERE own.class = d.classid AND own.part = d.objid))
      SELECT DISTINCT
        CASE
          WHEN k.contype = 'f' THEN 'FOREIGN_KEY'
          WHEN v.relkind = 'm' THEN 'MATERIALIZED_VIEW'
          WHEN v.relkind = 'v' AND r.rulename = '_RETURN' THEN
            CASE WHEN v.relpersistence = 't' THEN 'TEMPORARY_VIEW' ELSE 'FOREIGN_VIEW' END
          WHEN r.oid IS NOT NULL THEN 'RULE'
          WHEN g.oid IS NOT NULL THEN 'TRIGGER'
          WHEN c.relkind IN ('r', 'f') AND h.inhrelid IS NOT NULL THEN 'INHERITANCE'
          ELSE 'OTHER' END,
        CASE
          WHEN k.contype = 'f'
            THEN pg_catalog.format('%I of %s', k.conname, k.conrelid::regclass)
          WHEN r.rulename = '_RETURN'
            THEN pg_catalog.pg_describe_object('pg_catalog.pg_class'::regclass, v.oid, 0)
          WHEN h.inhrelid IS NOT NULL THEN c.oid::regclass::text
          ELSE pg_catalog.pg_describe_object(d.classid, d.objid, d.objsubid) END
      FROM dependent d CROSS JOIN t
        LEFT JOIN pg_catalog.pg_constraint k
          ON d.classid = 'pg_catalog.pg_constraint'::regclass AND k.oid = d.objid
        LEFT JOIN pg_catalog.pg_rewrite r
          ON d.classid = 'pg_catalog.pg_rewrite'::regclass AND r.oid = d.objid
        LEFT JOIN pg_catalog.pg_class v ON v.oid = r.ev_class
        LEFT JOIN pg_catalog.pg_trigger g
          ON d.classid = 'pg_catalog.pg_trigger'::regclass AND g.oid = d.objid
        LEFT JOIN pg_catalog.pg_attrdef a
          ON d.classid = 'pg_catalog.pg_attrdef'::regclass AND a.oid = d.objid
        LEFT JOIN pg_catalog.pg_class c
          ON d.classid = 'pg_catalog.pg_class'::regclass AND c.oid = d.objid
        LEFT JOIN pg_catalog.pg_index x ON x.indexrelid = c.oid
        LEFT JOIN pg_catalog.pg_inherits h ON h.inhrelid = c.oid AND h.inhparent = t.oid
      WHERE d.classid NOT IN ('pg_catalog.pg_statistic_ext'::regclass,
          'pg_catalog.pg_publication_rel'::regclass)
        AND k.conrelid IS DISTINCT FROM t.oid
        AND a.adrelid IS DISTINCT FROM t.oid
        AND x.indrelid IS DISTINCT FROM t.oid
        AND coalesce(c.relkind NOT IN ('t', 'S'), true)
        AND coalesce(NOT g.tgisinternal, true)
        AND NOT coalesce(v.relkind = 'v' AND r.rulename = '_RETURN' AND v.relpersistence <> 't'
          AND pg_catalog.pg_has_role(v.relowner, 'USAGE')
          AND pg_catalog.has_schema_privilege(v.relnamespace, 'CREATE'), false)
      ORDER BY 1, 2
      """;

  private Dependents() {}

  /// Why a new version could not take the table's place, in whole sentences; empty if it can. Says
  /// also, for a table that is not there, what would forbid to make one aside.
  static List<String> obstacles(Query query, TableName table) throws SQLException {
    List<String> own =
        query.list(
            row -> Obstacle.valueOf(row.getString(1)).say(row.getString(2)),
            ITS_OWN,
            table.schema(),
            table.name(),
            table.schema());
    return own.isEmpty()
        ? query.list(
            row -> Obstacle.valueOf(row.getString(1)).say(row.getString(2)),
            OTHERS,
            table.schema(),
            table.name())
        : own;
  }
}
