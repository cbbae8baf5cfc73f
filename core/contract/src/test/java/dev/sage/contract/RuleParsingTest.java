package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the loader asks of the rule language, and where it says the answers are.
class RuleParsingTest {
  private final List<String> asked = new ArrayList<>();

  private LoadedContract load(String yaml) {
    return new ContractLoader(this::parse).load(yaml.getBytes(UTF_8), false);
  }

  private RuleParsing.Parsed parse(
      String text,
      RuleLevel level,
      String catalog,
      String field,
      Map<String, List<Field>> catalogs) {
    asked.add(level + " " + catalog + "/" + field + " " + catalogs.keySet());
    int bad = text.indexOf("bad");
    return bad < 0
        ? new RuleParsing.Parsed.Tree(new RuleParsing.Unparsed())
        : new RuleParsing.Parsed.Refused(
            List.of(new RuleParsing.RuleProblem(bad, new Message("malo", "bad"))));
  }

  private String place(String rule) {
    String yaml =
        Contracts.catalog(
            "    row_validation:\n    - {name: r, description: d}\n      ",
            "      - {name: a, type: texto}\n");
    Problem problem =
        load(yaml.replace(
                "{name: r, description: d}\n      ",
                "name: r\n      description: d\n      rule: " + rule + "\n"))
            .problems()
            .getFirst();
    assertThat(problem.message().en()).isEqualTo("bad");
    return problem.line() + ":" + problem.column();
  }

  @Test
  void everyRuleIsParsedAtItsLevelWithAllFieldsKnown() {
    assertThat(load(Contracts.GOOD).problems()).isEmpty();
    assertThat(asked)
        .containsExactly(
            "FIELD ventas/codigo [ventas, clientes]",
            "ROW ventas/ [ventas, clientes]",
            "CATALOG ventas/ [ventas, clientes]",
            "PACKAGE / [ventas, clientes]");
  }

  @Test
  void aPackageSeesItsOwnCatalogs() {
    load(Contracts.replace("catalogs: [ventas, clientes]", "catalogs: [clientes]"));
    assertThat(asked).contains("PACKAGE / [clientes]");
  }

  @Test
  void rulesOfAPackageWithAnUnknownCatalogWait() {
    load(Contracts.replace("catalogs: [ventas, clientes]", "catalogs: [ventas, cliente]"));
    assertThat(asked).noneMatch(ask -> ask.startsWith("PACKAGE"));
  }

  @Test
  void aProblemInARuleIsWhereItsTextIs() {
    assertThat(place("a > bad")).isEqualTo("12:17");
    assertThat(place("\"a > bad\"")).isEqualTo("12:18");
    assertThat(place("'a > bad'")).isEqualTo("12:18");
    assertThat(place("'''a'' > bad'")).isEqualTo("12:22");
    assertThat(place("\"\\\"a\\\" > bad\"")).isEqualTo("12:22");
    assertThat(place("\"é𝄞 > bad\"")).isEqualTo("12:19");
  }

  @Test
  void aProblemInARuleOfSeveralLinesIsWhereItBegins() {
    assertThat(place("|\n        a >\n        bad")).isEqualTo("12:13");
    assertThat(place("\"\\x41 bad\"")).isEqualTo("12:13");
  }

  @Test
  void rulesOverFieldsThatCouldNotBeReadAreNotReportedAgain() {
    String yaml =
        Contracts.replace(
            "name: total\n        type: decimal", "name: total\n        type: decimla");
    load(yaml);
    assertThat(asked).noneMatch(ask -> ask.startsWith("ROW") || ask.startsWith("CATALOG"));
    assertThat(asked).anyMatch(ask -> ask.startsWith("FIELD"));
  }
}
