package dev.sage.bench;

import dev.sage.bench.server.BenchServer;

/// The table that every contender of a load finds: the same types, logged, alone in its schema.
///
/// @param database where it is
record SalesTable(BenchServer server, String database) {
  static final String NAME = "bench.ventas";

  private static final String TYPES =
      """
      id bigint, codigo text, cliente text, fecha date, fecha_hora timestamp, cantidad bigint,
      precio numeric(12,2), total numeric(14,2), activo boolean, nota text\
      """;

  /// What a contender finds before it begins.
  enum Before {
    /// No row and no index.
    EMPTY,
    /// No row; `id` is the primary key.
    EMPTY_WITH_KEY,
    /// The very rows of the delivery; `id` is the primary key.
    SAME_ROWS_WITH_KEY
  }

  /// A fresh table; nothing of the last run is left, and its pages are on the disk.
  void make(Before before) {
    run("DROP SCHEMA IF EXISTS bench CASCADE", "CREATE SCHEMA bench");
    run("CREATE TABLE %s (%s)".formatted(NAME, TYPES));
    if (before == Before.SAME_ROWS_WITH_KEY) {
      run("INSERT INTO %s TABLE original".formatted(NAME));
    }
    if (before != Before.EMPTY) {
      run("ALTER TABLE %s ADD PRIMARY KEY (id)".formatted(NAME), "VACUUM ANALYZE " + NAME);
    }
    run("CHECKPOINT");
  }

  /// Keeps what is loaded now for [Before#SAME_ROWS_WITH_KEY].
  void keepAsOriginal() {
    run("DROP TABLE IF EXISTS original", "CREATE TABLE original AS TABLE " + NAME);
  }

  /// `existing` rows under the keys from [LoadFile#FIRST_ID] on; `id` is the primary key.
  void generate(long existing) {
    run("DROP SCHEMA IF EXISTS bench CASCADE", "CREATE SCHEMA bench");
    run("CREATE TABLE %s (%s)".formatted(NAME, TYPES));
    run(
        """
        INSERT INTO %s SELECT %d + n, 'C-' || lpad((n * 7919 %% 100000000)::text, 8, '0'),
          (ARRAY['Almacenes Núñez', 'Comercial Peña', 'Farmacias Unidas', 'Tienda Doña María'])[1 + n %% 4],
          date '2024-01-01' + (n %% 720)::int,
          timestamp '2024-01-01' + make_interval(days => (n %% 720)::int, secs => n %% 86400),
          1 + n %% 999, 1 + (n %% 99900) / 100.0, (1 + n %% 999) * (1 + (n %% 99900) / 100.0),
          n %% 2 = 0, 'Llamar antes de entregar al encargado de almacén'
        FROM generate_series(0::bigint, %d) n
        """
            .formatted(NAME, LoadFile.FIRST_ID, existing - 1));
    run("ALTER TABLE %s ADD PRIMARY KEY (id)".formatted(NAME), "VACUUM ANALYZE " + NAME);
  }

  long rows() {
    return Long.parseLong(server.queryIn(database, "SELECT count(*) FROM " + NAME).getFirst());
  }

  /// Equal for equal rows in any order.
  String fingerprint() {
    String sql =
        """
        SELECT count(*), sum(id), sum(hashtextextended(t::text, 0)::numeric) FROM %s t
        """
            .formatted(NAME);
    return server.queryIn(database, sql).getFirst();
  }

  void drop() {
    run("DROP SCHEMA IF EXISTS bench CASCADE", "DROP TABLE IF EXISTS original");
  }

  private void run(String... statements) {
    server.in(database, statements);
  }
}
