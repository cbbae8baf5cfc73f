package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.engine.sql.Database;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A DuckDB with the catalogs `v`, `c`, `l` (lines) and `p` (orders), and rules run over them.
final class RuleDatabase implements AutoCloseable {
  static final LocalDateTime NOW = LocalDateTime.of(2024, 6, 1, 12, 0);

  private final Path directory;
  private final Database database;
  private final Session session;

  RuleDatabase(String rowsOfV) {
    directory = directory();
    database = Database.open(directory, directory.resolve("spill"), 256L << 20, 2);
    session = database.session();
    PatternTest.register(session);
    execute(
        """
        CREATE TABLE v (codigo VARCHAR, n BIGINT, m BIGINT, d DECIMAL(38,9), e DECIMAL(12,2),
          f DATE, h TIMESTAMP, b BOOLEAN, sage_part INTEGER, sage_row BIGINT)
        """);
    execute("CREATE TABLE c (codigo VARCHAR, d DECIMAL(38,9), sage_part INTEGER, sage_row BIGINT)");
    execute("INSERT INTO v VALUES " + rowsOfV);
    execute("INSERT INTO c VALUES ('C-001', 1, 0, 0), (NULL, 2, 0, 1), ('x', 1.5, 0, 2)");
    execute(
        """
        CREATE TABLE l AS SELECT *, 0 AS sage_part, row_number() OVER () - 1 AS sage_row FROM (VALUES
          ('P1', CAST(10 AS DECIMAL(12,2)), CAST(1 AS BIGINT)), ('P1', 5.5, 2), ('P2', 7, 3),
          (NULL, 100, 4), ('P9', 1, 5), ('P3', NULL, 6)) AS t(pedido, monto, n)
        """);
    execute(
        """
        CREATE TABLE p AS SELECT *, 0 AS sage_part, row_number() OVER () - 1 AS sage_row FROM (VALUES
          ('P1', CAST(15.5 AS DECIMAL(12,2)), CAST(1 AS DECIMAL(12,2))), ('P2', 8, 2), ('P3', 0, 3),
          ('P4', 0, NULL), (NULL, 3, 5), ('D', 1, 7), ('D', 2, 7)) AS t(codigo, total, n)
        """);
  }

  private static Path directory() {
    try {
      return Files.createTempDirectory("rules");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Map<String, ValueType> fieldsOfV() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("codigo", ValueType.TEXT);
    fields.put("n", ValueType.WHOLE);
    fields.put("m", ValueType.WHOLE);
    fields.put("d", ValueType.DECIMAL);
    fields.put("e", new ValueType.Decimal(12, 2));
    fields.put("f", ValueType.DATE);
    fields.put("h", ValueType.DATE_TIME);
    fields.put("b", ValueType.BOOL);
    return fields;
  }

  static Map<String, Map<String, ValueType>> catalogs() {
    Map<String, ValueType> clientes = new LinkedHashMap<>();
    clientes.put("codigo", ValueType.TEXT);
    clientes.put("d", ValueType.DECIMAL);
    Map<String, Map<String, ValueType>> catalogs = new LinkedHashMap<>();
    catalogs.put("v", fieldsOfV());
    catalogs.put("c", clientes);
    catalogs.put("l", fields("pedido", new ValueType.Decimal(12, 2), "monto", ValueType.WHOLE));
    catalogs.put(
        "p", fields("codigo", new ValueType.Decimal(12, 2), "total", new ValueType.Decimal(12, 2)));
    return catalogs;
  }

  private static Map<String, ValueType> fields(
      String key, ValueType amount, String name, ValueType count) {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put(key, ValueType.TEXT);
    fields.put(name, amount);
    fields.put("n", count);
    return fields;
  }

  static Expression parse(String rule, RuleLevel level, String field) {
    String catalog = level == RuleLevel.PACKAGE ? "" : "v";
    ParsedRule parsed = RuleParser.parse(rule, new RuleScope(level, catalog, field, catalogs()));
    assertThat(parsed).as(rule).isInstanceOf(ParsedRule.Good.class);
    return ((ParsedRule.Good) parsed).expression();
  }

  void execute(String sql) {
    session.execute(sql);
  }

  /// For example `1 2` (rows of `v` that fail), `c: 1`, or `false`.
  String finish(String rule, RuleLevel level, String field) {
    List<String> answers = new ArrayList<>();
    List<FinishCheck> checks =
        new RuleCompiler(NOW)
            .finish(
                parse(rule, level, field),
                level,
                level == RuleLevel.PACKAGE ? "" : "v",
                field,
                Sql::identifier);
    for (FinishCheck check : checks) {
      answers.add(
          switch (check) {
            case FinishCheck.Records(String catalog, String sql) ->
                (catalog.equals("v") ? "" : catalog + ": ") + column(ordered(sql));
            case FinishCheck.Whole(List<String> _, String sql) -> column(sql);
          });
    }
    return String.join("; ", answers);
  }

  private static String ordered(String sql) {
    return "SELECT sage_row FROM (" + sql + ") ORDER BY 1";
  }

  /// The rows of `v` where the predicate of a row-wise rule is not true.
  String predicate(Expression rule, RuleLevel level, String field) {
    String sql =
        new RuleCompiler(NOW).predicate(rule, level, field, (_, name) -> Sql.identifier(name));
    assertThat(column("SELECT count(*) FROM v WHERE (" + sql + ") IS NULL")).isEqualTo("0");
    return column("SELECT sage_row FROM v WHERE NOT " + sql + " ORDER BY 1");
  }

  String column(String sql) {
    return String.join(" ", session.query(sql, row -> String.valueOf(row.getObject(1))));
  }

  @Override
  public void close() throws IOException {
    session.close();
    database.close();
    Files.deleteIfExists(directory);
  }
}
