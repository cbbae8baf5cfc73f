package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sage.contract.FieldReference;
import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleLevel;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RuleCompilerIT {
  @AutoClose
  private static final RuleDatabase database =
      new RuleDatabase(
          """
          ('C-001', 1, 2, 1.5, 2.50, '2024-01-01', '2024-01-01 10:00:00', true, 0, 0),
          (NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, 1),
          ('abc', 9223372036854775807, -7, 99999999999999999999999999999.9, -1.25,
            '2024-02-29', '0001-01-01', false, 0, 2)
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      nullValues = "-",
      value = {
        "df['codigo'].str.match('^C-[0-9]{3}$') ¦ 1 2",
        "df['n'] > 0 ¦ 1",
        "df['n'] != 1 ¦ 0",
        "~(df['n'] > 5) ¦ 2",
        "df['n'] + df['m'] > 0 ¦ 1",
        "df['n'] + 1 == 9223372036854775808 ¦ 0 1",
        "df['d'] * df['n'] > 0 ¦ 1",
        "df['d'] * df['d'] == 2.25 ¦ 1 2",
        "df['n'] * df['n'] > 85070591730234615847396907784232501248.0 ¦ 0 1",
        "df['d'] == 99999999999999999999999999999.9 ¦ 0 1",
        "df['n'] / 0 > 5 ¦ 1",
        "(df['n'] - df['n']) / 0 == 0 ¦ 0 1 2",
        "((df['n'] - df['n']) / 0).isnull() ¦ ^^",
        "df['n'] // 0 > 5 ¦ 1",
        "(df['n'] % 0).isnull() ¦ ^^",
        "df['m'] % 3 == 2 ¦ 1",
        "df['m'] // 2 == -4 ¦ 0 1",
        "df['d'] // 0.5 == 3 ¦ 1 2",
        "df['d'] % 0.4 == 0.3 ¦ 1",
        "7.5 % -2.0 == -0.5 ¦ true",
        "-7 // 2 == -4 and 7 // -2 == -4 and -7 % 3 == 2 and 7 % -3 == -2 ¦ true",
        "2 ** -1 == 0.5 and 2 ** 0.5 > 1.41 ¦ true",
        "round(0.5) == 0 and round(1.5) == 2 and round(2.5) == 2 and round(-2.5) == -2 ¦ true",
        "round(2.675, 2) == 2.68 and round(2.665, 2) == 2.66 and round(25, -1) == 20 ¦ true",
        "round(5 / 2) == 2 and round(7 / 2) == 4 ¦ true",
        "df['d'].round(0) == 2 ¦ 1 2",
        "df['e'].round(1) == -1.2 ¦ 0 1",
        "df['n'] <= df['n'].mean() ¦ 1 2",
        "df['n'].sum() == 9223372036854775808 ¦ true",
        "df['e'].sum() == 1.25 and df['d'].sum() > 5 ¦ true",
        "(df['d'] * df['d']).sum() > 0 and (df['d'] * df['d']).max() > 0 ¦ true",
        "df['n'].is_unique ¦ ^^",
        "~df.duplicated(subset=['n', 'm']) ¦ ^^",
        "df['n'].isin(df['m']) ¦ 0 1 2",
        "df['n'].isin([1, 2]) ¦ 1 2",
        "~df['n'].isin([1, None]) ¦ 0",
        "df['e'].isin([2.5]) ¦ 1 2",
        "df['codigo'].isin(['abc', None]) ¦ 0 1",
        "df['f'] >= '2024-01-01' ¦ 1",
        "df['h'] < pd.Timestamp.now() ¦ 1",
        "df['h'] > df['f'] ¦ 1 2",
        "df['f'].dt.dayofweek == 0 ¦ 1 2",
        "df['f'].dt.day == 29 ¦ 0 1",
        "df['n'].astype(str).str.len() == 1 ¦ 1 2",
        "df['d'].astype(str) == '1.5' ¦ 1 2",
        "df['e'].astype(str).isin(['2.5', '-1.25']) ¦ 1",
        "df['h'].astype(str) == '2024-01-01 10:00:00' ¦ 1 2",
        "df['f'].astype(str) == '2024-01-01' ¦ 1 2",
        "df['b'].astype(str) == 'True' ¦ 1 2",
        "df['codigo'].astype(float).isnull() ¦ ^^",
        "float('1_0.5e1 ') == 105 and float('-inf') < 0 and int(' 7 ') == 7 ¦ true",
        "float('nan') == 1 ¦ false",
        "not float('1__0') == 10 and not int('2.5') == 2 ¦ true",
        "int(2.9) == 2 and int(-2.9) == -2 ¦ true",
        "df['b'] ¦ 1 2",
        "~df['b'] ¦ 0",
        "df['b'] & (df['n'] > 0) ¦ 1 2",
        "df['codigo'].str[0:2] == 'C-' ¦ 1 2",
        "df['codigo'].str[-3:-1] == 'ab' ¦ 0 1",
        "df['codigo'].str[-4:2] == 'ab' ¦ 0 1",
        "df['codigo'].str[-1] == '1' ¦ 1 2",
        "df['codigo'].str[3].isnull() ¦ 0",
        "len(df) == 3 and len(df.columns) == 8 ¦ true",
        "df['e'].std() > 2.65 and df['e'].median() == 0.625 ¦ true",
        "df['e'].min() == -1.25 and df['f'].max() == pd.Timestamp('2024-02-29') ¦ true",
        "df['codigo'].nunique() == 2 and df['codigo'].count() == 2 ¦ true",
        "min(df['n'], df['m']) < 0 ¦ 0 1",
        "df['codigo'].apply(lambda x: len(x) > 3 and x.startswith('C')) ¦ 1 2",
        "df.apply(lambda r: r['n'] > 0 if r['b'] else r['m'] < 0, axis=1) ¦ 1",
        "df['n'] ** 2 > 0 ¦ 1",
        "1 < df['n'] < 5 ¦ 0 1 2",
        "df['e'].fillna(0) >= 0 ¦ 2",
        "df['e'].between(-1.25, 2.5) ¦ 1",
        "df['e'].between(-1.25, 2.5, inclusive='neither') ¦ 0 1 2",
        "df['codigo'].str.upper().str.strip() == 'ABC' ¦ 0 1",
        "(df['n'] > 0).sum() == 2 and (df['n'] > 0).mean() < 0.7 ¦ true",
        "df['n'].notnull() and df['e'].sum() > 0 ¦ 1; true",
        "pd.to_datetime('2024-01-01') < pd.to_datetime('today') ¦ true",
        "df['codigo'].str.match(r'(?=C)[^a]+') ¦ 1 2",
        "~df['codigo'].str.match('(?!C)') ¦ 2",
        "df['codigo'].str.contains(r'(.)\\1') ¦ 1 2",
        "df['codigo'].str.contains('(?=B)', case=False, na=True) ¦ 0",
        "n IN (1, m + 14) ¦ 1 2",
        "n NOT IN (1, NULL) ¦ 0",
        "codigo LIKE '_-%' ¦ 1 2",
        "codigo NOT LIKE '%b%' ¦ 2",
        "CASE WHEN b THEN e END BETWEEN 0 AND 3 ¦ 1 2",
        "count(*) = 3 AND count(DISTINCT codigo) = count(n) AND sum(e) = 1.25 ¦ true",
        "e <= avg(e) AND f <= today() AND f < DATE '2024-02-01' ¦ 0 1 2",
        "coalesce(n, -1) = -1 OR year(h) = 2024 ¦ 2",
        "matches(codigo, '(?!x).*[0-9]') ¦ 1 2",
        "NOT b ¦ 0",
        "b ¦ 1 2",
        "CAST(codigo AS decimal) IS NULL AND CAST(e AS texto) = '2.5' ¦ 1 2"
      })
  void meansWhatPandasUsersExpect(String rule, String expected) {
    assertThat(database.finish(rule, RuleLevel.CATALOG, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "05/04/2024 ¦ 2024-04-05 00:00:00",
        "2024-04-05T10:11 ¦ 2024-04-05 10:11:00",
        "20240405 10:11:12.5 ¦ 2024-04-05 10:11:12.500000",
        "24-04-05 ¦ None",
        "2024-02-30 ¦ None",
        "2024-04-05 24:00 ¦ None",
        "4/5/2024 ¦ None"
      })
  void readsTimesByTheContractsFormats(String text, String expected) {
    database.execute("UPDATE c SET codigo = '" + text + "'");
    String value = "pd.to_datetime(df['c']['codigo'], errors='coerce')";
    String column =
        expected.equals("None")
            ? value + ".isnull()"
            : value + ".astype(str) == '" + expected + "'";
    assertThat(database.finish("(" + column + ").any()", RuleLevel.PACKAGE, "")).isEqualTo("true");
    database.execute("UPDATE c SET codigo = 'C-001'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      value = {
        "df['v']['codigo'].isin(df['c']['codigo']) ¦ 1 2",
        "df['c']['d'].isin(df['v']['d']) ¦ c: 0 1",
        "df['v']['n'].notnull() and df['c']['d'] > 1 ¦ 1; c: 0",
        "df['v']['n'].max() > df['c']['d'].sum() ¦ true",
        "df['v']['e'] <= df['c']['d'].max() ¦ 0 1",
        "len(df['v']) == len(df['c']) ¦ true"
      })
  void looksAcrossCatalogs(String rule, String expected) {
    assertThat(database.finish(rule, RuleLevel.PACKAGE, "")).isEqualTo(expected);
  }

  @Test
  void skipsNullsAtFieldLevelUnlessTheRuleAsksForThem() {
    assertThat(field("df['n'] > 1")).isEqualTo("0");
    assertThat(field("df['n'].notnull()")).isEqualTo("1");
    assertThat(field("df['n'].fillna(0) > 1")).isEqualTo("0 1");
    assertThat(database.finish("df['n'] > df['n'].min()", RuleLevel.FIELD, "n")).isEqualTo("0");
  }

  private static String field(String rule) {
    return database.predicate(RuleDatabase.parse(rule, RuleLevel.FIELD, "n"), RuleLevel.FIELD, "n");
  }

  @Test
  void knowsWhatOneRowCanTell() {
    assertThat(catalog("(df['n'] > 0).all()").isRowWise()).isTrue();
    assertThat(catalog("df['n'] > df['n'].mean()").isRowWise()).isFalse();
    assertThat(catalog("df['n'].isin(df['m'])").isRowWise()).isFalse();
    assertThat(catalog("~df['n'].duplicated()").isRowWise()).isFalse();
    assertThat(RuleCompiler.fields(catalog("df['n'].isin(df['m']) & df['b']")))
        .containsExactly(
            new FieldReference("v", "n"),
            new FieldReference("v", "m"),
            new FieldReference("v", "b"));
  }

  private static Expression catalog(String rule) {
    return RuleDatabase.parse(rule, RuleLevel.CATALOG, "");
  }

  @Test
  void runsTheLargestChoicesSoon() {
    String choices =
        IntStream.range(0, 6)
            .mapToObj(i -> " WHEN n = " + i + " THEN d * " + i)
            .collect(Collectors.joining("", "CASE", " ELSE e END"));
    String texts =
        IntStream.range(0, 40)
            .mapToObj(i -> " WHEN n = " + i + " THEN '" + i + "'")
            .collect(Collectors.joining("", "CASE", " END"));
    String nested = "d";
    for (int i = 0; i < 2; i++) {
      nested = "CASE WHEN " + nested + " * 2 > 1 THEN d * d ELSE e END";
    }
    for (String rule : List.of(choices + " >= 0", texts + " <> 'x'", nested + " > 0")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5),
          () -> assertThat(database.finish(rule, RuleLevel.CATALOG, "")).isNotNull());
    }
  }

  @Test
  void readsTextsAsDataOnly() {
    assertThat(database.finish("df['codigo'] == \"'; DROP TABLE v; --\"", RuleLevel.CATALOG, ""))
        .isEqualTo("0 1 2");
    assertThat(database.finish("df['codigo'].str.match(\"a'.\\\"|abc\")", RuleLevel.CATALOG, ""))
        .isEqualTo("0 1");
  }
}
