package dev.sage.connector.postgresql;

import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.util.List;

/// Who may do what with a table or a sequence, as statements.
final class Grants {
  /// As `GRANT` calls it.
  enum Kind {
    TABLE,
    SEQUENCE
  }

  private static final String GRANTEE =
      """
      CASE x.grantee WHEN 0 THEN 'PUBLIC'
        ELSE pg_catalog.quote_ident(pg_catalog.pg_get_userbyid(x.grantee)) END
      """;

  private static final String COPY =
      """
      SELECT pg_catalog.format('REVOKE ALL ON @kind %s FROM %I', ?::text, pg_catalog.pg_get_userbyid(c.relowner))
        FROM pg_catalog.pg_class c WHERE c.oid = ?::regclass AND c.relacl IS NOT NULL
      UNION ALL
      SELECT pg_catalog.format('GRANT %s ON @kind %s TO %s', x.privilege_type, ?::text, @grantee)
          || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_catalog.pg_class c, pg_catalog.aclexplode(c.relacl) x WHERE c.oid = ?::regclass
      UNION ALL
      SELECT pg_catalog.format('GRANT %s (%I) ON @kind %s TO %s', x.privilege_type, a.attname, ?::text, @grantee)
          || CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END
        FROM pg_catalog.pg_attribute a, pg_catalog.aclexplode(a.attacl) x
        WHERE a.attrelid = ?::regclass AND NOT a.attisdropped
          AND EXISTS (SELECT FROM pg_catalog.pg_attribute n
            WHERE n.attrelid = ?::regclass AND n.attname = a.attname AND NOT n.attisdropped)
      """;

  private static final String REVOKE_ALL =
      """
      SELECT DISTINCT pg_catalog.format('REVOKE ALL ON @kind %s FROM %s CASCADE', ?::text, @grantee)
      FROM (SELECT c.oid, c.relowner, c.relacl AS acl FROM pg_catalog.pg_class c
          UNION ALL SELECT c.oid, c.relowner, a.attacl FROM pg_catalog.pg_class c
            JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid) c,
        pg_catalog.aclexplode(c.acl) x
      WHERE c.oid = ?::regclass AND x.grantee <> c.relowner
      """;

  private Grants() {}

  /// Gives one relation the rights of another.
  static List<String> copy(Query query, TableName from, TableName to, Kind kind)
      throws SQLException {
    String source = Sql.name(from);
    String target = Sql.name(to);
    return query.texts(sql(COPY, kind), target, source, target, source, target, source, target);
  }

  /// Leaves a relation to its owner alone.
  static List<String> revokeAll(Query query, TableName relation, Kind kind) throws SQLException {
    return query.texts(sql(REVOKE_ALL, kind), Sql.name(relation), Sql.name(relation));
  }

  private static String sql(String sql, Kind kind) {
    return sql.replace("@kind", kind.name()).replace("@grantee", GRANTEE);
  }
}
