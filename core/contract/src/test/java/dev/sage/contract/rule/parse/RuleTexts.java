package dev.sage.contract.rule.parse;

import java.util.List;
import java.util.Random;

/// Rules made at random: some right, most nearly so.
final class RuleTexts {
  private static final List<String> SEEDS =
      List.of(
          "df['codigo'].str.match('^C-[0-9]{3}$') & (df['n'].between(1, 10) | ~df['b'])",
          "df.apply(lambda r: r['n'] > 0 if r['b'] else r['m'][0:2] < 0, axis=1)",
          "pd.to_datetime(df['codigo'], errors='coerce', format='%d/%m/%Y') <= pd.Timestamp.now()",
          "df.duplicated(subset=['codigo', 'n'], keep=False).sum() == 0 and df['d'].sum() < -1.5e3",
          "df.groupby('m')['n'].sum() == df.set_index('m')['d']",
          "df['n'] == df.set_index('m').loc[df['n'], 'd'].values",
          "df['codigo'].str.contains(r'(?=a)(b)\\1(?!c)[^d]{2,}', case=False, na=True)",
          "d = n * d AND f <= today() OR codigo LIKE 'C\\_%' ESCAPE '\\'",
          "CASE WHEN b THEN n ELSE coalesce(m, 0) END BETWEEN -1 AND 5.5e1",
          "codigo NOT IN ('a', 'b''c') AND length(trim(codigo)) % 2 = 1",
          "count(DISTINCT codigo) = count(*) AND max(f) < DATE '2026-01-31'",
          "matches(codigo, '(?<=x)[A-Z]++') OR \"d\" IS NOT NULL");
  private static final List<String> WORDS =
      List.of(
          "df",
          "['n']",
          "['codigo']",
          "['f']",
          ".str",
          ".dt",
          "(",
          ")",
          "[",
          "]",
          ",",
          " and ",
          " or ",
          " not ",
          "~",
          "&",
          "|",
          "==",
          "!=",
          "<",
          ">=",
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "**",
          "'a'",
          "1",
          "2.5",
          "1e400",
          "None",
          "True",
          ".sum()",
          ".mean()",
          ".isnull()",
          ".fillna(0)",
          ".isin([1])",
          ".groupby('m')",
          ".set_index('m')",
          ".loc[",
          ".values",
          "lambda x: ",
          ".apply(",
          "x",
          "axis=1",
          "if ",
          " else ",
          "pd.Timestamp.now()",
          "pd.isnull(",
          ".round(2)",
          ".astype(float)",
          ".astype(str)",
          ".duplicated()",
          ".is_unique",
          "len(",
          "abs(",
          "min(",
          "n",
          "m",
          "codigo",
          "d",
          "f",
          "h",
          "b",
          "c.d",
          " AND ",
          " OR ",
          " NOT ",
          " IN (",
          " BETWEEN ",
          " LIKE '%a_'",
          " IS NULL",
          " IS NOT NULL",
          "CASE ",
          " WHEN ",
          " THEN ",
          " ELSE ",
          " END",
          "sum(",
          "count(*)",
          "coalesce(",
          "today()",
          "DATE '2024-02-29'",
          "\"n\"",
          "''",
          "'",
          "\"",
          "\\",
          "\u0000",
          "\u00e9",
          "\ud83d",
          ";",
          "--",
          "{",
          "\n");
  private static final String LETTERS =
      "()[]{}'\"\\.,:;=<>!&|~+-*/%^ \n0123456789abdflmnoprstx_\u00e9\ud83d$?";

  private final Random random;

  RuleTexts(long seed) {
    this.random = new Random(seed);
  }

  String next() {
    return switch (random.nextInt(4)) {
      case 0 -> words();
      case 1 -> nested();
      default -> mutated(SEEDS.get(random.nextInt(SEEDS.size())));
    };
  }

  private String words() {
    StringBuilder text = new StringBuilder();
    for (int n = random.nextInt(1, 30); n > 0; n--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }

  private String nested() {
    String open = WORDS.get(random.nextInt(WORDS.size()));
    String close = WORDS.get(random.nextInt(WORDS.size()));
    int depth = random.nextInt(1, 200);
    return open.repeat(depth) + words() + close.repeat(depth);
  }

  private String mutated(String seed) {
    StringBuilder text = new StringBuilder(seed);
    for (int n = random.nextInt(5); n > 0; n--) {
      mutate(text);
    }
    return text.toString();
  }

  private void mutate(StringBuilder text) {
    int at = random.nextInt(text.length());
    char c = LETTERS.charAt(random.nextInt(LETTERS.length()));
    switch (random.nextInt(6)) {
      case 0 -> text.setCharAt(at, c);
      case 1 -> text.insert(at, c);
      case 2 -> text.insert(at, text.substring(random.nextInt(text.length())));
      case 3 -> text.insert(at, WORDS.get(random.nextInt(WORDS.size())));
      case 4 -> text.append(SEEDS.get(random.nextInt(SEEDS.size())));
      default -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(4))).append(' ');
    }
  }
}
