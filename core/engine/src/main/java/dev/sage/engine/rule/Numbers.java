package dev.sage.engine.rule;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Arithmetic;
import dev.sage.contract.rule.RuleType;
import dev.sage.engine.sql.Sql;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Writes numbers.
final class Numbers {
  /// What is added and taken away again to round a double half to even.
  private static final String SHIFT = "CAST(6755399441055744 AS DOUBLE)";

  private static final String SHIFT_LIMIT = "2251799813685248";

  private final Writer writer;

  Numbers(Writer writer) {
    this.writer = writer;
  }

  SqlNumber write(Expression expression) {
    return switch (expression) {
      case Expression.NumberConstant(BigDecimal value, RuleType _) -> constant(value);
      case Expression.DoubleConstant(double value) -> SqlNumber.inexact(literal(value));
      case Expression.FieldValue field -> field(field, writer.column(field));
      case Expression.RowCount count -> writer.lookups().count(count);
      case Expression.Aggregate aggregate -> writer.lookups().number(aggregate);
      case Expression.Grouped grouped -> writer.lookups().number(grouped);
      case Expression.Indexed indexed -> field(indexed.value(), writer.lookups().column(indexed));
      case Expression.LookUp lookUp -> field(lookUp.value(), writer.lookups().column(lookUp));
      case Arithmetic arithmetic -> arithmetic(arithmetic);
      case Expression.Negation(Expression operand) -> wrap(write(operand), "(- ", ")");
      case Expression.Absolute(Expression operand) -> wrap(write(operand), "abs(", ")");
      case Expression.Round(Expression operand, int digits) ->
          Rounding.round(write(operand), digits);
      case Expression.Cast cast -> cast(cast);
      case Expression.FillNull fill ->
          join(List.of(fill.operand(), fill.replacement()), "coalesce(", ")");
      case Expression.Extreme extreme -> extreme(extreme);
      case Expression.Conditional conditional -> conditional(conditional);
      case Expression.TextLength(Expression operand) ->
          SqlNumber.exact("length(" + writer.value(operand) + ")", 18, 0, List.of());
      case Expression.TimePart part -> part(part);
      default -> throw new IllegalStateException("not a number: " + expression.type());
    };
  }

  private static SqlNumber constant(BigDecimal value) {
    int scale = value.scale();
    int whole = Math.max(1, value.precision() - scale);
    String text = Sql.literal(value.toPlainString());
    String exact = "CAST(" + text + " AS " + SqlNumber.type(whole, scale) + ")";
    String plain = scale == 0 && whole <= 9 ? value.toPlainString() : exact;
    return new SqlNumber(
        Optional.of(value.signum() < 0 && scale == 0 && whole <= 9 ? "(" + plain + ")" : plain),
        "CAST(" + text + " AS DOUBLE)",
        whole,
        scale,
        List.of());
  }

  private static String literal(double value) {
    return "CAST(" + Sql.literal(Double.toString(value)) + " AS DOUBLE)";
  }

  private static SqlNumber field(Expression.FieldValue field, String column) {
    return switch (field.valueType()) {
      case ValueType.Whole _ -> SqlNumber.exact(column, 19, 0, List.of());
      case ValueType.Decimal(int precision, int scale) -> decimal(column, precision, scale);
      case ValueType.Text _, ValueType.Date _, ValueType.DateTime _, ValueType.Bool _ ->
          throw new IllegalStateException("not a number: " + field.type());
    };
  }

  /// DECIMAL(p,0) becomes the type that whole numbers have here.
  private static SqlNumber decimal(String column, int precision, int scale) {
    int whole = precision - scale;
    String exact = scale == 0 ? "CAST(" + column + " AS " + SqlNumber.type(whole, 0) + ")" : column;
    return SqlNumber.exact(exact, whole, scale, List.of());
  }

  private static SqlNumber wrap(SqlNumber operand, String before, String after) {
    String approximate = before + operand.approximate() + after;
    if (!operand.isExact()) {
      return SqlNumber.inexact(approximate);
    }
    String exact = before + operand.as(operand.whole(), operand.scale()) + after;
    return new SqlNumber(
        Optional.of(exact), approximate, operand.whole(), operand.scale(), operand.guards());
  }

  private SqlNumber arithmetic(Arithmetic arithmetic) {
    SqlNumber left = write(arithmetic.left());
    SqlNumber right = write(arithmetic.right());
    return switch (arithmetic.operation()) {
      case ADD -> sum(left, right, "+");
      case SUBTRACT -> sum(left, right, "-");
      case MULTIPLY -> product(left, right);
      case DIVIDE ->
          SqlNumber.inexact(
              Writer.number("(" + left.approximate() + " / " + right.divisor() + ")"));
      case POWER ->
          SqlNumber.inexact(
              Writer.number("pow(" + left.approximate() + ", " + right.approximate() + ")"));
      case MODULO -> Division.modulo(left, right);
      case FLOOR_DIVIDE -> Division.floor(left, right);
    };
  }

  private static String inexactly(SqlNumber left, String sign, SqlNumber right) {
    return Writer.number("(" + left.approximate() + " " + sign + " " + right.approximate() + ")");
  }

  private static SqlNumber sum(SqlNumber left, SqlNumber right, String sign) {
    String approximate = inexactly(left, sign, right);
    int scale = Math.max(left.scale(), right.scale());
    int room = SqlNumber.MAX_DIGITS - scale;
    if (!left.isExact() || !right.isExact() || room < 1) {
      return SqlNumber.inexact(approximate);
    }
    int whole = Math.max(left.whole(), right.whole()) + 1;
    int digits = Math.min(whole, room);
    List<String> guards =
        SqlNumber.both(
            SqlNumber.both(left.guards(), right.guards()),
            SqlNumber.both(left.fitting(digits), right.fitting(digits)));
    if (whole > room) {
      guards = SqlNumber.both(guards, List.of(SqlNumber.below(approximate, room)));
    }
    String exact = "(" + left.as(digits, scale) + " " + sign + " " + right.as(digits, scale) + ")";
    return new SqlNumber(Optional.of(exact), approximate, digits, scale, guards);
  }

  private static SqlNumber product(SqlNumber left, SqlNumber right) {
    String approximate = inexactly(left, "*", right);
    int scale = left.scale() + right.scale();
    int room = SqlNumber.MAX_DIGITS - scale;
    if (!left.isExact() || !right.isExact() || room < 1) {
      return SqlNumber.inexact(approximate);
    }
    int whole = left.whole() + right.whole();
    List<String> guards = SqlNumber.both(left.guards(), right.guards());
    if (whole > room) {
      guards = SqlNumber.both(guards, List.of(SqlNumber.below(approximate, room)));
    }
    int digits = Math.min(whole, room);
    String exact = "(" + factor(left, scale, digits) + " * " + factor(right, scale, digits) + ")";
    return new SqlNumber(Optional.of(exact), approximate, digits, scale, guards);
  }

  /// DuckDB adds the scales of decimals; whole numbers are multiplied in the type of the result.
  private static String factor(SqlNumber factor, int scale, int digits) {
    if (scale == 0) {
      return factor.as(digits, 0);
    }
    int whole = Math.min(factor.whole(), SqlNumber.MAX_DIGITS - factor.scale());
    return "CAST("
        + factor.exactly()
        + " AS DECIMAL("
        + Math.max(1, whole + factor.scale())
        + ","
        + factor.scale()
        + "))";
  }

  private SqlNumber cast(Expression.Cast cast) {
    Expression operand = cast.operand();
    boolean whole = cast.type() == RuleType.WHOLE;
    return switch (operand.type()) {
      case WHOLE, DECIMAL, DOUBLE ->
          whole ? truncated(write(operand)) : SqlNumber.inexact(write(operand).approximate());
      case BOOLEAN -> counted(operand, whole);
      case TEXT -> parsed(writer.value(operand), whole);
      case NULL ->
          whole
              ? SqlNumber.exact("CAST(NULL AS BIGINT)", 1, 0, List.of())
              : SqlNumber.inexact("CAST(NULL AS DOUBLE)");
      case DATE, DATE_TIME -> throw new IllegalStateException("a time is no number");
    };
  }

  private SqlNumber counted(Expression operand, boolean whole) {
    String sql = "CAST(" + writer.value(operand) + " AS BIGINT)";
    return whole
        ? SqlNumber.exact(sql, 1, 0, List.of())
        : SqlNumber.inexact("CAST(" + sql + " AS DOUBLE)");
  }

  private static SqlNumber truncated(SqlNumber operand) {
    String approximate = "trunc(" + operand.approximate() + ")";
    if (!operand.isExact()) {
      String sql = "TRY_CAST(" + approximate + " AS HUGEINT)";
      return SqlNumber.exact(sql, SqlNumber.MAX_DIGITS, 0, List.of());
    }
    if (operand.scale() == 0) {
      return operand;
    }
    String exact =
        "CAST(trunc(" + operand.exactly() + ") AS " + SqlNumber.type(operand.whole(), 0) + ")";
    return new SqlNumber(Optional.of(exact), approximate, operand.whole(), 0, operand.guards());
  }

  /// What Python's `int` and `float` accept; other texts are null.
  private static SqlNumber parsed(String text, boolean whole) {
    String digits = "[0-9]+(?:_[0-9]+)*";
    String blank = Values.BLANK_CLASS;
    String pattern =
        whole
            ? digits
            : "(?:(?:"
                + digits
                + "\\.?(?:"
                + digits
                + ")?|\\."
                + digits
                + ")(?:[eE][+-]?"
                + digits
                + ")?|(?i:inf(?:inity)?))";
    String test =
        "regexp_matches("
            + text
            + ", "
            + Sql.literal("\\A" + blank + "*[+-]?" + pattern + blank + "*\\z")
            + ")";
    String clean = "replace(" + Values.strip(text) + ", '_', '')";
    String sql =
        "CASE WHEN "
            + test
            + " THEN TRY_CAST("
            + clean
            + " AS "
            + (whole ? "HUGEINT" : "DOUBLE")
            + ") END";
    return whole
        ? SqlNumber.exact(sql, SqlNumber.MAX_DIGITS, 0, List.of())
        : SqlNumber.inexact(sql);
  }

  private SqlNumber part(Expression.TimePart part) {
    String operand = writer.value(part.operand());
    String sql =
        switch (part.part()) {
          case YEAR -> "year(" + operand + ")";
          case QUARTER -> "quarter(" + operand + ")";
          case MONTH -> "month(" + operand + ")";
          case DAY -> "day(" + operand + ")";
          case HOUR -> "hour(CAST(" + operand + " AS TIMESTAMP))";
          case MINUTE -> "minute(CAST(" + operand + " AS TIMESTAMP))";
          case SECOND -> "second(CAST(" + operand + " AS TIMESTAMP))";
          case DAY_OF_WEEK -> "(isodow(" + operand + ") - 1)";
          case DATE -> throw new IllegalStateException("a date is no number");
        };
    return SqlNumber.exact(sql, 9, 0, List.of());
  }

  private SqlNumber extreme(Expression.Extreme extreme) {
    String nulls =
        extreme.operands().stream()
            .map(operand -> write(operand).approximate() + " IS NULL")
            .collect(Collectors.joining(" OR "));
    String function = extreme.greatest() ? "greatest(" : "least(";
    return join(extreme.operands(), "CASE WHEN " + nulls + " THEN NULL ELSE " + function, ") END");
  }

  private SqlNumber conditional(Expression.Conditional conditional) {
    SqlNumber then = orNull(conditional.then());
    SqlNumber otherwise = orNull(conditional.otherwise());
    String test = "CASE WHEN " + writer.condition(conditional.condition()) + " THEN ";
    return aligned(List.of(then, otherwise), parts -> test + String.join(" ELSE ", parts) + " END");
  }

  private SqlNumber orNull(Expression expression) {
    return expression.type() == RuleType.NULL
        ? SqlNumber.exact("CAST(NULL AS BIGINT)", 1, 0, List.of())
        : write(expression);
  }

  private SqlNumber join(List<Expression> operands, String before, String after) {
    return aligned(
        operands.stream().map(this::orNull).toList(),
        parts -> before + String.join(", ", parts) + after);
  }

  private static SqlNumber aligned(List<SqlNumber> numbers, Function<List<String>, String> form) {
    String approximate = form.apply(numbers.stream().map(SqlNumber::approximate).toList());
    int scale = numbers.stream().mapToInt(SqlNumber::scale).max().orElse(0);
    int room = SqlNumber.MAX_DIGITS - scale;
    if (room < 1 || !numbers.stream().allMatch(SqlNumber::isExact)) {
      return SqlNumber.inexact(approximate);
    }
    int whole = Math.min(numbers.stream().mapToInt(SqlNumber::whole).max().orElse(1), room);
    List<String> guards = List.of();
    for (SqlNumber number : numbers) {
      guards = SqlNumber.both(guards, SqlNumber.both(number.guards(), number.fitting(whole)));
    }
    String exact = form.apply(numbers.stream().map(number -> number.as(whole, scale)).toList());
    return new SqlNumber(Optional.of(exact), approximate, whole, scale, guards);
  }

  /// Half to even, as NumPy does it.
  static String roundDouble(String value, int digits) {
    String power = "CAST('1e" + Math.abs(digits) + "' AS DOUBLE)";
    String scaled = "(" + value + (digits < 0 ? " / " : " * ") + power + ")";
    String rounded =
        "CASE WHEN abs("
            + scaled
            + ") < "
            + SHIFT_LIMIT
            + " THEN (("
            + scaled
            + " + "
            + SHIFT
            + ") - "
            + SHIFT
            + ") ELSE "
            + scaled
            + " END";
    return Writer.number("((" + rounded + ")" + (digits < 0 ? " * " : " / ") + power + ")");
  }
}
