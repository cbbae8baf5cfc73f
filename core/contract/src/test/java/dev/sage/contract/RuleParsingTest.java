package dev.sage.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// What the loader asks of the rule language, and where it says the answers are.
class RuleParsingTest {
  private static LoadedContract load(String yaml) {
    return new ContractLoader().load(yaml.getBytes(UTF_8), false);
  }

  private static String place(String rule) {
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
    assertThat(problem.message().en()).contains("bad");
    return problem.line() + ":" + problem.column();
  }

  @Test
  void aRuleMayNameOnlyWhatItsLevelSees() {
    assertThat(load(Contracts.GOOD).problems()).isEmpty();
    String narrowed = Contracts.replace("catalogs: [ventas, clientes]", "catalogs: [clientes]");
    assertThat(load(narrowed).problems())
        .anySatisfy(problem -> assertThat(problem.message().en()).contains("ventas"));
  }

  @Test
  void aProblemInARuleIsWhereItsTextIs() {
    assertThat(place("df['bad'] > 1")).isEqualTo("12:16");
    assertThat(place("\"1 < df['bad']\"")).isEqualTo("12:21");
    assertThat(place("'1 < df[''bad'']'")).isEqualTo("12:21");
    assertThat(place("\"df[\\\"a\\\"] > df['bad']\"")).isEqualTo("12:29");
  }

  @Test
  void aProblemInARuleOfSeveralLinesIsWhereItBegins() {
    assertThat(place("|\n        1 <\n        df['bad']")).isEqualTo("12:13");
  }

  @Test
  void rulesOverFieldsThatCouldNotBeReadAreNotReportedAgain() {
    String yaml =
        Contracts.replace(
            "name: total\n        type: decimal", "name: total\n        type: decimla");
    assertThat(load(yaml).problems()).hasSize(1);
  }
}
