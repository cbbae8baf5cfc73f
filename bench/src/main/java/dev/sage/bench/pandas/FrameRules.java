package dev.sage.bench.pandas;

import dev.sage.testing.conformance.RuleCase;
import dev.sage.testing.conformance.RuleCase.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/// Rules of the data-frame spelling made at random, of what pandas can evaluate over the columns of
/// [FrameTable].
///
/// What pandas does otherwise is left out, and named in `bench/README.md`: whole numbers that do
/// not fit a double, sums of decimals and doubles, `//` and `%` of decimals, quotients that are
/// rounded.
final class FrameRules {
  private final Random random;

  FrameRules(Random random) {
    this.random = random;
  }

  /// @param line stands for the rule's place, and tells it from others
  RuleCase next(int line) {
    return switch (random.nextInt(10)) {
      case 0 -> rule(line, Level.CATALOG, "", overAll());
      case 1 -> rule(line, Level.CATALOG, "", oneAnswer());
      case 2 -> rule(line, Level.CATALOG, "", groups());
      case 3 -> {
        String field = one("n", "m", "d", "e", "t", "f");
        yield rule(line, Level.FIELD, field, ofField(field));
      }
      default -> rule(line, Level.ROW, "", ofFields(3));
    };
  }

  private static RuleCase rule(int line, Level level, String field, String text) {
    return new RuleCase(
        "made " + line,
        "",
        List.of(),
        line,
        level,
        "v",
        field,
        Optional.of(text),
        Optional.empty(),
        Map.of(),
        false,
        Optional.empty());
  }

  private String one(String... of) {
    return of[random.nextInt(of.length)];
  }

  private static String field(String name) {
    return "df['" + name + "']";
  }

  /// A rule without a field would be one of the plain spelling.
  private String ofFields(int depth) {
    String rule = condition(depth);
    while (!rule.contains("df")) {
      rule = condition(depth);
    }
    return rule;
  }

  private String condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 10 : 15)) {
      case 0 -> compared(whole(depth), whole(depth));
      case 1 -> compared(exact(depth), exact(depth));
      case 2 -> compared(quotient(), whole(0));
      case 3 -> compared(text(), one("'ab'", "'C-001'", "'a'", "''", "'x'"));
      case 4 -> compared(day(), one("'2024-02-29'", "pd.Timestamp('2024-03-01')", day()));
      case 5 -> missing();
      case 6 -> test();
      case 7 -> member(depth);
      case 8 -> between();
      case 9 -> field("p");
      case 10 -> "(%s & %s)".formatted(condition(depth - 1), condition(depth - 1));
      case 11 -> "(%s | %s)".formatted(condition(depth - 1), condition(depth - 1));
      case 12 -> "(~%s)".formatted(condition(depth - 1));
      case 13 -> rowWise();
      default -> "%s.%s(%s)".formatted(column(), one("eq", "ne", "lt", "le", "gt", "ge"), whole(0));
    };
  }

  private String compared(String left, String right) {
    return "(%s %s %s)".formatted(left, one("==", "!=", "<", "<=", ">", ">="), right);
  }

  /// Whole numbers, also as doubles that are whole.
  private String whole(int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 12)) {
      case 0, 1 -> field(one("a", "b", "n", "m"));
      case 2 -> field(one("a", "n")) + ".abs()";
      case 3 -> random.nextBoolean() ? counted() : Integer.toString(random.nextInt(-5, 6));
      case 4 -> field(one("n", "m")) + ".fillna(" + random.nextInt(5) + ")";
      case 5, 6 -> "(%s %s %s)".formatted(whole(depth - 1), one("+", "-", "*"), whole(depth - 1));
      case 7 ->
          "(%s %s %s)".formatted(whole(0), one("//", "%"), one("2", "3", "-4", "0", whole(0)));
      case 8 -> "(-%s)".formatted(whole(depth - 1));
      case 9 -> "(%s ** 2)".formatted(whole(0));
      case 10 -> column() + ".round(" + one("-1", "0") + ")";
      default ->
          "%s.%s(%s)"
              .formatted(column(), one("add", "sub", "mul"), Integer.toString(random.nextInt(9)));
    };
  }

  /// What may stand before a point.
  private String column() {
    return switch (random.nextInt(5)) {
      case 0 -> field(one("a", "n")) + ".abs()";
      case 1 -> field(one("n", "m")) + ".fillna(" + random.nextInt(5) + ")";
      case 2 -> counted();
      default -> field(one("a", "b", "n", "m"));
    };
  }

  private String counted() {
    return switch (random.nextInt(3)) {
      case 0 -> text() + ".str.len()";
      case 1 -> field(one("f", "h")) + ".dt." + one("year", "month", "day", "quarter", "dayofweek");
      default -> field("h") + ".dt." + one("hour", "minute", "second");
    };
  }

  private String exact(int depth) {
    return switch (random.nextInt(depth == 0 ? 4 : 10)) {
      case 0, 1 -> field(one("d", "e"));
      case 2 -> one("0.1", "2.5", "-0.3", "10", "0", "1e2");
      case 3 -> "%s.fillna(%s)".formatted(field(one("d", "e")), one("0.5", "0"));
      case 4, 5 -> "(%s %s %s)".formatted(exact(depth - 1), one("+", "-", "*"), exact(depth - 1));
      case 6 -> "(%s %s %s)".formatted(exact(depth - 1), one("+", "-", "*"), field(one("a", "b")));
      case 7 -> "%s.abs()".formatted(field(one("d", "e")));
      case 8 -> "(-%s)".formatted(field(one("d", "e")));
      default ->
          "%s.apply(lambda x: round(x, %d))".formatted(field(one("d", "e")), random.nextInt(3));
    };
  }

  private String quotient() {
    return switch (random.nextInt(3)) {
      case 0 -> "(%s / %s)".formatted(whole(0), one("2", "4", "0", field("b"), field("n")));
      case 1 -> "%s.div(%s)".formatted(field(one("a", "m")), field(one("b", "n")));
      default -> "(%s / %s + %s)".formatted(field("a"), field("b"), whole(0));
    };
  }

  private String text() {
    String field = field(one("t", "u", "g"));
    return switch (random.nextInt(12)) {
      case 0 -> field + ".str.upper()";
      case 1 -> field + ".str.lower()";
      case 2 -> field + ".str.strip()";
      case 3 -> field + one(".str[1:3]", ".str[-2:]", ".str[:1]", ".str.slice(0, 2)");
      case 4 -> field + one(".str[0]", ".str[2]", ".str.get(1)");
      case 5 -> field + ".fillna('a')";
      case 6 -> field + ".str." + one("lstrip", "rstrip") + "('a')";
      case 7 -> field("a") + ".astype(str)";
      default -> field;
    };
  }

  private String day() {
    return switch (random.nextInt(4)) {
      case 0 -> field("h") + ".dt.normalize()";
      case 1 -> field("h");
      default -> field("f");
    };
  }

  private String missing() {
    String field = field(one("n", "m", "d", "e", "t", "f", "h", "a"));
    return random.nextInt(3) == 0
        ? "pd.%s(%s)".formatted(one("isnull", "notnull", "isna", "notna"), field)
        : "%s.%s()".formatted(field, one("isnull", "notnull", "isna", "notna"));
  }

  private String test() {
    String text = field(one("t", "u", "g"));
    String pattern =
        one(
            "[a-c]+",
            "^C-[0-9]{1,3}$",
            "(?=a).b?",
            "(a|b).*\\1",
            "(?!C).+",
            "a{0,2000}",
            "x*",
            "\\w+",
            "\\d",
            "[^\\W\\d]",
            "\\bab",
            "(?i)c",
            ".\\.",
            "ñ|Ñ");
    return switch (random.nextInt(9)) {
      case 0, 1 -> "%s.str.match(r'%s')".formatted(text, pattern);
      case 2, 3 -> "%s.str.contains(r'%s')".formatted(text, pattern);
      case 4 -> "%s.str.fullmatch(r'%s')".formatted(text, pattern);
      case 5 -> "%s.str.contains('%s', regex=False)".formatted(text, one("a", ".", "C-"));
      case 6 -> "%s.str.startswith('%s')".formatted(text, one("a", "C-", "x", ""));
      case 7 -> "%s.str.endswith('%s')".formatted(text, one("b", "1", "ño", ""));
      default ->
          "%s.str.%s()"
              .formatted(text, one("isdigit", "isdecimal", "isalpha", "isalnum", "isspace"));
    };
  }

  private String member(int depth) {
    return switch (random.nextInt(4)) {
      case 0 ->
          "%s.isin([1, -2, 0, 7])"
              .formatted(depth == 0 ? column() : "(" + column() + " + " + whole(0) + ")");
      case 1 -> "%s.isin(['a', 'ab', 'C-001'])".formatted(text());
      case 2 -> "%s.isin([0.5, 2, -1.25])".formatted(field(one("d", "e")));
      default -> "%s.isin(%s)".formatted(field(one("a", "b")), field(one("b", "a")));
    };
  }

  private String between() {
    String inclusive =
        one("", ", inclusive='left'", ", inclusive='right'", ", inclusive='neither'");
    return switch (random.nextInt(3)) {
      case 0 -> "%s.between(%s, %s%s)".formatted(column(), whole(0), whole(0), inclusive);
      case 1 -> "%s.between(-1.5, %s%s)".formatted(field("d"), field("e"), inclusive);
      default -> "%s.between('2024-02-22', '2024-03-01'%s)".formatted(field("f"), inclusive);
    };
  }

  /// What pandas evaluates row by row, where the words of Python may stand.
  private String rowWise() {
    String left =
        "r['%s'] %s %d".formatted(one("a", "n", "m"), one("<", ">", "==", "!="), random.nextInt(5));
    String right = "r['%s'] %s r['%s']".formatted(one("a", "b"), one("<", ">="), one("n", "m"));
    return switch (random.nextInt(4)) {
      case 0 -> "df.apply(lambda r: %s and %s, axis=1)".formatted(left, right);
      case 1 -> "df.apply(lambda r: not %s or %s, axis=1)".formatted(left, right);
      case 2 -> "df.apply(lambda r: %s if r['p'] else %s, axis=1)".formatted(left, right);
      default ->
          "df['u'].apply(lambda x: len(x) > %d and x.%s)"
              .formatted(random.nextInt(4), one("startswith('C')", "isdigit()", "endswith('b')"));
    };
  }

  private String ofField(String field) {
    return switch (field) {
      case "t" -> random.nextBoolean() ? "df['t'].str.match('[a-c]')" : "df['t'].str.len() > 2";
      case "f" -> "df['f'] >= '2024-03-01'";
      case "d", "e" -> compared(field(field), one("0.1", "-2.5", "df['a']", "0"));
      default -> compared(field(field), one("3", "-7", "df['a']", "df['m']", "0"));
    };
  }

  /// One answer for each record, for which others are looked at.
  private String overAll() {
    return switch (random.nextInt(6)) {
      case 0 -> "~%s.duplicated(%s)".formatted(field(one("n", "t", "m", "f")), keep());
      case 1 -> "~df.duplicated(subset=['%s', '%s'])".formatted(one("n", "a"), one("t", "b", "g"));
      case 2 ->
          compared(
              field(one("a", "n", "m")), "df['n']." + one("mean", "max", "min", "median") + "()");
      case 3 ->
          compared(field(one("d", "e")), field(one("d", "e")) + "." + one("max", "min") + "()");
      case 4 -> "%s.is_unique".formatted(field(one("a", "t", "f")));
      default -> "(%s).%s()".formatted(ofFields(1), one("all", "any"));
    };
  }

  private String keep() {
    return one("", "keep='first'", "keep='last'", "keep=False");
  }

  private String oneAnswer() {
    String sign = one("<", "<=", ">", ">=", "==", "!=");
    String number = Integer.toString(random.nextInt(-30, 60));
    return switch (random.nextInt(6)) {
      case 0 ->
          "%s.%s() %s %s"
              .formatted(
                  field(one("a", "n", "m")),
                  one("sum", "mean", "min", "max", "count", "nunique", "std", "median"),
                  sign,
                  number);
      case 1 ->
          "%s.%s() %s %s"
              .formatted(field(one("d", "e")), one("sum", "min", "max", "count"), sign, number);
      case 2 -> "(%s).sum() %s %s".formatted(ofFields(1), one("<", ">", ">="), number);
      case 3 ->
          "%s.%s() %s %s"
              .formatted(field(one("t", "g", "f")), one("count", "nunique"), sign, number);
      case 4 ->
          "%s %s %s".formatted(one("len(df)", "df.shape[0]", "len(df.columns)"), sign, number);
      default ->
          "df['f'].%s() %s pd.Timestamp('2024-02-25')".formatted(one("min", "max"), one("<", ">="));
    };
  }

  private String groups() {
    String number = Integer.toString(random.nextInt(-10, 20));
    String sign = one("<", "<=", ">", ">=");
    return switch (random.nextInt(4)) {
      case 0 ->
          "df.groupby('g')['%s'].%s() %s %s"
              .formatted(
                  one("a", "n", "m"),
                  one("sum", "mean", "min", "max", "count", "nunique", "std", "median"),
                  sign,
                  number);
      case 1 -> "df.groupby(['g', 'b'])['%s'].sum() %s %s".formatted(one("a", "n"), sign, number);
      case 2 -> "df.groupby('g').size() %s %s".formatted(sign, number);
      default -> "df['m'].groupby(df['g']).agg('max') %s %s".formatted(sign, number);
    };
  }
}
