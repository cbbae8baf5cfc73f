package dev.sage.engine.sql;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Takes SQL to pieces as a database does: quoted names, literals, and the rest, which is made of
/// words that are known beforehand.
public final class SqlWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_]*");

  /// What statements of the engine call columns, tables and results of their own.
  private static final Pattern OWN =
      Pattern.compile(
          "sage_[qk][0-9]+|[a-z][0-9]+|s[0-9]+a|sage_part|sage_row|sage_matches|sage_decimal");

  private static final Set<String> WORDS =
      Set.of(
          """
          SELECT DISTINCT FROM AS WHERE CROSS LEFT JOIN ON USING GROUP BY ALL HAVING UNION EXCEPT
          OVER PARTITION ORDER ASC DESC NULLS FIRST LAST QUALIFY EXISTS VALUES LIMIT
          AND OR NOT IS NULL IN CASE WHEN THEN ELSE END BETWEEN CAST TRY_CAST try_cast TRY true false
          COPY TO FORMAT parquet COMPRESSION lz4_raw CREATE REPLACE TABLE VIEW INSERT INTO DROP
          INTEGER BIGINT TIME HUGEINT UHUGEINT DECIMAL DOUBLE VARCHAR DATE TIMESTAMP BOOLEAN
          coalesce nullif abs trunc fmod pow round greatest least length strlen upper lower trim
          ltrim rtrim left right substring substr split_part replace translate contains starts_with ends_with
          regexp_matches regexp_replace regexp_extract regexp_full_match strftime strptime
          try_strptime year quarter month day hour minute second isodow isfinite isnan isinf
          sum avg min max count first median stddev_samp bool_and bool_or any_value row_number
          c k p r t u o i s x n v e a here there twice hits rejected occurrence file_row_number
          """
              .strip()
              .split("\\s+"));

  private SqlWords() {}

  /// Words and signs outside of quotes that are no part of what the engine writes. None: whatever
  /// else is in the statement is a name or a value, whole and nothing more.
  public static Set<String> strangers(String sql) {
    Set<String> strangers = new TreeSet<>();
    String rest = unquoted(sql, strangers);
    WORD.matcher(rest)
        .results()
        .map(word -> word.group())
        .filter(word -> !WORDS.contains(word) && !OWN.matcher(word).matches())
        .forEach(strangers::add);
    for (String sign : new String[] {"--", "/*", "*/", ";", "$", "\\", "?", "{", "#"}) {
      if (rest.contains(sign)) {
        strangers.add(sign);
      }
    }
    if (!rest.chars().allMatch(c -> c == '\n' || (c >= ' ' && c < 127))) {
      strangers.add("a letter that is not ASCII");
    }
    return strangers;
  }

  /// The statement with a blank for each quoted piece.
  private static String unquoted(String sql, Set<String> strangers) {
    StringBuilder rest = new StringBuilder();
    int at = 0;
    while (at < sql.length()) {
      char c = sql.charAt(at);
      if (c != '\'' && c != '"') {
        rest.append(c);
        at++;
      } else {
        if (at > 0 && isWord(sql.charAt(at - 1))) {
          strangers.add("a quote behind " + sql.charAt(at - 1));
        }
        at = end(sql, at, c);
        rest.append(' ');
      }
    }
    if (at > sql.length()) {
      strangers.add("a quote that is not closed");
    }
    return rest.toString();
  }

  /// `E'…'` and its kin are read otherwise than `'…'`.
  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '&' || c == '$';
  }

  /// Behind the quote that closes; behind the end of the text where there is none.
  private static int end(String sql, int start, char quote) {
    int at = start + 1;
    while (at < sql.length()) {
      if (sql.charAt(at) == quote) {
        if (at + 1 == sql.length() || sql.charAt(at + 1) != quote) {
          return at + 1;
        }
        at++;
      }
      at++;
    }
    return sql.length() + 1;
  }
}
