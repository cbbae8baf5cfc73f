package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.engine.rule.RuleMaker.Spelled;
import dev.sage.engine.sql.Sql;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What an author wrote is in the SQL as a literal or a quoted name, and nowhere else, and DuckDB
/// understands the SQL. `-Dsage.fuzz=100000` for more.
final class RuleFuzzIT {
  private static final int TEXTS = Integer.getInteger("sage.fuzz", 5_000);
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");
  private static final Set<String> WORDS =
      Set.of(
          "SELECT",
          "DISTINCT",
          "FROM",
          "AS",
          "WHERE",
          "CROSS",
          "LEFT",
          "JOIN",
          "ON",
          "GROUP",
          "BY",
          "HAVING",
          "UNION",
          "OVER",
          "PARTITION",
          "ORDER",
          "DESC",
          "AND",
          "OR",
          "NOT",
          "IS",
          "NULL",
          "IN",
          "CASE",
          "WHEN",
          "THEN",
          "ELSE",
          "END",
          "CAST",
          "TRY_CAST",
          "TRY",
          "true",
          "false",
          "BIGINT",
          "HUGEINT",
          "DECIMAL",
          "DOUBLE",
          "VARCHAR",
          "DATE",
          "TIMESTAMP",
          "coalesce",
          "nullif",
          "abs",
          "trunc",
          "fmod",
          "pow",
          "round",
          "greatest",
          "least",
          "length",
          "upper",
          "lower",
          "trim",
          "ltrim",
          "rtrim",
          "left",
          "right",
          "substring",
          "replace",
          "contains",
          "starts_with",
          "ends_with",
          "regexp_matches",
          "regexp_replace",
          "sage_matches",
          "strftime",
          "try_strptime",
          "year",
          "quarter",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "isodow",
          "sum",
          "avg",
          "min",
          "max",
          "count",
          "median",
          "stddev_samp",
          "bool_and",
          "bool_or",
          "any_value",
          "row_number",
          "sage_part",
          "sage_row",
          "sage_k0",
          "sage_k1",
          "e",
          "a",
          "x",
          "k",
          "v",
          "e37",
          "e38");
  private static final List<String> FORMS =
      List.of(
          "@",
          "(@).all()",
          "(@).sum() == 0",
          "df.groupby('codigo')['n'].sum() > 3 and @",
          "df['n'] < df.set_index('codigo').loc[df['codigo'], 'm'].values and @",
          "df['codigo'].isin(df['codigo']) and ~df.duplicated(subset=['n', 'b']) and @",
          "(@) & (df['codigo'] != \"x'; DROP TABLE v; --\") & (df['codigo'] != '\\\\\"\\'/*')",
          "(@) & ~df['codigo'].str.match(r\"a'\\\"(?=;)--\")",
          "df['e'].sum() > df['d'].mean() and @");

  @Test
  void holdsWhatTheAuthorWroteAsLiteralsOnly() throws Exception {
    Random random = new Random(5);
    RuleMaker maker = new RuleMaker(random);
    try (RuleDatabase database =
        new RuleDatabase("('a', 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 0)")) {
      for (int i = 0; i < TEXTS; i++) {
        Spelled rule = maker.condition(3);
        String text = FORMS.get(i % FORMS.size()).replace("@", rule.frame());
        check(database, rule.plain().isEmpty() || i % 2 == 0 ? text : rule.plain(), i % 50 == 0);
      }
    }
  }

  private static void check(RuleDatabase database, String text, boolean run) {
    RuleScope scope = new RuleScope(RuleLevel.CATALOG, "v", "", RuleDatabase.catalogs());
    if (RuleParser.parse(text, scope) instanceof ParsedRule.Good(Expression expression)) {
      for (FinishCheck check : checks(expression)) {
        String sql =
            switch (check) {
              case FinishCheck.Records records -> records.sql();
              case FinishCheck.Whole whole -> whole.sql();
            };
        assertThat(strangers(sql)).as("%s as %s", text, sql).isEmpty();
        if (run) {
          database.column("SELECT count(*) FROM (" + sql + ")");
        }
      }
    }
  }

  private static List<FinishCheck> checks(Expression expression) {
    return new RuleCompiler(RuleDatabase.NOW)
        .finish(expression, RuleLevel.CATALOG, "v", "", Sql::identifier);
  }

  /// Words and signs that are no part of what the compiler writes.
  private static Set<String> strangers(String sql) {
    String rest = QUOTED.matcher(sql).replaceAll(" ");
    Set<String> strangers =
        WORD.matcher(rest)
            .results()
            .map(word -> word.group())
            .filter(word -> !WORDS.contains(word) && !word.matches("sage_q[0-9]+|e[0-9]+"))
            .collect(Collectors.toCollection(TreeSet::new));
    if (rest.contains("--") || rest.contains("/*") || rest.contains(";") || rest.contains("'")) {
      strangers.add("a sign");
    }
    return strangers;
  }
}
