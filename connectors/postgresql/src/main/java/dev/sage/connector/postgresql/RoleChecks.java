package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Check.text;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Message;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What the role may do, and what SAGE has left where it may do it.
record RoleChecks(TextQuery query) {
  private static final int SHOWN = 5;

  private static final String RIGHTS =
      """
      SELECT current_user, current_database(), rolsuper,
        pg_catalog.has_database_privilege(current_database(), 'CREATE'),
        pg_catalog.has_database_privilege(current_database(), 'TEMPORARY'),
        current_schema(),
        current_schema() IS NOT NULL AND pg_catalog.has_schema_privilege(current_schema(), 'CREATE'),
        EXISTS (SELECT FROM pg_catalog.pg_namespace n
          WHERE n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND pg_catalog.has_schema_privilege(n.oid, 'CREATE'))
        OR EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
          WHERE c.relkind IN ('r', 'p') AND c.relname <> 'sage_commits'
            AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
            AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
            AND pg_catalog.has_table_privilege(c.oid, 'INSERT'))
      FROM pg_catalog.pg_roles WHERE rolname = current_user
      """;

  private static final String LEDGERS =
      """
      SELECT n.nspname,
        pg_catalog.has_schema_privilege(n.oid, 'USAGE')
          AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
          AND pg_catalog.has_table_privilege(c.oid, 'INSERT')
          AND pg_catalog.has_table_privilege(c.oid, 'UPDATE'),
        (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
          AND a.attname IN ('execution', 'materialization', 'token', 'rows', 'committed_at')) = 5
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relname = 'sage_commits' AND n.nspname NOT LIKE 'pg\\_%'
      ORDER BY 1
      """;

  Diagnosis rights() throws SQLException {
    List<String> row = query.row(RIGHTS);
    String role = Sql.name(row.get(0));
    String database = Sql.name(row.get(1));
    String schema = row.get(5);
    List<String> grants = new ArrayList<>();
    if (!schema.isEmpty() && !TextQuery.isTrue(row.get(6))) {
      grants.add("GRANT USAGE, CREATE ON SCHEMA %s TO %s;".formatted(Sql.name(schema), role));
    }
    if (!TextQuery.isTrue(row.get(3))) {
      grants.add("GRANT CREATE ON DATABASE %s TO %s;".formatted(database, role));
    }
    if (!TextQuery.isTrue(row.get(4))) {
      grants.add("GRANT TEMPORARY ON DATABASE %s TO %s;".formatted(database, role));
    }
    Message seen = seen(row);
    if (grants.isEmpty()) {
      return Check.RIGHTS.ok(seen);
    }
    boolean canLand = TextQuery.isTrue(row.get(3)) || TextQuery.isTrue(row.get(7));
    return canLand
        ? Check.RIGHTS.warning(
            seen, text("Si le hacen falta: {}", "If they are needed: {}", String.join(" ", grants)))
        : Check.RIGHTS.failed(
            text("{} no puede escribir en ninguna parte", "{} may write nowhere", row.get(0)),
            text(
                "Como dueño de la base de datos: {}",
                "As the database's owner: {}",
                String.join(" ", grants)));
  }

  private static Message seen(List<String> row) {
    String schema = row.get(5).isEmpty() ? "–" : row.get(5);
    Message tables =
        TextQuery.isTrue(row.get(6))
            ? text("crea tablas en {}", "creates tables in {}", schema)
            : text("no crea tablas en {}", "cannot create tables in {}", schema);
    Message schemas =
        TextQuery.isTrue(row.get(3))
            ? text("crea esquemas", "creates schemas")
            : text("no crea esquemas", "cannot create schemas");
    Message temporary =
        TextQuery.isTrue(row.get(4))
            ? text("tablas temporales", "temporary tables")
            : text("sin tablas temporales (UPSERT)", "no temporary tables (UPSERT)");
    String superuser = TextQuery.isTrue(row.get(2)) ? "superuser; " : "";
    return new Message(
        (superuser.isEmpty() ? "" : "superusuario; ")
            + String.join(", ", tables.es(), schemas.es(), temporary.es()),
        superuser + String.join(", ", tables.en(), schemas.en(), temporary.en()));
  }

  Diagnosis ledgers() throws SQLException {
    List<List<String>> all = query.rows(LEDGERS);
    for (List<String> ledger : all) {
      String table = Sql.name(ledger.get(0)) + "." + Ledger.TABLE;
      if (!TextQuery.isTrue(ledger.get(2))) {
        return Check.LEDGERS.warning(
            text("{} no es de SAGE", "{} is not SAGE's", table),
            Check.statement("ALTER TABLE {} RENAME TO sage_commits_other;", table));
      }
      if (!TextQuery.isTrue(ledger.get(1))) {
        return Check.LEDGERS.warning(
            text(
                "sin permiso sobre {}: no se puede cargar en su esquema",
                "no right on {}: nothing can be landed in its schema",
                table),
            grants(ledger.get(0)));
      }
    }
    return Check.LEDGERS.ok(all.isEmpty() ? none() : counts(all));
  }

  private Message grants(String schema) throws SQLException {
    String role = Sql.name(query.row("SELECT current_user").getFirst());
    String name = Sql.name(schema);
    return Check.statement(
        "GRANT USAGE ON SCHEMA {} TO {}; GRANT SELECT, INSERT, UPDATE ON {}.{} TO {};",
        name,
        role,
        name,
        Ledger.TABLE,
        role);
  }

  private static Message none() {
    return text("ninguna todavía", "none yet");
  }

  private Message counts(List<List<String>> ledgers) throws SQLException {
    List<Message> counts = new ArrayList<>();
    for (List<String> ledger : ledgers.subList(0, Math.min(SHOWN, ledgers.size()))) {
      List<String> row =
          query.row(
              "SELECT count(*), to_char(max(committed_at) AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI')"
                  + " FROM "
                  + Sql.name(ledger.getFirst())
                  + "."
                  + Ledger.TABLE);
      counts.add(
          row.get(0).equals("0")
              ? text("{} 0", "{} 0", ledger.getFirst())
              : text(
                  "{} {} (última {} UTC)",
                  "{} {} (last {} UTC)",
                  ledger.getFirst(),
                  row.get(0),
                  row.get(1)));
    }
    String more = ledgers.size() > SHOWN ? ", …" : "";
    return new Message(
        counts.stream().map(Message::es).collect(Collectors.joining(", ")) + more,
        counts.stream().map(Message::en).collect(Collectors.joining(", ")) + more);
  }
}
