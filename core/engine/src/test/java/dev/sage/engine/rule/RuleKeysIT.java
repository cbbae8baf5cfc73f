package dev.sage.engine.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.RuleLevel;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is matched by key: groups, indexes and look-ups, over lines and orders.
final class RuleKeysIT {
  @AutoClose
  private static final RuleDatabase database =
      new RuleDatabase(
          """
          ('a', 1, 2, 1.5, 2.50, '2024-01-01', '2024-01-01 10:00:00', true, 0, 0),
          ('a', 2, 3, 1, 1, '2024-01-02', '2024-01-02 10:00:00', false, 0, 1),
          ('b', 5, 3, 1, 1, NULL, NULL, NULL, 1, 0),
          (NULL, 7, 3, 1, 1, NULL, NULL, true, 1, 1)
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "df['l'].groupby('pedido')['monto'].sum() == df['p'].set_index('codigo')['total'] ¦ l: 4; p: 1 3 4 5 6",
        "df['p'].set_index('codigo')['total'] == df['l'].groupby('pedido')['monto'].sum() ¦ p: 1 3 4 5 6; l: 4",
        "(df['l'].groupby('pedido')['monto'].sum() == df['p'].set_index('codigo')['total']).all() ¦ l: 4; p: 1 3 4 5 6",
        "abs(df['l'].groupby('pedido')['monto'].sum() - df['p'].set_index('codigo')['total']) <= 1 ¦ l: 4; p: 3 4 5 6",
        "df['l'].groupby('pedido')['monto'].sum() != df['p'].set_index('codigo')['total'] ¦ l: 4; p: 0 2 3 4 5 6",
        "df['l'].groupby('pedido')['n'].max() == df['p'].set_index('codigo')['n'] ¦ l: 4; p: 0 1 2 3 4 5 6",
        "df['l'].groupby('n').size() == df['p'].set_index('n')['total'] ¦ l: 3 5; p: 0 1 2 3 4 5 6",
        "df['l'].groupby('pedido')['n'].count() == df['p'].groupby('codigo').size() ¦ l: 0 1 4; p: 0 3 5 6",
        "df['l'].groupby('pedido')['monto'].sum() <= 10 ¦ l: 0 1",
        "df['l'].groupby('pedido')['monto'].max().notnull() ¦ l: 5",
        "df['l'].groupby('pedido')['monto'].min() > 1 ¦ l: 4 5",
        "df['l'].groupby('pedido')['monto'].mean() > 7 ¦ l: 2 4 5",
        "df['l'].groupby('pedido')['monto'].median() >= 7 ¦ l: 4 5",
        "df['l'].groupby('pedido')['monto'].std() > 3 ¦ l: 2 4 5",
        "df['l'].groupby('pedido')['n'].nunique() == 1 ¦ l: 0 1",
        "df['l'].groupby(['pedido', 'n'])['monto'].count() == 1 ¦ l: 5",
        "df['l'].groupby('pedido').size() == 1 ¦ l: 0 1",
        "df['l']['monto'].groupby(df['l']['pedido']).sum() <= 10 ¦ l: 0 1",
        "df['l'].groupby('pedido')['monto'].sum() / df['l'].groupby('pedido')['n'].count() < 7.5 ¦ l: 0 1",
        "df['l'].groupby('pedido')['monto'].sum().max() == 15.5 ¦ true",
        "df['l'].groupby('pedido')['monto'].sum().count() == 4 ¦ true",
        "(df['l'].groupby('pedido')['monto'].sum() > 5).sum() == 2 ¦ true",
        "(df['l'].groupby('pedido')['monto'].sum() - df['p'].set_index('codigo')['total']).abs().max() < 1000 ¦ false",
        "df['p'].set_index('codigo')['total'] > 0 ¦ p: 2 3",
        "df['p'].set_index('codigo')['total'].sum() == 29.5 ¦ true",
        "df['l'].groupby('pedido')['monto'].sum() <= df['p']['total'].max() and df['l']['n'] < 6 ¦ l: ; l: 5",
        "df['l']['monto'] <= df['p'].set_index('codigo').loc[df['l']['pedido'], 'total'].values ¦ l: 3 4 5",
        "df['l']['monto'] <= df['p'].set_index('codigo')['total'].loc[df['l']['pedido']].values ¦ l: 3 4 5",
        "(df['l']['monto'] <= df['p'].set_index('codigo').loc[df['l']['pedido'], 'total'].values) | df['l']['pedido'].isnull() ¦ l: 4 5",
        "df['l']['n'] != df['p'].set_index('codigo').loc[df['l']['pedido'], 'total'].values ¦ l: 4",
        "df['p']['n'] >= df['p'].set_index('codigo').loc[df['p']['codigo'], 'n'].values ¦ p: 3 4 5 6",
        "(df['l']['monto'] - df['p'].set_index('codigo').loc[df['l']['pedido'], 'total'].values).max() < 1000 ¦ false",
        "df['l']['pedido'] == df['p'].set_index('codigo').loc[df['l']['pedido'], 'codigo'].values ¦ l: 3 4"
      })
  void matchesByKey(String rule, String expected) {
    assertThat(database.finish(rule, RuleLevel.PACKAGE, "")).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "df.groupby('codigo')['n'].sum() < 4 ¦ 0",
        "df.groupby('codigo')['b'].any() ¦ 0",
        "df.groupby('codigo')['b'].all() ¦ 0 0 1",
        "df.groupby('codigo')['f'].max() == pd.Timestamp('2024-01-02') ¦ 0",
        "df.groupby('codigo')['codigo'].min() == 'a' ¦ 0",
        "df.groupby('b')['n'].sum() == 8 ¦ 1"
      })
  void groupsWithinOneCatalog(String rule, String expected) {
    assertThat(database.finish(rule, RuleLevel.CATALOG, "")).isEqualTo(expected);
    assertThat(database.finish(rule, RuleLevel.ROW, "")).isEqualTo(expected);
  }

  @Test
  void aKeyNeedsOtherRecords() {
    for (String rule :
        new String[] {
          "df.groupby('codigo')['n'].sum() < 4",
          "df.set_index('codigo')['n'] < 4",
          "df['n'] < df.set_index('codigo').loc[df['codigo'], 'n'].values"
        }) {
      assertThat(RuleDatabase.parse(rule, RuleLevel.ROW, "").isRowWise()).isFalse();
    }
  }
}
