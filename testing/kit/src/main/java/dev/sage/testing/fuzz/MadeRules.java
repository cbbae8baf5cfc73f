package dev.sage.testing.fuzz;

import static dev.sage.testing.fuzz.Tree.map;
import static dev.sage.testing.fuzz.Tree.pair;
import static dev.sage.testing.fuzz.Tree.plain;
import static dev.sage.testing.fuzz.Tree.quoted;

import dev.sage.testing.fuzz.MadeCatalog.Field;
import dev.sage.testing.fuzz.Tree.Items;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Rules made up for fields of known types: both spellings, hostile texts in them.
final class MadeRules {
  private static final List<String> OF_TEXT =
      List.of(
          "@ == ?",
          "@ != ?",
          "@.isin([?, ?, 'x'])",
          "@.str.startswith(?)",
          "@.str.contains(?, regex=False)",
          "@.str.match(^)",
          "@.str.fullmatch(^)",
          "~@.str.contains(^)",
          "@.fillna(?) < ?",
          "@.str.len() > 3",
          "@.str.upper().str.strip() == ?",
          "@.notnull() & (@ > ?)",
          "pd.to_datetime(@, errors='coerce', format='%d/%m/%Y') < pd.Timestamp.now()");
  private static final List<String> OF_NUMBER =
      List.of(
          "@ > 0",
          "@.between(-1, 1e3)",
          "(@ * 2 + 1) % 7 == 3",
          "@ // 3 < @ / 2",
          "@.isnull() | (@ >= 99999999999999999999.5)",
          "@.round(2) == @",
          "@.isin([1, 2.5])",
          "abs(@) ** 2 < 1e300");
  private static final List<String> OF_DATE =
      List.of("@ <= pd.Timestamp.now()", "@.dt.year > 1999", "@.dt.dayofweek != 6", "@.notna()");
  private static final List<String> OF_BOOL = List.of("@", "~@", "@ == True", "@.isnull()");
  private static final List<String> PLAIN_TEXT =
      List.of(
          "@ = ?",
          "@ LIKE ?",
          "@ IN (?, ?, 'x')",
          "matches(@, ^)",
          "length(trim(@)) > 2",
          "coalesce(@, ?) <> ?",
          "CASE WHEN @ IS NULL THEN ? ELSE upper(@) END >= ?",
          "@ || ? <> ?",
          "@ NOT LIKE ? ESCAPE '!'");
  private static final List<String> PLAIN_NUMBER =
      List.of(
          "@ >= 0 AND @ * 1.5 < 1e9",
          "@ BETWEEN -1 AND 5",
          "@ IS NULL OR abs(@) % 2 = 1",
          "round(@, 1) <= 3");
  private static final List<String> PLAIN_DATE =
      List.of("@ <= today()", "@ < DATE '2024-02-29'", "year(@) > 2000", "@ IS NOT NULL");
  private static final List<String> PLAIN_BOOL = List.of("@", "NOT @", "@ = true");
  private static final List<String> WHOLE =
      List.of(
          "~df.duplicated(subset=[#])",
          "df[#].is_unique",
          "df[#].nunique() <= len(df)",
          "df[#].count() > 0",
          "df.shape[0] < 100 or df[#].isnull().sum() == 0",
          "df.groupby(#)[#].count() < 3");
  private static final List<String> WHOLE_PLAIN =
      List.of("count(DISTINCT @) > 1", "count(@) = count(*)", "count(@) < 9 OR count(*) > 0");
  private static final List<String> ACROSS =
      List.of(
          "df[1][#].isin(df[2][%])",
          "df[1][#].count() == df[2][%].count()",
          "df[1].groupby(#)[#].count() == df[2].groupby(%)[%].count()",
          "df[1][#].nunique() <= len(df[2])");

  private final Random random;

  MadeRules(Random random) {
    this.random = random;
  }

  Tree some(Supplier<String> rule) {
    return new Items(Stream.generate(() -> rule(rule.get())).limit(random.nextInt(1, 4)).toList());
  }

  private Tree rule(String text) {
    return map(
        pair("name", quoted(random.nextInt(3) == 0 ? "r" : "zqx' rule \"" + random.nextInt(9))),
        pair("description", quoted(one(Words.TEXTS))),
        pair("rule", quoted(text)),
        pair("severity", plain(one(List.of("error", "warning", "message")))));
  }

  String field(Field field) {
    return random.nextBoolean() ? frame(field) : simple(field);
  }

  String row(MadeCatalog catalog) {
    boolean frame = random.nextBoolean();
    Field one = one(catalog.fields());
    Field other = one(catalog.fields());
    return switch (random.nextInt(one.type().equals(other.type()) ? 3 : 2)) {
      case 0 -> frame ? frame(one) : simple(one);
      case 1 ->
          frame
              ? "(" + frame(one) + ") | ~(" + frame(other) + ")"
              : "(" + simple(one) + ") OR NOT (" + simple(other) + ")";
      default ->
          frame
              ? frame("df[", one) + " <= " + frame("df[", other)
              : Scalars.name(one.name()) + " = " + Scalars.name(other.name());
    };
  }

  private static String frame(String before, Field field) {
    return before + Scalars.python(field.name()) + "]";
  }

  private String frame(Field field) {
    String text =
        one(
            switch (field.type()) {
              case "texto" -> OF_TEXT;
              case "entero", "decimal" -> OF_NUMBER;
              case "booleano" -> OF_BOOL;
              default -> OF_DATE;
            });
    return filled(text, true).replace("@", frame("df[", field));
  }

  String simple(Field field) {
    String text =
        one(
            switch (field.type()) {
              case "texto" -> PLAIN_TEXT;
              case "entero", "decimal" -> PLAIN_NUMBER;
              case "booleano" -> PLAIN_BOOL;
              default -> PLAIN_DATE;
            });
    return filled(text, false).replace("@", Scalars.name(field.name()));
  }

  /// With texts for `?` and patterns for `^`.
  private String filled(String rule, boolean python) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rule.length(); i++) {
      switch (rule.charAt(i)) {
        case '?' -> text.append(written(one(Words.TEXTS).replace("@", ""), python));
        case '^' -> text.append(written(one(Words.PATTERNS), python));
        default -> text.append(rule.charAt(i));
      }
    }
    return text.toString();
  }

  private static String written(String words, boolean python) {
    return python ? Scalars.python(words) : Scalars.literal(words);
  }

  String whole(MadeCatalog catalog) {
    Field field = one(catalog.fields());
    return switch (random.nextInt(4)) {
      case 0 -> one(WHOLE_PLAIN).replace("@", Scalars.name(field.name()));
      case 1 -> row(catalog);
      default -> one(WHOLE).replace("#", Scalars.python(field.name()));
    };
  }

  String ofPackage(List<MadeCatalog> catalogs) {
    MadeCatalog one = one(catalogs);
    MadeCatalog other = one(catalogs);
    return one(ACROSS)
        .replace("df[1]", frame("df[", new Field(one.id(), "")))
        .replace("df[2]", frame("df[", new Field(other.id(), "")))
        .replace("#", Scalars.python(one(one.fields()).name()))
        .replace("%]", Scalars.python(one(other.fields()).name()) + "]")
        .replace("(%)", "(" + Scalars.python(one(other.fields()).name()) + ")");
  }

  private <T> T one(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
