package dev.sage.contract.rule.parse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleProblem;
import dev.sage.contract.rule.RuleScope;
import dev.sage.spi.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RuleParserTest {
  private static final RuleScope CATALOG =
      new RuleScope(RuleLevel.CATALOG, "ventas", "", Map.of("ventas", fields()));
  private static final RuleScope PACKAGE =
      new RuleScope(RuleLevel.PACKAGE, "", "", Map.of("ventas", fields(), "clientes", clients()));

  private static Map<String, ValueType> clients() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("codigo", ValueType.TEXT);
    fields.put("saldo", ValueType.DECIMAL);
    return fields;
  }

  private static Map<String, ValueType> fields() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("codigo", ValueType.TEXT);
    fields.put("n", ValueType.WHOLE);
    fields.put("m", ValueType.WHOLE);
    fields.put("d", ValueType.DECIMAL);
    fields.put("f", ValueType.DATE);
    fields.put("h", ValueType.DATE_TIME);
    fields.put("b", ValueType.BOOL);
    return fields;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "df['codigo'].str.match('^C-[0-9]{3}$')",
        "df[\"codigo\"].str.fullmatch(r'\\d+')",
        "df['codigo'].str.contains('a|b', case=False, na=False)",
        "df['codigo'].str.startswith(('a', 'b'))",
        "df['codigo'].str.strip().str.upper().str.len() == 3",
        "df['codigo'].str[0:2] == 'C-'",
        "df['codigo'].str.slice(0, 2).isin(['C-', 'D-'])",
        "df['codigo'].str.isdigit()",
        "df['n'].between(1, 10)",
        "df['n'].notnull() and df['n'].notna() or pd.isnull(df['m']) & ~pd.isna(df['m'])",
        "1 < df['n'] <= df['m'] != 3",
        "not df['b']",
        "-df['n'] + 2 * (df['m'] - 1) / 3 // 2 % 5 ** 2 >= -1.5e3",
        "df['n'] in [1, 2, 3]",
        "df['n'] not in (1, 2)",
        "abs(df['d']).round(2) == round(df['d'], 2)",
        "df['codigo'].astype(float) > 1 and df['n'].astype('str').str.len() < 9",
        "df['n'].fillna(0) == 0",
        "max(df['n'], df['m'], 3) > min(df['d'], 2)",
        "pd.to_datetime(df['codigo'], errors='coerce', format='%Y-%m-%d').notnull()",
        "df['f'] <= pd.Timestamp.now()",
        "pd.Timestamp('2024-01-01') <= df['f']",
        "df['f'].dt.year == pd.Timestamp.today().year",
        "df['f'].dt.dayofweek < 5",
        "df['h'].dt.date == df['f']",
        "pd.to_numeric(df['codigo'], errors='coerce') > 0",
        "df['d'].sum() < 1000000 and df['d'].mean() > df['d'].std() - df['d'].median()",
        "df['n'].max() - df['n'].min() == df['n'].count() - df['codigo'].nunique()",
        "df.shape[0] == len(df) and len(df.columns) == df.shape[1]",
        "df['codigo'].is_unique and not df['codigo'].duplicated().any()",
        "~df.duplicated(subset=['codigo', 'n'], keep=False)",
        "df['n'].isin(df['m'])",
        "(df['n'] > 0).all()",
        "df['codigo'].apply(lambda x: len(x) > 3)",
        "df.apply(lambda row: row['n'] > 0 if row['b'] else row['m'] > 0, axis=1)",
        "df['d'].apply(lambda x: float(x).is_integer())",
        "(df['n']\n  > 0)",
        "df['n'] == None",
        "bool(df['n']) and str(df['n']) == '1' and int(df['codigo']) > 0 and float(df['codigo']) > 0",
        "sum(df['n']) > 1 and max(df['n']) > min(df['n']) and len(df['n']) > 1",
        "pd.notnull(df['n']) & pd.notna(df['n'])",
        "df['f'].dt.month + df['f'].dt.day > 3 and df['f'].dt.date <= pd.Timestamp.today()",
        "(df['n'] > 0).any() and (df['n'] > 0).sum() > 1",
        "df['codigo'].isin(df['codigo']) & ~df.duplicated() & ~df['n'].duplicated(keep='last')",
        "df['n'].apply(lambda x: x > 0 and not float(x).is_integer() or abs(x) < 3)",
        "df['codigo'].apply(lambda x: x[0:2] == 'C-' and x.strip().upper().isdigit())",
        "df['codigo'] == r'a\\b'",
        "df['n'] in [1, 2.5, -3, None, True]",
        "df.groupby('m')['n'].sum() > 1",
        "df.groupby(by=['m', 'b'])['n'].agg('nunique') == 1",
        "df.groupby('m').size() <= 3",
        "df['n'].groupby(df['m']).max() < 9",
        "(df.groupby('m')['n'].sum() == df.set_index('m')['d']).all()",
        "df.groupby('m')['n'].sum().max() < df['n'].sum()",
        "df['n'] == df.set_index('m').loc[df['n'], 'd'].values",
        "df['n'] == df.set_index('m')['d'].loc[df['n']].values",
        "df.groupby('m')['f'].max() <= pd.Timestamp.now() and df['n'] > 0",
        "df['codigo'].str.match(r'(?=a)(b)\\1(?!c)a{2,5000}')",
        "'a' 'b' == df['codigo']"
      })
  void acceptsEveryConstruct(String rule) {
    assertThat(RuleParser.parse(rule, CATALOG)).isInstanceOf(ParsedRule.Good.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "df['n'] > 0 & df['m'] > 0 ¦ 12 ¦ (df['n'] > 0) & (df['m'] > 0)",
        "df['codigo'] > 5 ¦ 13 ¦ Cannot compare a text with a number",
        "df['codig'] == 'a' ¦ 3 ¦ Did you mean 'codigo'",
        "df['n'].str.len() > 1 ¦ 8 ¦ needs a text",
        "df['codigo'].dt.year > 1 ¦ 13 ¦ needs a date",
        "df['n'].sum().sum() > 1 ¦ 14 ¦ needs a column",
        "df['n'].groupby('m').sum() > 1 ¦ 8 ¦ df['a'].groupby('k')",
        "df.groupby('x')['n'].sum() > 1 ¦ 11 ¦ no field 'x'",
        "df.groupby('m')['x'].sum() > 1 ¦ 16 ¦ no field 'x'",
        "df.groupby('m')['n'].first() > 1 ¦ 21 ¦ .sum()",
        "df.groupby('m')['codigo'].sum() == 1 ¦ 26 ¦ needs numbers",
        "df.groupby('m')['n'].sum() > df['n'] ¦ 0 ¦ by key",
        "df.groupby('m')['n'].sum() == df.set_index('codigo')['n'] ¦ 0 ¦ by key",
        "df.groupby([])['n'].sum() > 1 ¦ 11 ¦ ['a', 'b']",
        "df.set_index('m').loc[1:2, 'n'].values > 1 ¦ 22 ¦ set_index('k').loc",
        "df.set_index(['m', 'n']).loc[df['m'], 'n'].values > 1 ¦ 28 ¦ set_index('k').loc",
        "df.set_index('m').loc[df['codigo'], 'n'] > 1 ¦ 22 ¦ Cannot compare",
        "df.loc[0] ¦ 3 ¦ set_index",
        "df['n'].loc[0] > 1 ¦ 8 ¦ set_index",
        "df['n'].map(df['m']) > 1 ¦ 8 ¦ .loc[",
        "df['n', 'm'] > 1 ¦ 3 ¦ df['field']",
        "df['codigo'].str[0:3:2] == 'a' ¦ 20 ¦ [a:b]",
        "df['f'] - df['f'] > 1 ¦ 8 ¦ fecha <= fecha",
        "n == 1 ¦ 0 ¦ df['n']",
        "df['codigo'].str.match(r'(a)\\2') ¦ 23 ¦ no group 2",
        "df['codigo'].str.match('(?<=a+)b') ¦ 23 ¦ fixed width",
        "df['codigo'].str.match('a**') ¦ 23 ¦ multiple repeat",
        "df['codigo'].str.match('(') ¦ 23 ¦ missing",
        "df['codigo'].str.mach('a') ¦ 17 ¦ .str.match",
        "df['n'] ¦ 0 ¦ must be a condition",
        "df['n'] > ¦ 9 ¦ ends too soon",
        "df['n'] > 0) ¦ 11 ¦ Unexpected",
        "df['n'] == 'a ¦ 11 ¦ not closed",
        "df['n'] is None ¦ 8 ¦ .isnull()",
        "df['n'] ^ 1 ¦ 8 ¦ not part of the rules",
        "datetime.now() > df['f'] ¦ 0 ¦ pd.Timestamp.now()",
        "df['n'].isin(['a']) ¦ 14 ¦ Cannot compare",
        "df['f'] > '01/02/2024' ¦ 8 ¦ is no date",
        "df['n'].isin([1], x=2) ¦ 20 ¦ no argument `x`",
        "df['n'] > 0x1F ¦ 10 ¦ Not a number",
        "df['n'].all() ¦ 8 ¦ needs a condition",
        "df.codigo == 'a' ¦ 3 ¦ df['codigo']"
      })
  void refusesWithPositionAndNearestForm(String rule, int offset, String expected) {
    RuleProblem problem = onlyProblem(RuleParser.parse(rule, CATALOG));
    assertThat(problem.message().en()).contains(expected);
    assertThat(problem.offset()).isEqualTo(offset);
  }

  private static RuleProblem onlyProblem(ParsedRule parsed) {
    assertThat(parsed).isInstanceOf(ParsedRule.Bad.class);
    List<RuleProblem> problems = ((ParsedRule.Bad) parsed).problems();
    assertThat(problems).hasSize(1);
    return problems.getFirst();
  }

  @Test
  void reportsProblemsOfEveryCondition() {
    ParsedRule parsed = RuleParser.parse("df['x'] > 0 and df['n'] > 0 and df['y'] > 0", CATALOG);
    assertThat(((ParsedRule.Bad) parsed).problems())
        .extracting(RuleProblem::offset)
        .containsExactly(3, 35);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "df['ventas']['codigo'].isin(df['clientes']['codigo'])",
        "df['ventas']['n'].sum() == len(df['clientes'])",
        "df['ventas'].groupby('codigo')['n'].count() == df['clientes'].groupby('codigo').size()",
        "abs(df['ventas'].groupby('codigo')['d'].sum() - df['clientes'].set_index('codigo')['saldo']) < 1",
        "df['ventas']['d'] <= df['clientes'].set_index('codigo').loc[df['ventas']['codigo'], 'saldo'].values",
        "ventas.codigo IN (clientes.codigo) AND count(ventas.*) > count(clientes.*)",
        "ventas.n IS NOT NULL AND clientes.codigo LIKE 'C%'",
        "sum(ventas.d) = sum(clientes.saldo)",
        "df['ventas']['n'].notnull() and df['clientes']['codigo'].notnull()"
      })
  void readsSeveralCatalogsAtPackageLevel(String rule) {
    assertThat(RuleParser.parse(rule, PACKAGE)).isInstanceOf(ParsedRule.Good.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "df['ventas']['codigo'] == df['clientes']['codigo']",
        "ventas.codigo = clientes.codigo",
        "ventas.n > 0 OR clientes.saldo > 0",
        "df['ventas']['n'].notnull() or df['clientes']['codigo'].notnull()"
      })
  void refusesToMixRowsOfSeveralCatalogs(String rule) {
    RuleProblem problem = onlyProblem(RuleParser.parse(rule, PACKAGE));
    assertThat(problem.message().en()).contains("Mixes rows of several catalogs");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('os').system('x')",
        "'; DROP TABLE x; --",
        "read_csv('/etc/passwd')",
        "lambda: 1",
        "(lambda x: x)(1)",
        "df.__class__.__mro__[1].__subclasses__()",
        "pd.read_csv('/etc/passwd')",
        "pd.eval('1')",
        "df['codigo'].apply(eval)",
        "df['codigo'].apply(lambda x: x.__class__)",
        "open('/etc/passwd').read()",
        "[x for x in df]",
        "{'a': 1}",
        "f'{df}'",
        "df['codigo'] == '\\0'",
        "df['codigo'].str.match('a\u0000b')",
        ""
      })
  void refusesHostileTexts(String rule) {
    assertThat(RuleParser.parse(rule, CATALOG)).isInstanceOf(ParsedRule.Bad.class);
  }

  @Test
  void refusesDeepNesting() {
    for (String deep :
        List.of(
            "(".repeat(3000) + "1",
            "not ".repeat(2000) + "df['b']",
            "-".repeat(5000) + "1 > 0",
            "1" + "+1".repeat(4000) + " > 0",
            "df" + ".a".repeat(4000),
            "2" + "**2".repeat(3000) + " > 0",
            "[".repeat(5000),
            "df['n'] > (".repeat(900))) {
      assertThat(RuleParser.parse(deep, CATALOG)).isInstanceOf(ParsedRule.Bad.class);
    }
  }

  @Test
  void readsWhatIsAskedForTwiceOnce() {
    for (String deep :
        List.of(
            "1 < (".repeat(40) + "df['n']" + ") < 2".repeat(40),
            "min(".repeat(80) + "df['n']" + ", 1)".repeat(80) + " > 0",
            "df['n']" + ".between(0, 1)".repeat(80),
            "CASE ".repeat(40) + "n" + " WHEN 1 THEN 2 WHEN 2 THEN 3 END".repeat(40) + " > 1")) {
      assertTimeoutPreemptively(
          Duration.ofSeconds(5), () -> assertThat(RuleParser.parse(deep, CATALOG)).isNotNull());
    }
  }

  @Test
  void refusesWhatWouldGrowWithoutBound() {
    String rule = "df['n']";
    for (int i = 0; i < 30; i++) {
      rule = "(7 % (" + rule + "))";
    }
    RuleProblem problem = onlyProblem(RuleParser.parse(rule + " > 0", CATALOG));
    assertThat(problem.message().en()).contains("too complex");
  }

  @Test
  void neverThrowsOnRandomBytes() {
    Random random = new Random(42);
    for (int i = 0; i < 50; i++) {
      byte[] bytes = new byte[50_000];
      random.nextBytes(bytes);
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      assertThat(RuleParser.parse(text, CATALOG)).isInstanceOf(ParsedRule.Bad.class);
      assertThat(RuleParser.parse(text.substring(0, 9_000), CATALOG))
          .isInstanceOf(ParsedRule.Bad.class);
    }
  }

  @Test
  void neverThrowsOnMutations() {
    List<String> seeds =
        List.of(
            "df['codigo'].str.match('^C-[0-9]{3}$') & (df['n'].between(1, 10) | ~df['b'])",
            "df.apply(lambda r: r['n'] > 0 if r['b'] else r['m'][0:2] < 0, axis=1)",
            "pd.to_datetime(df['codigo'], errors='coerce', format='%d/%m/%Y') <= pd.Timestamp.now()",
            "df.duplicated(subset=['codigo', 'n']).sum() == 0 and df['d'].sum() < -1.5e3");
    String alphabet = "()[]{}'\"\\.,:;=<>!&|~+-*/%^ \n0123456789abdflmnoprstx_é\uD83D$?";
    Random random = new Random(7);
    for (int i = 0; i < 8_000; i++) {
      StringBuilder text = new StringBuilder(seeds.get(i % seeds.size()));
      for (int n = 0; n <= random.nextInt(6); n++) {
        mutate(text, random, alphabet);
      }
      assertThat(RuleParser.parse(text.toString(), CATALOG)).isNotNull();
    }
  }

  private static void mutate(StringBuilder text, Random random, String alphabet) {
    int at = random.nextInt(text.length());
    char c = alphabet.charAt(random.nextInt(alphabet.length()));
    switch (random.nextInt(4)) {
      case 0 -> text.setCharAt(at, c);
      case 1 -> text.insert(at, c);
      case 2 -> text.insert(at, text.substring(random.nextInt(text.length())));
      default -> text.delete(at, Math.min(text.length() - 1, at + 1 + random.nextInt(4)));
    }
    text.append(' ');
  }

  @Test
  void namesTheBadRecordsOfAWholeCondition() {
    assertThat(expression("(df['n'] > 0).all()")).isEqualTo(expression("df['n'] > 0"));
    assertThat(expression("not df['codigo'].duplicated().any()"))
        .isEqualTo(expression("~df['codigo'].duplicated()"));
    assertThat(expression("df['codigo'].isnull().sum() == 0"))
        .isEqualTo(expression("df['codigo'].notnull()"));
  }

  private static Expression expression(String rule) {
    return ((ParsedRule.Good) RuleParser.parse(rule, CATALOG)).expression();
  }
}
