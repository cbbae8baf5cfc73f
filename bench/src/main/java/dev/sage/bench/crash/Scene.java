package dev.sage.bench.crash;

import dev.sage.bench.server.BenchServer;
import dev.sage.spi.Strategy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// One execution's own tables, contract and folder.
///
/// @param name of its schema and its folder
/// @param fresh whether the tables are still to be made, by SAGE
record Scene(
    BenchServer server,
    Deliveries deliveries,
    Path folder,
    String name,
    Kind kind,
    Strategy strategy,
    boolean fresh) {
  /// The tables with their old rows, the contract, the folder.
  Scene make(int proxy) throws IOException {
    server.run("CREATE SCHEMA " + name);
    if (!fresh) {
      kind.catalogs().forEach(this::makeTable);
    }
    Files.createDirectories(folder);
    Files.writeString(contract(), Contracts.yaml(this, server.url(proxy)));
    return this;
  }

  private void makeTable(String catalog) {
    server.run(
        "CREATE TABLE %s (%s)".formatted(table(catalog), columns(catalog)),
        "INSERT INTO %s SELECT * FROM truth.%s_old".formatted(table(catalog), catalog));
    if (strategy != Strategy.APPEND) {
      server.run("ALTER TABLE %s ADD PRIMARY KEY (id)".formatted(table(catalog)));
    }
  }

  Path contract() {
    return folder.resolve("contract.yaml");
  }

  Path out(String name) {
    return folder.resolve(name);
  }

  String table(String catalog) {
    return name + "." + catalog;
  }

  /// What the ledger calls the load of a catalog.
  String materialization(String catalog) {
    return kind == Kind.PACKAGE ? "m_" + catalog : "cli:" + table(catalog);
  }

  /// What follows `sage`.
  List<String> words(int proxy, Path out) {
    List<String> words =
        new ArrayList<>(List.of("run", contract().toString(), deliveries.file(kind).toString()));
    words.addAll(List.of("--out", out.toString(), "--threads", "2", "--format", "json"));
    words.addAll(List.of("--part-size", "96KiB", "--lang", "en", "--memory", "256MiB"));
    if (kind == Kind.REJECTING) {
      words.addAll(List.of("--on-error", "reject_rows"));
    }
    if (kind != Kind.PACKAGE) {
      words.addAll(List.of("--catalog", "ventas"));
      words.addAll(List.of("--to", server.url(proxy), "--table", table("ventas")));
      words.addAll(List.of("--strategy", strategy.name()));
      if (Contracts.isByKey(strategy)) {
        words.addAll(List.of("--key", "id"));
      }
    }
    return words;
  }

  /// What is in each table now: equal for equal rows.
  Map<String, String> now() {
    return prints(catalog -> exists(catalog) ? "SELECT * FROM " + table(catalog) : "");
  }

  /// What was in each table before.
  Map<String, String> before() {
    return prints(catalog -> fresh ? "" : "SELECT * FROM truth.%s_old".formatted(catalog));
  }

  /// What must be in each table afterwards.
  Map<String, String> after() {
    return kind == Kind.REFUSED
        ? before()
        : prints(catalog -> Deliveries.after(kind, catalog, strategy, fresh));
  }

  private Map<String, String> prints(java.util.function.UnaryOperator<String> query) {
    Map<String, String> prints = new LinkedHashMap<>();
    kind.catalogs().forEach(catalog -> prints.put(catalog, print(catalog, query.apply(catalog))));
    return prints;
  }

  /// A table that is not there is as good as an empty one.
  private String print(String catalog, String query) {
    if (query.isEmpty()) {
      return "0|0";
    }
    String columns =
        List.of(columns(catalog).split(", ")).stream()
            .map(column -> column.substring(0, column.indexOf(' ')))
            .collect(Collectors.joining(", "));
    String sql =
        "SELECT count(*), coalesce(sum(hashtextextended(concat_ws('|', %s), 0)::numeric), 0) FROM (%s) t"
            .formatted(columns, query);
    return server.query(sql).getFirst();
  }

  private boolean exists(String catalog) {
    return !server.query("SELECT to_regclass('%s')".formatted(table(catalog))).contains("null");
  }

  /// The ledger's rows, `execution|materialization|rows`.
  List<String> ledger() {
    String ledger = name + ".sage_commits";
    return server.query("SELECT to_regclass('%s')".formatted(ledger)).contains("null")
        ? List.of()
        : server.query(
            "SELECT execution, materialization, rows FROM %s ORDER BY materialization"
                .formatted(ledger));
  }

  /// Everything that stands in the database besides what was right before, numbers blotted out.
  List<String> relations() {
    String sql =
        """
        SELECT regexp_replace(relname, '[0-9a-f]{8,}|[0-9]+', '#', 'g') || ' ' || relkind::text
        FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
        WHERE nspname = '%s' OR nspname ~ '^pg_temp_'
          OR nspname NOT IN ('truth', 'information_schema') AND nspname !~ '^(pg_.*|c[0-9]+)$'
        ORDER BY 1
        """
            .formatted(name);
    return server.query(sql);
  }

  void drop() throws IOException {
    server.run("DROP SCHEMA %s CASCADE".formatted(name));
    BenchServer.delete(folder);
  }

  private static String columns(String catalog) {
    return catalog.equals("ventas")
        ? "id bigint, codigo text, fecha date, monto numeric(12,2), nota text"
        : "id bigint, nombre text";
  }
}
