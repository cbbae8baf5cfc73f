package dev.sage.contract.rule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleProblem;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.RuleType;
import dev.sage.spi.ValueType;
import dev.sage.testing.fuzz.Figures;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whatever is written as a rule is a tree or says where it is wrong, and soon.
/// `-Dsage.fuzz=100000` for more of them, `-Dsage.fuzz.seed=2` for others.
final class RuleFuzzTest {
  private static final int TEXTS = Integer.getInteger("sage.fuzz", 5_000);
  private static final long SEED = Long.getLong("sage.fuzz.seed", 20_261_122L);
  private static final List<RuleLevel> LEVELS = List.of(RuleLevel.values());
  private static final long MOST_NANOS = 1_000_000_000;

  private static Map<String, Map<String, ValueType>> catalogs() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("codigo", ValueType.TEXT);
    fields.put("n", ValueType.WHOLE);
    fields.put("m", ValueType.WHOLE);
    fields.put("d", ValueType.DECIMAL);
    fields.put("f", ValueType.DATE);
    fields.put("h", ValueType.DATE_TIME);
    fields.put("b", ValueType.BOOL);
    return Map.of("v", fields, "c", Map.of("d", ValueType.DECIMAL));
  }

  @Test
  void everyTextIsATreeOrSaysWhereItIsWrong() {
    RuleTexts texts = new RuleTexts(SEED);
    Figures figures = new Figures("rules", SEED, "parsed", "refused");
    for (int i = 0; i < TEXTS; i++) {
      String text = texts.next();
      RuleLevel level = LEVELS.get(i % 4);
      long start = System.nanoTime();
      ParsedRule parsed = RuleParser.parse(text, scope(level));
      long nanos = System.nanoTime() - start;
      figures.took(nanos);
      assertThat(nanos).as(text).isLessThan(MOST_NANOS);
      figures.count(check(text, parsed));
    }
    figures.print();
    assertThat(figures.of("parsed")).isGreaterThan(TEXTS / 100);
  }

  private static RuleScope scope(RuleLevel level) {
    String catalog = level == RuleLevel.PACKAGE ? "" : "v";
    return new RuleScope(level, catalog, level == RuleLevel.FIELD ? "n" : "", catalogs());
  }

  private static String check(String text, ParsedRule parsed) {
    return switch (parsed) {
      case ParsedRule.Good(Expression expression) -> {
        assertThat(expression.type()).as(text).isEqualTo(RuleType.BOOLEAN);
        yield "parsed";
      }
      case ParsedRule.Bad(List<RuleProblem> problems) -> {
        assertThat(problems)
            .as(text)
            .isNotEmpty()
            .allSatisfy(problem -> {
              assertThat(problem.offset()).isBetween(0, text.length());
              assertThat(problem.message().es()).isNotBlank();
              assertThat(problem.message().en()).isNotBlank();
            });
        yield "refused";
      }
    };
  }
}
