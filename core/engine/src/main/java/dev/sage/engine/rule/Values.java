package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.TimeFormat;
import dev.sage.engine.sql.Sql;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Writes texts, times and booleans that may be null.
final class Values {
  /// What Python takes for white space.
  private static final String BLANKS =
      "\t\n\u000b\f\r\u001c\u001d\u001e\u001f \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004"
          + "\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

  static final String BLANK_CLASS =
      BLANKS
          .codePoints()
          .mapToObj(c -> "\\x{" + Integer.toHexString(c) + "}")
          .collect(Collectors.joining("", "[", "]"));

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT);
  private static final String TIME =
      "(?:[ T](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,6})?)?)?";

  private final Writer writer;
  private final LocalDateTime now;

  Values(Writer writer, LocalDateTime now) {
    this.writer = writer;
    this.now = now;
  }

  String write(Expression expression) {
    return switch (expression) {
      case Expression.TextConstant(String value) -> Sql.literal(value);
      case Expression.NullConstant _ -> "NULL";
      case Expression.TimeConstant(LocalDateTime value) -> timestamp(value);
      case Expression.Now _ -> timestamp(now);
      case Expression.FieldValue field -> writer.column(field);
      case Expression.Aggregate aggregate -> writer.lookups().value(aggregate);
      case Expression.Grouped grouped -> writer.lookups().value(grouped);
      case Expression.Indexed indexed -> writer.lookups().column(indexed);
      case Expression.LookUp lookUp -> writer.lookups().column(lookUp);
      case Expression.Strip strip -> strip(strip);
      case Expression.Concatenation(Expression left, Expression right) ->
          "(" + write(left) + " || " + write(right) + ")";
      case Expression.Upper(Expression operand) -> "upper(" + write(operand) + ")";
      case Expression.Lower(Expression operand) -> "lower(" + write(operand) + ")";
      case Expression.Slice(Expression operand, OptionalInt from, OptionalInt to) ->
          Slices.slice(write(operand), from, to);
      case Expression.CharacterAt(Expression operand, int index) ->
          Slices.at(write(operand), index);
      case Expression.Cast cast -> cast(cast);
      case Expression.ParseTime parse -> parseTime(parse);
      case Expression.TimePart part -> "CAST(" + write(part.operand()) + " AS DATE)";
      case Expression.FillNull fill ->
          "coalesce("
              + typed(fill.operand(), fill.type())
              + ", "
              + typed(fill.replacement(), fill.type())
              + ")";
      case Expression.Extreme extreme -> extreme(extreme);
      case Expression.Conditional conditional -> conditional(conditional);
      default -> writer.truth(expression);
    };
  }

  static String timestamp(LocalDateTime value) {
    return "CAST(" + Sql.literal(TIMESTAMP.format(value)) + " AS TIMESTAMP)";
  }

  private String typed(Expression expression, RuleType type) {
    return type == RuleType.DATE_TIME && expression.type() == RuleType.DATE
        ? "CAST(" + write(expression) + " AS TIMESTAMP)"
        : write(expression);
  }

  private String extreme(Expression.Extreme extreme) {
    String nulls =
        extreme.operands().stream()
            .map(operand -> write(operand) + " IS NULL")
            .collect(Collectors.joining(" OR "));
    String operands =
        extreme.operands().stream()
            .map(operand -> typed(operand, extreme.type()))
            .collect(Collectors.joining(", "));
    String function = extreme.greatest() ? "greatest(" : "least(";
    return "CASE WHEN " + nulls + " THEN NULL ELSE " + function + operands + ") END";
  }

  private String conditional(Expression.Conditional conditional) {
    return "CASE WHEN "
        + writer.condition(conditional.condition())
        + " THEN "
        + typed(conditional.then(), conditional.type())
        + " ELSE "
        + typed(conditional.otherwise(), conditional.type())
        + " END";
  }

  private String strip(Expression.Strip strip) {
    String function = strip.left() ? strip.right() ? "trim(" : "ltrim(" : "rtrim(";
    String characters = strip.characters().isEmpty() ? BLANKS : strip.characters();
    return function + write(strip.operand()) + ", " + Sql.literal(characters) + ")";
  }

  static String strip(String text) {
    return "trim(" + text + ", " + Sql.literal(BLANKS) + ")";
  }

  private String cast(Expression.Cast cast) {
    return cast.type() == RuleType.TEXT ? text(cast.operand()) : bool(cast.operand());
  }

  private String bool(Expression operand) {
    if (operand.type().isNumber()) {
      SqlNumber number = writer.number(operand);
      return "(" + (number.isSafe() ? number.exactly() : number.approximate()) + " <> 0)";
    }
    return operand.type() == RuleType.TEXT ? "(" + write(operand) + " <> '')" : write(operand);
  }

  /// As Python's `str` writes it; a decimal with its own digits, and `.0` when it has none.
  private String text(Expression operand) {
    return switch (operand.type()) {
      case WHOLE, DECIMAL, DOUBLE -> numberText(operand);
      case BOOLEAN -> {
        String value = write(operand);
        yield "CASE WHEN " + value + " THEN 'True' WHEN NOT " + value + " THEN 'False' END";
      }
      case DATE -> "CAST(" + write(operand) + " AS VARCHAR)";
      case DATE_TIME ->
          "replace(strftime(" + write(operand) + ", '%Y-%m-%d %H:%M:%S.%f'), '.000000', '')";
      case TEXT, NULL -> write(operand);
    };
  }

  private String numberText(Expression operand) {
    SqlNumber number = writer.number(operand);
    String inexact = "CAST(" + number.approximate() + " AS VARCHAR)";
    if (!number.isExact()) {
      return inexact;
    }
    String exact = "CAST(" + number.exactly() + " AS VARCHAR)";
    if (number.scale() > 0) {
      exact = "regexp_replace(" + exact + ", '(\\.[0-9]*?[1-9]|\\.0)0*$', '\\1')";
    } else if (operand.type() == RuleType.DECIMAL) {
      exact = "(" + exact + " || '.0')";
    }
    return number.isSafe()
        ? exact
        : "coalesce(" + Writer.guarded(number.guards(), exact) + ", " + inexact + ")";
  }

  private String parseTime(Expression.ParseTime parse) {
    String text = write(parse.operand());
    return parse.format().map(format -> formatted(text, format)).orElseGet(() -> guessed(text));
  }

  private static String formatted(String text, TimeFormat format) {
    return "CASE WHEN regexp_matches("
        + text
        + ", "
        + Sql.literal(format.pattern())
        + ") THEN try_strptime("
        + text
        + ", "
        + Sql.literal(format.text())
        + ") END";
  }

  /// The default formats of dates in a contract, brought to ISO and then cast.
  private static String guessed(String text) {
    String iso = strip(text);
    String dayFirst = "\\A([0-9]{2})([/-])([0-9]{2})[/-]([0-9]{4})(" + TIME + ")\\z";
    iso = "regexp_replace(" + iso + ", " + Sql.literal(dayFirst) + ", '\\4-\\3-\\1\\5')";
    String dense = "\\A([0-9]{4})([0-9]{2})([0-9]{2})(" + TIME + ")\\z";
    iso = "regexp_replace(" + iso + ", " + Sql.literal(dense) + ", '\\1-\\2-\\3\\4')";
    String valid = "\\A[0-9]{4}-[0-9]{2}-[0-9]{2}" + TIME + "\\z";
    return "CASE WHEN regexp_matches("
        + iso
        + ", "
        + Sql.literal(valid)
        + ") THEN TRY_CAST("
        + iso
        + " AS TIMESTAMP) END";
  }
}
