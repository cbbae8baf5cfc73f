package dev.sage.engine.rule;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/// Makes conditions over one row at random, in both spellings.
final class RuleMaker {
  private final Random random;

  RuleMaker(Random random) {
    this.random = random;
  }

  /// @param plain empty where the plain spelling has no such thing
  record Spelled(String frame, String plain) {
    /// `@` stands for a part, in turn.
    static Spelled of(String frame, String plain, Spelled... parts) {
      boolean whole = !plain.isEmpty() && Stream.of(parts).noneMatch(p -> p.plain().isEmpty());
      return new Spelled(
          filled(frame, parts, Spelled::frame), whole ? filled(plain, parts, Spelled::plain) : "");
    }

    private static String filled(String form, Spelled[] parts, Function<Spelled, String> side) {
      StringBuilder out = new StringBuilder();
      int next = 0;
      for (int i = 0; i < form.length(); i++) {
        char c = form.charAt(i);
        if (c == '@') {
          out.append(side.apply(parts[next++]));
        } else {
          out.append(c);
        }
      }
      return out.toString();
    }
  }

  private static Spelled same(String form, Spelled... parts) {
    return Spelled.of(form, form, parts);
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  Spelled condition(int depth) {
    return switch (random.nextInt(depth == 0 ? 8 : 13)) {
      case 0, 1 -> compared(number(depth), number(depth));
      case 2 -> compared(text(depth), literal());
      case 3 -> inList(depth);
      case 4 -> random.nextBoolean() ? field("b") : compared(day(), date());
      case 5 -> isNull();
      case 6 -> textTest();
      case 7 -> match();
      case 8 -> Spelled.of("(@ & @)", "(@ AND @)", condition(depth - 1), condition(depth - 1));
      case 9 -> Spelled.of("(@ or @)", "(@ OR @)", condition(depth - 1), condition(depth - 1));
      case 10 -> Spelled.of("(~@)", "(NOT @)", condition(depth - 1));
      case 11 -> between(depth);
      default -> chosen(condition(depth - 1), condition(0), condition(0));
    };
  }

  private Spelled compared(Spelled left, Spelled right) {
    String sign = one(List.of("==", "!=", "<", "<=", ">", ">="));
    return Spelled.of(
        "(@ " + sign + " @)", "(@ " + (sign.equals("==") ? "=" : sign) + " @)", left, right);
  }

  private Spelled inList(int depth) {
    return random.nextBoolean()
        ? Spelled.of("@.isin([1, -2.5, 0])", "(@ IN (1, -2.5, 0))", number(depth))
        : Spelled.of("@.isin(['a', 'ab', None])", "(@ IN ('a', 'ab', NULL))", text(depth));
  }

  private Spelled isNull() {
    Spelled operand = random.nextBoolean() ? number(0) : text(0);
    return random.nextBoolean()
        ? Spelled.of("@.isnull()", "(@ IS NULL)", operand)
        : Spelled.of("@.notnull()", "(@ IS NOT NULL)", operand);
  }

  private Spelled textTest() {
    String wanted = one(List.of("'a'", "'C-'", "'ñ'", "''"));
    return switch (random.nextInt(3)) {
      case 0 ->
          Spelled.of("@.str.startswith(" + wanted + ")", "starts_with(@, " + wanted + ")", text(1));
      case 1 ->
          Spelled.of("@.str.endswith(" + wanted + ")", "ends_with(@, " + wanted + ")", text(1));
      default ->
          Spelled.of("@.str.contains(" + wanted + ")", "contains(@, " + wanted + ")", text(1));
    };
  }

  private Spelled match() {
    String pattern =
        one(
            List.of(
                "[a-c]+", "^C-[0-9]{1,3}", "(?=a).b?", "(a|b)\\1", "(?!C).+", "a{0,2000}", "x*"));
    return switch (random.nextInt(4)) {
      case 0 -> Spelled.of("@.str.match(r'" + pattern + "')", "", text(1));
      case 1 -> Spelled.of("@.str.contains(r'" + pattern + "')", "", text(1));
      default ->
          Spelled.of(
              "@.str.fullmatch(r'" + pattern + "')", "matches(@, '" + pattern + "')", text(1));
    };
  }

  private Spelled between(int depth) {
    return Spelled.of(
        "@.between(@, @)", "(@ BETWEEN @ AND @)", number(depth - 1), number(0), number(0));
  }

  private static Spelled chosen(Spelled condition, Spelled then, Spelled otherwise) {
    return new Spelled(
        "(" + then.frame() + " if " + condition.frame() + " else " + otherwise.frame() + ")",
        Stream.of(condition, then, otherwise).anyMatch(part -> part.plain().isEmpty())
            ? ""
            : "(CASE WHEN "
                + condition.plain()
                + " THEN "
                + then.plain()
                + " ELSE "
                + otherwise.plain()
                + " END)");
  }

  private static Spelled field(String name) {
    return new Spelled("df['" + name + "']", name);
  }

  private Spelled number() {
    return field(one(List.of("n", "m", "d", "e")));
  }

  private Spelled number(int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 13)) {
      case 0, 1 -> number();
      case 2 -> Spelled.of("@.abs()", "abs(@)", number());
      case 3 -> same("(@" + operator() + "@)", number(depth - 1), number(depth - 1));
      case 4 -> same("(@" + operator() + one(List.of("2", "0.5", "1000")) + ")", number(depth - 1));
      case 5 -> same("(-@)", number(depth - 1));
      case 6 -> {
        int value = random.nextInt(3);
        yield Spelled.of("@.fillna(" + value + ")", "coalesce(@, " + value + ")", number());
      }
      case 7 -> {
        int digits = random.nextInt(3);
        yield Spelled.of("@.round(" + digits + ")", "round(@, " + digits + ")", number(depth - 1));
      }
      case 8 -> chosen(condition(0), number(0), number(0));
      case 9 -> same("(@ % @)", number(), number());
      case 10 -> Spelled.of("(@ // @)", "", number(), number());
      case 11 -> Spelled.of("max(@, @)", "greatest(@, @)", number(0), number(0));
      default -> counted();
    };
  }

  private Spelled counted() {
    return switch (random.nextInt(4)) {
      case 0 -> Spelled.of("@.str.len()", "length(@)", text(1));
      case 1 -> Spelled.of("@.dt.dayofweek", "dayofweek(@)", day());
      case 2 -> Spelled.of("@.dt.year", "year(@)", day());
      default -> Spelled.of("@.dt.month", "month(@)", field("h"));
    };
  }

  private String operator() {
    return one(List.of(" + ", " - ", " * ", " / "));
  }

  private Spelled day() {
    return field(one(List.of("f", "h")));
  }

  private Spelled date() {
    return random.nextInt(3) == 0
        ? day()
        : Spelled.of("pd.Timestamp('2024-02-29')", "DATE '2024-02-29'");
  }

  private Spelled literal() {
    return same(one(List.of("'ab'", "'a'", "''", "'C-1'")));
  }

  private Spelled text(int depth) {
    Spelled field = field("codigo");
    return switch (random.nextInt(depth == 0 ? 1 : 8)) {
      case 1 -> Spelled.of("@.str.upper()", "upper(@)", field);
      case 2 -> Spelled.of("@.str.lower()", "lower(@)", field);
      case 3 -> Spelled.of("@.str.strip()", "trim(@)", field);
      case 4 -> Spelled.of("@.str[1:3]", "substr(@, 2, 2)", field);
      case 5 -> Spelled.of("@.str[-2:]", "", field);
      case 6 -> Spelled.of("@.str[1]", "", field);
      case 7 -> Spelled.of("@.fillna('a')", "coalesce(@, 'a')", field);
      default -> field;
    };
  }
}
