package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleParser;
import dev.sage.contract.rule.RuleScope;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A DuckDB with the catalogs `v` and `c`, and rules run over them.
final class RuleDatabase implements AutoCloseable {
  static final LocalDateTime NOW = LocalDateTime.of(2024, 6, 1, 12, 0);

  final Connection connection;

  RuleDatabase(String rowsOfV) throws SQLException {
    connection = DriverManager.getConnection("jdbc:duckdb:");
    execute(
        """
        CREATE TABLE v (codigo VARCHAR, n BIGINT, m BIGINT, d DECIMAL(38,9), e DECIMAL(12,2),
          f DATE, h TIMESTAMP, b BOOLEAN, sage_part INTEGER, sage_row BIGINT)
        """);
    execute("CREATE TABLE c (codigo VARCHAR, d DECIMAL(38,9), sage_part INTEGER, sage_row BIGINT)");
    execute("INSERT INTO v VALUES " + rowsOfV);
    execute("INSERT INTO c VALUES ('C-001', 1, 0, 0), (NULL, 2, 0, 1), ('x', 1.5, 0, 2)");
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
    return catalogs;
  }

  static Expression parse(String rule, RuleLevel level, String field) {
    String catalog = level == RuleLevel.PACKAGE ? "" : "v";
    ParsedRule parsed = RuleParser.parse(rule, new RuleScope(level, catalog, field, catalogs()));
    assertThat(parsed).as(rule).isInstanceOf(ParsedRule.Good.class);
    return ((ParsedRule.Good) parsed).expression();
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /// For example `1 2` (rows of `v` that fail), `c: 1`, or `false`.
  String finish(String rule, RuleLevel level, String field) throws SQLException {
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
  String predicate(Expression rule, RuleLevel level, String field) throws SQLException {
    String sql =
        new RuleCompiler(NOW).predicate(rule, level, field, (_, name) -> Sql.identifier(name));
    assertThat(column("SELECT count(*) FROM v WHERE (" + sql + ") IS NULL")).isEqualTo("0");
    return column("SELECT sage_row FROM v WHERE NOT " + sql + " ORDER BY 1");
  }

  private String column(String sql) throws SQLException {
    List<String> values = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(sql)) {
      while (result.next()) {
        values.add(String.valueOf(result.getObject(1)));
      }
    }
    return String.join(" ", values);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
