package dev.sage.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rules of both spellings, and patterns that RE2 cannot say, from the contract to the report.
final class RuleLanguageIT {
  @TempDir private Path folder;

  @Test
  void rulesOfBothSpellingsAndSlowPatternsAreChecked() throws IOException {
    String rules =
        """
            row_validation:
              - {name: total, description: d, rule: "total = cantidad * precio AND fecha <= today()"}
              - {name: doble, description: d, rule: 'df["codigo"].str.match("(.)\\\\1") | (df["total"] > 6)'}
            catalog_validation:
              - {name: grupos, description: d, rule: "df.groupby('codigo')['cantidad'].sum() <= 10"}
              - {name: dias, description: d, rule: "count(DISTINCT fecha) = 2 AND max(total) < 100"}
              - {name: nueve, description: d, rule: "sum(cantidad) = 9"}
              - {name: pares, description: d, rule: "df['codigo'].str.contains(r'(?<=a)1').sum() == 1"}
        """;
    Map<String, Long> found =
        check(
            Yaml.with(
                rules,
                "header: true",
                "name: codigo, type: texto, pattern: '(?!X)(.).*\\1?'",
                "name: cantidad, type: entero",
                "name: precio, type: decimal",
                "name: total, type: decimal",
                "name: fecha, type: fecha"),
            """
            codigo;cantidad;precio;total;fecha
            aa1;2;3;6;2024-01-01
            ab1;2;3;6;2024-01-01
            XX1;2;3;7;2024-01-02
            aa1;9;1;9;2024-01-02
            """);
    assertThat(found)
        .isEqualTo(
            Map.of(
                "constraint",
                1L,
                "total",
                1L,
                "doble",
                1L,
                "grupos",
                1L,
                "nueve",
                1L,
                "pares",
                1L));
  }

  private Map<String, Long> check(String contract, String data) throws IOException {
    Path yaml = Files.writeString(folder.resolve("contrato.yaml"), contract);
    Path csv = Files.writeString(folder.resolve("datos.csv"), data);
    EngineRun run =
        EngineRun.check(yaml, csv, folder.resolve("salida"), EngineRun.options(2, 64 << 20));
    Map<String, Long> found = new TreeMap<>();
    run.report()
        .at("/validation/by_rule")
        .forEach(rule -> found.put(rule.get("rule").asString(), rule.get("count").asLong()));
    return found;
  }
}
