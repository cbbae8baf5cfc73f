package dev.sage.connector.postgresql;

import java.util.ArrayList;
import java.util.List;

/// Everything about a table but its rows, as a dump of the schema would say it: to see that two
/// tables are alike for whoever uses them.
record Description(Database database) {
  private static final List<String> QUESTIONS =
      List.of(
          """
          SELECT 'table', pg_get_userbyid(c.relowner), relpersistence, relreplident, c.reloptions, amname,
            obj_description(c.oid, 'pg_class'), t.toast
          FROM pg_class c JOIN pg_am a ON a.oid = c.relam, LATERAL (
            SELECT (SELECT reloptions FROM pg_class t WHERE t.oid = c.reltoastrelid) AS toast) t
          WHERE c.oid = @t
          """,
          """
          SELECT 'column', attname, format_type(atttypid, atttypmod), attnotnull, pg_get_expr(adbin, adrelid),
            attidentity, attgenerated, attcollation::regcollation, attstorage, attcompression,
            nullif(attstattarget, -1), attoptions, attacl, col_description(attrelid, attnum),
            pg_get_serial_sequence('@n', attname)
          FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE attrelid = @t AND attnum > 0 AND NOT attisdropped ORDER BY attnum
          """,
          """
          SELECT 'grant', grantor::regrole, CASE grantee WHEN 0 THEN 'PUBLIC' ELSE grantee::regrole::text END,
            privilege_type, is_grantable
          FROM pg_class, aclexplode(coalesce(relacl, acldefault('r', relowner))) WHERE oid = @t ORDER BY 2, 3, 4
          """,
          """
          SELECT 'index', pg_get_indexdef(indexrelid), indisprimary, indisclustered, indisreplident,
            indisvalid, obj_description(indexrelid, 'pg_class')
          FROM pg_index WHERE indrelid = @t ORDER BY 2
          """,
          """
          SELECT 'constraint', conname, pg_get_constraintdef(oid), contype, condeferrable, condeferred,
            convalidated, conindid::regclass, obj_description(oid, 'pg_constraint')
          FROM pg_constraint WHERE conrelid = @t AND conparentid = 0 ORDER BY 2
          """,
          """
          SELECT 'statistics', pg_get_statisticsobjdef(oid), stxowner::regrole, nullif(stxstattarget, -1),
            obj_description(oid, 'pg_statistic_ext')
          FROM pg_statistic_ext WHERE stxrelid = @t ORDER BY 2
          """,
          """
          SELECT 'sequence', s.oid::regclass, deptype, s.relowner::regrole, relacl, seqstart, seqincrement,
            seqmax, seqmin, seqcache, seqcycle, obj_description(s.oid, 'pg_class')
          FROM pg_depend d JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
            JOIN pg_sequence q ON q.seqrelid = s.oid
          WHERE d.refobjid = @t AND d.deptype IN ('a', 'i') ORDER BY 2
          """,
          """
          SELECT DISTINCT 'view', v.oid, v.oid::regclass, pg_get_userbyid(v.relowner), v.relacl, v.reloptions,
            pg_get_viewdef(v.oid), obj_description(v.oid, 'pg_class')
          FROM pg_depend d JOIN pg_rewrite r ON r.oid = d.objid JOIN pg_class v ON v.oid = r.ev_class
          WHERE d.refobjid = @t ORDER BY 2
          """);

  List<String> of(String table) {
    List<String> lines = new ArrayList<>();
    for (String question : QUESTIONS) {
      lines.addAll(
          database.query(question.replace("@t", "'" + table + "'::regclass").replace("@n", table)));
    }
    return lines;
  }
}
