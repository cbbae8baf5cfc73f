package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Fields that are called what the engine calls columns of its own.
final class OwnNamesIT {
  private static final List<String> FIELDS = List.of("sage_row", "SAGE_PART", "sage_.x", "sage_q2");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "~df.duplicated(subset=['sage_row'])                        | 1 2",
        "sum(sage_row) = 21                                         | true",
        "df.groupby('SAGE_PART')['sage_row'].sum() > 7              | 2",
        "df['sage_q2'].isin(df['sage_.x'])                          | 0",
        "df.groupby('sage_q2')['sage_row'].sum() == df.set_index('sage_q2')['sage_.x'] | 0 1 2",
        "df['sage_row'] == df['sage_q2'] and ~df['sage_q2'].duplicated() | 0 1 2",
      })
  void areFieldsAllTheSame(String rule, String failing) throws IOException {
    try (RuleDatabase database =
        new RuleDatabase("('a', 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 0)")) {
      database.execute(
          """
          CREATE TABLE w AS SELECT *, 0 AS sage_part, CAST(r AS BIGINT) AS sage_row
          FROM (VALUES (7, 1, 5, 4, 0), (7, 1, 6, 5, 1), (7, 2, 8, 6, 2)) AS t(%s, %s, %s, %s, r)
          """
              .formatted(FIELDS.stream().map(RuleCompiler::column).toArray()));
      assertThat(failing(database, rule)).isEqualTo(failing);
    }
  }

  private static String failing(RuleDatabase database, String rule) {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    FIELDS.forEach(name -> fields.put(name, ValueType.WHOLE));
    var scope = new RuleScope(RuleLevel.CATALOG, "w", "", Map.of("w", fields));
    var parsed = (ParsedRule.Good) RuleParser.parse(rule, scope);
    FinishCheck check =
        new RuleCompiler(RuleDatabase.NOW)
            .finish(parsed.expression(), RuleLevel.CATALOG, "w", "", Sql::identifier)
            .getFirst();
    return switch (check) {
      case FinishCheck.Records(String _, String sql) ->
          database.column("SELECT sage_row FROM (" + sql + ") ORDER BY 1");
      case FinishCheck.Whole(List<String> _, String sql) -> database.column(sql);
    };
  }
}
