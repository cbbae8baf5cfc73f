package dev.sage.metadata.database;

import org.postgresql.ds.PGSimpleDataSource;

/// Makes connections as the URL and good sense say.
final class Connections {
  /// A transaction of the metadata is short: one that is not has lost its other end.
  static final String SESSION =
      """
      SET TIME ZONE 'UTC';
      SET statement_timeout = '60s';
      SET lock_timeout = '30s';
      SET idle_in_transaction_session_timeout = '60s';
      SELECT set_config('synchronous_commit', 'on', false)
        WHERE current_setting('synchronous_commit') = 'off';
      """;

  /// How long a server may be silent before it is given up. No connection waits for ever: a server
  /// that is being started again, or the network before it, can accept one and never answer.
  enum Patience {
    /// Whether it is there.
    HEALTH(5),
    /// The first question.
    GREETING(15),
    /// Statements of the metadata, which are brief.
    STATEMENT(90),
    /// What changes tables.
    MIGRATION(600);

    private final int seconds;

    Patience(int seconds) {
      this.seconds = seconds;
    }
  }

  private Connections() {}

  static PGSimpleDataSource source(MetadataUrl url, Patience patience) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(url.hosts().toArray(String[]::new));
    source.setPortNumbers(url.ports().stream().mapToInt(Integer::intValue).toArray());
    source.setDatabaseName(url.database());
    source.setUser(url.user());
    source.setPassword(url.password());
    source.setApplicationName(url.parameter("application_name", "sage"));
    int connect =
        Math.min(patience.seconds, Integer.parseInt(url.parameter("connect_timeout", "10")));
    source.setConnectTimeout(connect);
    source.setLoginTimeout(connect * url.hosts().size());
    source.setSocketTimeout(patience.seconds);
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
    secure(source, url);
    return source;
  }

  private static void secure(PGSimpleDataSource source, MetadataUrl url) {
    source.setSslMode(url.parameter("sslmode", "prefer"));
    source.setSslfactory(ModernTls.class.getName());
    url.parameters().entrySet().stream()
        .filter(parameter -> parameter.getKey().matches("sslrootcert|sslcert|sslkey"))
        .forEach(parameter -> set(source, parameter.getKey(), parameter.getValue()));
    if (url.hosts().size() > 1) {
      source.setTargetServerType("primary");
    }
  }

  private static void set(PGSimpleDataSource source, String name, String value) {
    switch (name) {
      case "sslrootcert" -> source.setSslRootCert(value);
      case "sslcert" -> source.setSslCert(value);
      default -> source.setSslKey(value);
    }
  }
}
