package dev.sage.contract.rule.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleProblem;
import dev.sage.contract.rule.RuleScope;
import dev.sage.spi.ValueType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The plain spelling: another way to write the same tree.
final class PlainRuleTest {
  private static final Map<String, Map<String, ValueType>> CATALOGS =
      Map.of("ventas", sales(), "clientes", Map.of("codigo", ValueType.TEXT));

  private static Map<String, ValueType> sales() {
    Map<String, ValueType> fields = new LinkedHashMap<>();
    fields.put("codigo", ValueType.TEXT);
    fields.put("cantidad", ValueType.WHOLE);
    fields.put("precio", ValueType.DECIMAL);
    fields.put("total", ValueType.DECIMAL);
    fields.put("fecha", ValueType.DATE);
    fields.put("hora", ValueType.DATE_TIME);
    fields.put("activo", ValueType.BOOL);
    fields.put("fecha de entrega", ValueType.DATE);
    fields.put("date", ValueType.DATE);
    fields.put("día", ValueType.WHOLE);
    fields.put("df", ValueType.WHOLE);
    return fields;
  }

  private static ParsedRule parse(String rule) {
    return parse(rule, RuleLevel.CATALOG);
  }

  private static ParsedRule parse(String rule, RuleLevel level) {
    String catalog = level == RuleLevel.PACKAGE ? "" : "ventas";
    return RuleParser.parse(rule, new RuleScope(level, catalog, "", CATALOGS));
  }

  private static Expression tree(String rule, RuleLevel level) {
    ParsedRule parsed = parse(rule, level);
    assertThat(parsed).as(rule).isInstanceOf(ParsedRule.Good.class);
    return ((ParsedRule.Good) parsed).expression();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "total = cantidad * precio ¦ df['total'] == df['cantidad'] * df['precio']",
        "TOTAL = 1 OR total <> 1 ¦ -",
        "total <> 1 ¦ df['total'] != 1",
        "total != 1 ¦ df['total'] != 1",
        "cantidad + 2 * (precio - 1) / 3 % 5 >= -1.5e3 ¦ df['cantidad'] + 2 * (df['precio'] - 1) / 3 % 5 >= -1.5e3",
        "total > 0 and NOT activo or día < 3 ¦ (df['total'] > 0) & ~df['activo'] | (df['día'] < 3)",
        "total > 0 AND fecha <= now() ¦ df['total'] > 0 and df['fecha'] <= pd.Timestamp.now()",
        "codigo IN ('a', 'b''c') ¦ df['codigo'].isin(['a', \"b'c\"])",
        "codigo NOT IN ('a') ¦ ~df['codigo'].isin(['a'])",
        "cantidad BETWEEN 1 AND 10 ¦ df['cantidad'].between(1, 10)",
        "cantidad NOT BETWEEN 1 AND 10 ¦ ~df['cantidad'].between(1, 10)",
        "codigo LIKE 'C%' ¦ df['codigo'].str.startswith('C')",
        "codigo LIKE '%C' ¦ df['codigo'].str.endswith('C')",
        "codigo LIKE '%C%' ¦ df['codigo'].str.contains('C')",
        "codigo LIKE 'C' ¦ df['codigo'] == 'C'",
        "codigo LIKE 'C_1%' ¦ df['codigo'].str.fullmatch('(?s)C.1.*')",
        "codigo NOT LIKE '5!%%' ESCAPE '!' ¦ ~df['codigo'].str.startswith('5%')",
        "codigo IS NULL ¦ df['codigo'].isnull()",
        "codigo IS NOT NULL ¦ df['codigo'].notnull()",
        "CASE WHEN activo THEN total ELSE 0 END > 1 ¦ (df['total'] if df['activo'] else 0) > 1",
        "CASE cantidad WHEN 1 THEN 'a' WHEN 2 THEN 'b' END = 'a' ¦ ('a' if df['cantidad'] == 1 else 'b' if df['cantidad'] == 2 else None) == 'a'",
        "length(trim(codigo)) = 3 ¦ df['codigo'].str.strip().str.len() == 3",
        "upper(ltrim(codigo)) = lower(rtrim(codigo)) ¦ df['codigo'].str.lstrip().str.upper() == df['codigo'].str.rstrip().str.lower()",
        "abs(round(total, 2) - total) < 0.01 ¦ abs(round(df['total'], 2) - df['total']) < 0.01",
        "coalesce(total, precio, 0) >= 0 ¦ df['total'].fillna(df['precio'].fillna(0)) >= 0",
        "year(fecha) = 2024 AND month(fecha) < 3 AND day(fecha) > 1 ¦ df['fecha'].dt.year == 2024 and df['fecha'].dt.month < 3 and df['fecha'].dt.day > 1",
        "dayofweek(hora) < 5 AND hour(hora) > 8 ¦ df['hora'].dt.dayofweek < 5 and df['hora'].dt.hour > 8",
        "fecha <= today() ¦ df['fecha'] <= pd.Timestamp.now().date()",
        "matches(codigo, '^C-[0-9]+$') ¦ df['codigo'].str.fullmatch('^C-[0-9]+$')",
        "matches(codigo, '(?=C).+\\d') ¦ df['codigo'].str.fullmatch(r'(?=C).+\\d')",
        "starts_with(codigo, 'C') ¦ df['codigo'].str.startswith('C')",
        "ends_with(codigo, 'C') ¦ df['codigo'].str.endswith('C')",
        "contains(codigo, 'C') ¦ df['codigo'].str.contains('C')",
        "substr(codigo, 1, 2) = 'C-' ¦ df['codigo'].str[0:2] == 'C-'",
        "substr(codigo, 3) = 'C-' ¦ df['codigo'].str[2:] == 'C-'",
        "fecha >= DATE '2026-01-31' ¦ df['fecha'] >= '2026-01-31'",
        "fecha >= '2026-01-31' ¦ df['fecha'] >= '2026-01-31'",
        "hora < TIMESTAMP '2026-01-31 10:00:00' ¦ df['hora'] < '2026-01-31 10:00:00'",
        "date(hora) = fecha ¦ df['hora'].dt.date == df['fecha']",
        "date > '2026-01-31' ¦ df['date'] > '2026-01-31'",
        "\"fecha de entrega\" > fecha ¦ df['fecha de entrega'] > df['fecha']",
        "\"df\" > ventas.cantidad ¦ df['df'] > df['cantidad']",
        "activo = TRUE ¦ df['activo'] == True",
        "greatest(cantidad, precio, 3) > least(total, 2) ¦ max(df['cantidad'], df['precio'], 3) > min(df['total'], 2)",
        "CAST(codigo AS decimal) > 1 ¦ df['codigo'].astype(float) > 1",
        "CAST(codigo AS entero) = 1 AND CAST(cantidad AS texto) = '1' ¦ df['codigo'].astype(int) == 1 and df['cantidad'].astype(str) == '1'",
        "CAST(codigo AS fecha_hora) < now() ¦ pd.to_datetime(df['codigo']) < pd.Timestamp.now()",
        "sum(total) < 1000000 AND avg(total) > stddev(total) - median(total) ¦ df['total'].sum() < 1000000 and df['total'].mean() > df['total'].std() - df['total'].median()",
        "max(fecha) - min(cantidad) > 1 ¦ -",
        "max(cantidad) - min(cantidad) = count(*) - count(codigo) ¦ df['cantidad'].max() - df['cantidad'].min() == len(df) - df['codigo'].count()",
        "count(DISTINCT codigo) = count(*) ¦ df['codigo'].nunique() == len(df)",
        "total <= avg(total) ¦ df['total'] <= df['total'].mean()",
        "-total < +3 ¦ -df['total'] < 3"
      })
  void isTheSameTreeAsTheOtherSpelling(String plain, String other) {
    if (other.equals("-")) {
      assertThat(parse(plain)).isInstanceOf(ParsedRule.Bad.class);
    } else {
      assertThat(tree(plain, RuleLevel.CATALOG)).isEqualTo(tree(other, RuleLevel.CATALOG));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "ventas.codigo IN (clientes.codigo) ¦ df['ventas']['codigo'].isin(df['clientes']['codigo'])",
        "ventas.total > 0 AND clientes.codigo IS NOT NULL ¦ df['ventas']['total'] > 0 and df['clientes']['codigo'].notnull()",
        "count(ventas.*) >= count(clientes.codigo) ¦ len(df['ventas']) >= df['clientes']['codigo'].count()",
        "ventas.\"fecha de entrega\" < today() ¦ df['ventas']['fecha de entrega'] < pd.Timestamp.now().date()"
      })
  void namesCatalogsAtPackageLevel(String plain, String other) {
    assertThat(tree(plain, RuleLevel.PACKAGE)).isEqualTo(tree(other, RuleLevel.PACKAGE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '¦',
      quoteCharacter = '^',
      value = {
        "totl > 0 ¦ 0 ¦ Did you mean 'total'",
        "otros.total > 0 ¦ 0 ¦ no catalog 'otros'",
        "total > 0 & cantidad > 0 ¦ 10 ¦ AND",
        "total > 0 && cantidad > 0 ¦ 10 ¦ AND",
        "total > 0 | cantidad > 0 ¦ 10 ¦ OR",
        "!activo ¦ 0 ¦ NOT",
        "total > 0; cantidad > 0 ¦ 9 ¦ AND",
        "total > 0 -- x ¦ 10 ¦ not part",
        "total = NULL ¦ 6 ¦ IS NULL",
        "1 < total < 5 ¦ 10 ¦ a < b AND b < c",
        "total ¦ 0 ¦ must be a condition",
        "total > ¦ 7 ¦ ends too soon",
        "(total > 0 ¦ 10 ¦ ends too soon",
        "total > 0) ¦ 9 ¦ Unexpected",
        "codigo = 'a ¦ 9 ¦ not closed",
        "\"codigo = 1 ¦ 0 ¦ not closed",
        "codigo > 5 ¦ 7 ¦ CAST(… AS decimal)",
        "total + codigo > 5 ¦ 6 ¦ needs numbers",
        "total LIKE '5%' ¦ 6 ¦ needs a text",
        "codigo LIKE codigo ¦ 12 ¦ LIKE '…%'",
        "codigo LIKE 'a!' ESCAPE '!' ¦ 12 ¦ ESCAPE",
        "codigo ILIKE 'a' ¦ 7 ¦ lower(…) LIKE",
        "len(codigo) > 1 ¦ 0 ¦ length(texto)",
        "lenght(codigo) > 1 ¦ 0 ¦ length(texto)",
        "substring(codigo, 1, 2) = 'a' ¦ 0 ¦ substr(texto, 1, 2)",
        "substr(codigo, 0, 2) = 'a' ¦ 0 ¦ substr(texto, 1, 2)",
        "length(codigo, 1) > 1 ¦ 0 ¦ length(texto)",
        "matches(codigo, codigo) ¦ 16 ¦ matches(texto",
        "matches(codigo, '(') ¦ 16 ¦ missing",
        "sum(codigo) > 1 ¦ 0 ¦ needs numbers",
        "sum(sum(total)) > 1 ¦ 0 ¦ needs a column",
        "count() > 1 ¦ 0 ¦ count(*)",
        "CAST(total AS dinero) > 1 ¦ 14 ¦ AS texto",
        "CAST(total) > 1 ¦ 0 ¦ CAST(x AS decimal)",
        "fecha > '31/01/2024' ¦ 6 ¦ is no date",
        "fecha - 1 > 3 ¦ 6 ¦ fecha <= fecha",
        "total > 0x1F ¦ 8 ¦ Not a number",
        "codigo IN () ¦ 11 ¦ Unexpected",
        "codigo IN 'a' ¦ 10 ¦ Expected `(`",
        "total BETWEEN 1 OR 2 ¦ 16 ¦ Expected `AND`",
        "activo IS TRUE ¦ 7 ¦ IS NULL",
        "CASE WHEN activo THEN 1 ¦ 23 ¦ ends too soon",
        "CASE activo END = 1 ¦ 12 ¦ WHEN",
        "codigo || 1 = 'b' ¦ 7 ¦ needs a text",
        "total::text = 'b' ¦ 5 ¦ CAST(…",
        "and > 1 ¦ 0 ¦ Unexpected",
        "getenv('HOME') = 'x' ¦ 0 ¦ not part",
        "codigo IN (SELECT codigo) ¦ 18 ¦ Expected"
      })
  void refusesWithPositionAndNearestForm(String rule, int offset, String expected) {
    ParsedRule parsed = parse(rule);
    assertThat(parsed).isInstanceOf(ParsedRule.Bad.class);
    List<RuleProblem> problems = ((ParsedRule.Bad) parsed).problems();
    assertThat(problems).hasSize(1);
    assertThat(problems.getFirst().message().en()).contains(expected);
    assertThat(problems.getFirst().offset()).isEqualTo(offset);
  }

  @Test
  void reportsProblemsOfEveryCondition() {
    ParsedRule parsed = parse("x > 0 AND total > 0 AND y > 0");
    assertThat(((ParsedRule.Bad) parsed).problems())
        .extracting(RuleProblem::offset)
        .containsExactly(0, 24);
  }

  @Test
  void asksForTheCatalogAtPackageLevel() {
    ParsedRule parsed = parse("total > 0", RuleLevel.PACKAGE);
    assertThat(((ParsedRule.Bad) parsed).problems().getFirst().message().en())
        .contains("ventas.total");
    assertThat(parse("count(*) > 0", RuleLevel.PACKAGE)).isInstanceOf(ParsedRule.Bad.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "df['total'] > 0",
        "len(df) > 0",
        "(df['total'] > 0).all()",
        "pd.Timestamp.now() > df.fecha",
        "total == 1",
        "2 ** 3 > 1",
        "7 // 2 > 1",
        "max([1, 2]) > 1",
        "'it\\'s' != df['a']",
        "df ['total'] > 0"
      })
  void isNotTheDataFrameSpelling(String rule) {
    assertThat(Spelling.of(rule)).isEqualTo(Spelling.DATA_FRAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "total > 0",
        "codigo = 'df[x] == 1'",
        "\"df\" > 0",
        "adf > 0 AND pdf < 1",
        "ventas.df > 0",
        "total / 2 > 1",
        "",
        "'"
      })
  void isThePlainSpelling(String rule) {
    assertThat(Spelling.of(rule)).isEqualTo(Spelling.PLAIN);
  }
}
