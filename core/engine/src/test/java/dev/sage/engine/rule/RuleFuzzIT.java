package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.parse.RuleParser;
import dev.sage.engine.rule.RuleMaker.Spelled;
import dev.sage.engine.sql.Sql;
import dev.sage.engine.sql.SqlWords;
import dev.sage.testing.fuzz.Figures;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// What an author wrote is in the SQL as a literal or a quoted name, and nowhere else, and DuckDB
/// understands the SQL. `-Dsage.fuzz=100000` for more, `-Dsage.fuzz.seed=2` for others.
final class RuleFuzzIT {
  private static final int TEXTS = Integer.getInteger("sage.fuzz", 5_000);
  private static final long SEED = Long.getLong("sage.fuzz.seed", 5L);
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
    Random random = new Random(SEED);
    Figures figures = new Figures("rules", SEED, "compiled", "run", "refused");
    RuleMaker maker = new RuleMaker(random);
    try (RuleDatabase database =
        new RuleDatabase("('a', 1, 2, 1.5, 2.5, NULL, NULL, true, 0, 0)")) {
      for (int i = 0; i < TEXTS; i++) {
        Spelled rule = maker.condition(3);
        String text = FORMS.get(i % FORMS.size()).replace("@", rule.frame());
        String spelled = rule.plain().isEmpty() || i % 2 == 0 ? text : rule.plain();
        long start = System.nanoTime();
        check(database, spelled, i % 50 == 0, figures);
        figures.took(System.nanoTime() - start);
      }
      figures.print();
    }
  }

  private static void check(RuleDatabase database, String text, boolean run, Figures figures) {
    RuleScope scope = new RuleScope(RuleLevel.CATALOG, "v", "", RuleDatabase.catalogs());
    if (RuleParser.parse(text, scope) instanceof ParsedRule.Good(Expression expression)) {
      figures.count("compiled");
      figures.count("run", run ? 1 : 0);
      for (FinishCheck check : checks(expression)) {
        String sql =
            switch (check) {
              case FinishCheck.Records records -> records.sql();
              case FinishCheck.Whole whole -> whole.sql();
            };
        assertThat(SqlWords.strangers(sql)).as("%s as %s", text, sql).isEmpty();
        if (run) {
          database.column("SELECT count(*) FROM (" + sql + ")");
        }
      }
    } else {
      figures.count("refused");
    }
  }

  private static List<FinishCheck> checks(Expression expression) {
    return new RuleCompiler(RuleDatabase.NOW)
        .finish(expression, RuleLevel.CATALOG, "v", "", Sql::identifier);
  }
}
