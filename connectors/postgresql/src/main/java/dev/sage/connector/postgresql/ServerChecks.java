package dev.sage.connector.postgresql;

import static dev.sage.connector.postgresql.Check.statement;
import static dev.sage.connector.postgresql.Check.text;

import dev.sage.spi.Diagnosis;
import dev.sage.spi.Message;
import dev.sage.spi.TableName;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What the server says of itself: its version, its settings, its clock.
record ServerChecks(TextQuery query, ConnectionUrl url, Clock here) {
  private static final int OLDEST = 15;
  private static final double MOST_SECONDS_APART = 2;
  private static final long FEW_CONNECTIONS = 5;

  Diagnosis version() throws SQLException {
    List<String> version =
        query.row(
            "SELECT current_setting('server_version_num'), current_setting('server_version')");
    return version(Integer.parseInt(version.get(0)), version.get(1));
  }

  static Diagnosis version(int number, String name) {
    Message seen = text("PostgreSQL {}", "PostgreSQL {}", name);
    return number >= OLDEST * 10_000
        ? Check.VERSION.ok(seen)
        : Check.VERSION.failed(
            seen,
            text(
                "SAGE trabaja con PostgreSQL {} y posteriores: actualice el servidor.",
                "SAGE works with PostgreSQL {} and later: upgrade the server.",
                OLDEST));
  }

  Diagnosis writing() throws SQLException {
    List<String> row =
        query.row(
            """
            SELECT pg_catalog.pg_is_in_recovery(), reset_val, source
            FROM pg_catalog.pg_settings WHERE name = 'default_transaction_read_only'
            """);
    if (TextQuery.isTrue(row.get(0))) {
      return Check.WRITING.failed(
          text("es una réplica: solo se lee", "it is a standby: it can only be read"),
          text("Ponga en la URL el servidor principal.", "Name the primary server in the URL."));
    }
    return row.get(1).equals("on")
        ? Check.WRITING.failed(
            text(
                "solo lectura: default_transaction_read_only = on",
                "read-only: default_transaction_read_only = on"),
            reset(row.get(2)))
        : Check.WRITING.ok(text("se puede escribir", "it can be written to"));
  }

  /// @param source where PostgreSQL says that the setting comes from
  private Message reset(String source) {
    String user = Sql.name(url.user());
    String database = Sql.name(url.database());
    String setting = "default_transaction_read_only";
    return switch (source) {
      case "user" -> statement("ALTER ROLE {} RESET {};", user, setting);
      case "database" -> statement("ALTER DATABASE {} RESET {};", database, setting);
      case "database user" ->
          statement("ALTER ROLE {} IN DATABASE {} RESET {};", user, database, setting);
      default -> statement("ALTER SYSTEM SET {} = off; SELECT pg_reload_conf();", setting);
    };
  }

  Diagnosis clock() throws SQLException {
    long before = here.millis();
    List<String> row =
        query.row("SELECT (extract(epoch FROM pg_catalog.clock_timestamp()) * 1000)::bigint");
    long after = here.millis();
    double apart = (Long.parseLong(row.getFirst()) - (before + after) / 2.0) / 1000;
    double doubt = (after - before) / 2000.0;
    if (Math.abs(apart) <= MOST_SECONDS_APART + doubt) {
      return Check.CLOCK.ok(text("igual que el de esta máquina", "the same as this machine's"));
    }
    Message seen =
        apart > 0
            ? text(
                "el servidor va {} s por delante de esta máquina",
                "the server is {} s ahead of this machine",
                seconds(apart))
            : text(
                "el servidor va {} s por detrás de esta máquina",
                "the server is {} s behind this machine",
                seconds(-apart));
    return Check.CLOCK.warning(
        seen,
        text(
            "Sincronice los dos por NTP (timedatectl). A la carga no le afecta, a las horas sí.",
            "Synchronise both by NTP (timedatectl). Loads do not mind, the times shown do."));
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f", seconds);
  }

  Diagnosis durability() throws SQLException {
    List<String> row =
        query.row(
            """
            SELECT current_setting('fsync'), current_setting('full_page_writes'),
              current_setting('wal_level'),
              (SELECT reset_val FROM pg_catalog.pg_settings WHERE name = 'synchronous_commit')
            """);
    Message seen =
        text(
            "fsync {}, full_page_writes {}, synchronous_commit {}, wal_level {}",
            "fsync {}, full_page_writes {}, synchronous_commit {}, wal_level {}",
            row.get(0),
            row.get(1),
            row.get(3),
            row.get(2));
    List<String> wrong = new ArrayList<>();
    if (row.get(0).equals("off")) {
      wrong.add("ALTER SYSTEM SET fsync = on;");
    }
    if (row.get(1).equals("off")) {
      wrong.add("ALTER SYSTEM SET full_page_writes = on;");
    }
    return wrong.isEmpty()
        ? Check.DURABILITY.ok(seen)
        : Check.DURABILITY.warning(
            seen,
            text(
                "Un corte de luz puede perder lo cargado: {} SELECT pg_reload_conf();",
                "A power cut can lose what was landed: {} SELECT pg_reload_conf();",
                String.join(" ", wrong)));
  }

  Diagnosis connections() throws SQLException {
    List<String> row =
        query.row(
            """
            SELECT current_setting('max_connections')::bigint
                - current_setting('superuser_reserved_connections')::bigint
                - coalesce(current_setting('reserved_connections', true)::bigint, 0),
              (SELECT sum(numbackends) FROM pg_catalog.pg_stat_database WHERE datid <> 0),
              (SELECT rolconnlimit FROM pg_catalog.pg_roles WHERE rolname = current_user),
              (SELECT count(*) FROM pg_catalog.pg_stat_activity WHERE usename = current_user)
            """);
    long most = Long.parseLong(row.get(0));
    long free = most - Long.parseLong(row.get(1));
    long limit = Long.parseLong(row.get(2));
    long ofRole = limit < 0 ? free : Math.min(free, limit - Long.parseLong(row.get(3)));
    Message seen = text("{} de {}", "{} free of {}", Math.max(0, free), most);
    if (ofRole >= FEW_CONNECTIONS) {
      return Check.CONNECTIONS.ok(seen);
    }
    return ofRole == free
        ? Check.CONNECTIONS.warning(
            seen,
            statement(
                "ALTER SYSTEM SET max_connections = {}; -- restart", most + 20 * FEW_CONNECTIONS))
        : Check.CONNECTIONS.warning(
            text("{} tiene un límite de {}", "{} has a limit of {}", url.user(), limit),
            statement(
                "ALTER ROLE {} CONNECTION LIMIT {};",
                Sql.name(url.user()),
                limit + 2 * FEW_CONNECTIONS));
  }

  Diagnosis timeouts() throws SQLException {
    List<List<String>> set =
        query.rows(
            """
            SELECT name, reset_val::bigint FROM pg_catalog.pg_settings
            WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout',
                'idle_in_transaction_session_timeout', 'idle_session_timeout')
              AND reset_val <> '0'
            ORDER BY name
            """);
    if (set.isEmpty()) {
      return Check.TIMEOUTS.ok(text("el servidor no pone ninguno", "the server sets none"));
    }
    String all =
        set.stream()
            .map(row -> row.get(0) + " " + Long.parseLong(row.get(1)) / 1000.0 + " s")
            .collect(Collectors.joining(", "));
    return Check.TIMEOUTS.ok(
        text(
            "{}; SAGE pone los suyos mientras carga", "{}; SAGE sets its own while it loads", all));
  }

  Diagnosis leftovers() throws SQLException {
    List<String> stuck =
        query
            .rows(
                """
                SELECT pid FROM pg_catalog.pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_catalog.pg_backend_pid()
                  AND application_name = current_setting('application_name')
                  AND state LIKE 'idle in transaction%' AND xact_start < now() - interval '1 hour'
                ORDER BY pid
                """)
            .stream()
            .map(List::getFirst)
            .toList();
    List<String> prepared =
        query.row(
            """
            SELECT count(*) FROM pg_catalog.pg_prepared_xacts
            WHERE database = current_database() AND prepared < now() - interval '1 hour'
            """);
    if (!stuck.isEmpty()) {
      return Check.LEFTOVERS.warning(
          text(
              "cargas abiertas desde hace más de una hora: {}",
              "loads that have been open for more than an hour: {}",
              stuck.size()),
          statement("SELECT pg_terminate_backend({});", stuck.getFirst()));
    }
    List<String> unfinished = unfinishedVersions();
    if (!unfinished.isEmpty()) {
      return Check.LEFTOVERS.warning(
          text(
              "versiones a medio hacer, de una carga FULL que no acabó: {}",
              "half-made versions, of a FULL load that did not end: {}",
              String.join(", ", unfinished)),
          text(
              "La próxima carga FULL de la misma tabla las borra.",
              "The next FULL load of the same table drops them."));
    }
    return prepared.getFirst().equals("0")
        ? Check.LEFTOVERS.ok(text("ninguno", "none"))
        : Check.LEFTOVERS.warning(
            text(
                "transacciones preparadas y sin terminar, que bloquean tablas: {}",
                "transactions that were prepared and not ended, which lock tables: {}",
                prepared.getFirst()),
            statement(
                "SELECT gid, prepared, owner FROM pg_prepared_xacts; ROLLBACK PREPARED '…';"));
  }

  private List<String> unfinishedVersions() throws SQLException {
    List<List<String>> schemas =
        query.rows(
            """
            SELECT n.nspname
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relname = ? AND c.relkind = 'r'
              AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
              AND pg_catalog.has_table_privilege(c.oid, 'SELECT')
              AND (SELECT count(*) FROM pg_catalog.pg_attribute a WHERE a.attrelid = c.oid
                AND a.attname IN ('table_name', 'relation', 'built_at', 'since')) = 4
            ORDER BY 1
            """,
            Versions.TABLE);
    List<String> found = new ArrayList<>();
    for (List<String> schema : schemas) {
      query
          .rows(
              """
              SELECT relation FROM @versions
              WHERE since IS NULL AND built_at < now() - interval '1 hour' ORDER BY 1
              """
                  .replace("@versions", Sql.name(new TableName(schema.getFirst(), Versions.TABLE))))
          .forEach(row -> found.add(schema.getFirst() + "." + row.getFirst()));
    }
    return found;
  }
}
