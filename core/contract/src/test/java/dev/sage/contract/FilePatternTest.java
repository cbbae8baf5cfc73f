package dev.sage.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Names of files and patterns of them.
class FilePatternTest {
  @ParameterizedTest
  @CsvSource({
    "ventas.csv, VENTAS.CSV",
    "ventas_*.csv, ventas_01.csv",
    "ventas_*.csv, Ventas_.CSV",
    "*.csv, .csv",
    "*, x",
    "*a*b, xaab",
    "*ab*ab, abcabab",
    "v?.csv, vñ.csv",
    "v?.csv, v😀.csv",
    "v_[0-9][0-9].csv, v_07.csv",
    "v_[a-c].csv, v_B.csv",
    "v_[!0-9].csv, v_x.csv",
    "v_[]].csv, v_].csv",
    "v_[!]].csv, v_x.csv",
    "v_[a-].csv, v_-.csv",
    "v[[]1].csv, v[1].csv",
    "2024/*.csv, 2024/x.csv",
    "ÁRBOL*.csv, árbol 1.csv",
  })
  void matches(String pattern, String name) {
    assertThat(new FilePattern(pattern).fault()).isEmpty();
    assertThat(new FilePattern(pattern).matches(name)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "ventas.csv, ventas.csv2",
    "ventas.csv, xventas.csv",
    "ventas_*.csv, ventas.csv",
    "ventas_*.csv, ventas_1.csv.bak",
    "*.csv, a/b.csv",
    "a?b.csv, a/b.csv",
    "a[!x]b.csv, a/b.csv",
    "v?.csv, v.csv",
    "v_[!0-9].csv, v_7.csv",
    "v_[a-c].csv, v_d.csv",
    "ventas.*, ventasXcsv",
  })
  void doesNotMatch(String pattern, String name) {
    assertThat(new FilePattern(pattern).matches(name)).isFalse();
  }

  @Test
  void manyWildcardsTakeNoLongerThanTheProductOfTheLengths() {
    FilePattern hostile = new FilePattern("*a".repeat(1_000) + "b");
    String name = "a".repeat(20_000);

    Assertions.assertTimeout(
        Duration.ofSeconds(10), () -> assertThat(hostile.matches(name)).isFalse());
  }

  @Test
  void whatIsNoPatternIsRefused() {
    Contracts.problem(
        Contracts.replace("filename: ventas.csv", "filename: →'ventas_[0-9.csv'"),
        true,
        "not closed",
        "[[]");
    Contracts.problem(
        Contracts.replace("filename: ventas.csv", "filename: →'ventas_[9-0].csv'"),
        true,
        "goes backwards");
  }

  @Test
  void aPatternThatTakesTheFileOfAnotherCatalogOfTheZipIsRefused() {
    Contracts.problem(
        Contracts.replace("filename: ventas.csv", "filename: '*.csv'")
            .replace("catalogs: [ventas, clientes]", "catalogs: →[ventas, clientes]"),
        true,
        "'ventas', 'clientes'");
    Contracts.good(Contracts.replace("filename: ventas.csv", "filename: 'ventas_*.csv'"));
  }

  @Test
  void sheetsOfTheSameWorkbooksMayShareAPattern() {
    Contracts.good(
        """
        sage_yaml: {name: n, description: d, version: v, author: a}
        catalogs:
          a: {name: A, description: d, filename: 'l*.xlsx', file_format: {type: EXCEL, sheet: A}, fields: [{name: x, type: texto}]}
          b: {name: B, description: d, filename: l1.xlsx, file_format: {type: EXCEL, sheet: B}, fields: [{name: x, type: texto}]}
        packages:
          p: {name: l, description: d, file_format: {type: ZIP}, catalogs: [a, b]}
        """);
  }
}
