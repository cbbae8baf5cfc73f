package dev.sage.contract.rule.plain;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Absolute;
import dev.sage.contract.rule.Expression.Aggregate;
import dev.sage.contract.rule.Expression.Extreme;
import dev.sage.contract.rule.Expression.FillNull;
import dev.sage.contract.rule.Expression.Lower;
import dev.sage.contract.rule.Expression.Now;
import dev.sage.contract.rule.Expression.ParseTime;
import dev.sage.contract.rule.Expression.Part;
import dev.sage.contract.rule.Expression.Round;
import dev.sage.contract.rule.Expression.RowCount;
import dev.sage.contract.rule.Expression.Slice;
import dev.sage.contract.rule.Expression.Strip;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Expression.Test;
import dev.sage.contract.rule.Expression.TextLength;
import dev.sage.contract.rule.Expression.TextTest;
import dev.sage.contract.rule.Expression.TimePart;
import dev.sage.contract.rule.Expression.Upper;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Nearest;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import dev.sage.contract.rule.typing.Summaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// The functions of the plain spelling.
final class PlainFunctions {
  /// How each is written.
  private static final Map<String, String> FORMS =
      Map.ofEntries(
          Map.entry("length", "length(texto)"),
          Map.entry("lower", "lower(texto)"),
          Map.entry("upper", "upper(texto)"),
          Map.entry("trim", "trim(texto)"),
          Map.entry("ltrim", "ltrim(texto)"),
          Map.entry("rtrim", "rtrim(texto)"),
          Map.entry("substr", "substr(texto, 1, 2)"),
          Map.entry("matches", "matches(texto, '[A-Z]+')"),
          Map.entry("starts_with", "starts_with(texto, 'a')"),
          Map.entry("ends_with", "ends_with(texto, 'a')"),
          Map.entry("contains", "contains(texto, 'a')"),
          Map.entry("abs", "abs(x)"),
          Map.entry("round", "round(x, 2)"),
          Map.entry("least", "least(a, b)"),
          Map.entry("greatest", "greatest(a, b)"),
          Map.entry("coalesce", "coalesce(a, 0)"),
          Map.entry("cast", "CAST(x AS decimal)"),
          Map.entry("today", "today()"),
          Map.entry("now", "now()"),
          Map.entry("date", "DATE '2024-01-31'"),
          Map.entry("timestamp", "TIMESTAMP '2024-01-31 10:30:00'"),
          Map.entry("year", "year(fecha)"),
          Map.entry("quarter", "quarter(fecha)"),
          Map.entry("month", "month(fecha)"),
          Map.entry("day", "day(fecha)"),
          Map.entry("hour", "hour(fecha_hora)"),
          Map.entry("minute", "minute(fecha_hora)"),
          Map.entry("second", "second(fecha_hora)"),
          Map.entry("dayofweek", "dayofweek(fecha)"),
          Map.entry("sum", "sum(x)"),
          Map.entry("avg", "avg(x)"),
          Map.entry("min", "min(x)"),
          Map.entry("max", "max(x)"),
          Map.entry("count", "count(*), count(x), count(DISTINCT x)"),
          Map.entry("stddev", "stddev(x)"),
          Map.entry("median", "median(x)"));

  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("len", "length"),
          Map.entry("substring", "substr"),
          Map.entry("left", "substr"),
          Map.entry("mean", "avg"),
          Map.entry("std", "stddev"),
          Map.entry("stdev", "stddev"),
          Map.entry("nvl", "coalesce"),
          Map.entry("ifnull", "coalesce"),
          Map.entry("isnull", "coalesce"),
          Map.entry("regexp_like", "matches"),
          Map.entry("regexp_matches", "matches"),
          Map.entry("startswith", "starts_with"),
          Map.entry("endswith", "ends_with"),
          Map.entry("current_date", "today"),
          Map.entry("current_timestamp", "now"),
          Map.entry("extract", "year"),
          Map.entry("date_part", "year"),
          Map.entry("nunique", "count"),
          Map.entry("float", "cast"),
          Map.entry("int", "cast"),
          Map.entry("str", "cast"));

  private final PlainChecker checker;

  PlainFunctions(PlainChecker checker) {
    this.checker = checker;
  }

  Expression call(Syntax.Call call) throws RuleError {
    String name = call.target() instanceof Syntax.Name target ? target.name() : "";
    String form = FORMS.get(name);
    if (form == null) {
      throw new RuleError(call.start(), Reasons.unsupported(name + "(…)", nearest(name)));
    }
    return call(name, new Given(call, form));
  }

  private static String nearest(String name) {
    String near = FOREIGN.getOrDefault(name, Nearest.to(name, FORMS.keySet()));
    return FORMS.getOrDefault(near, "length(texto), abs(x), coalesce(a, 0)");
  }

  /// @param form how the function is written
  private record Given(Syntax.Call call, String form) {
    int start() {
      return call.start();
    }

    List<Syntax> between(int least, int most) throws RuleError {
      int count = call.arguments().size();
      if (!call.named().isEmpty() || count < least || count > most) {
        throw wrong();
      }
      return call.arguments();
    }

    Syntax only() throws RuleError {
      return between(1, 1).getFirst();
    }

    RuleError wrong() {
      return new RuleError(start(), Reasons.argumentForm(name(), form));
    }

    String name() {
      return call.target() instanceof Syntax.Name target ? target.name() : "";
    }
  }

  private Expression call(String name, Given given) throws RuleError {
    return switch (name) {
      case "length" -> new TextLength(text(given.only(), given));
      case "lower" -> new Lower(text(given.only(), given));
      case "upper" -> new Upper(text(given.only(), given));
      case "trim" -> new Strip(text(given.only(), given), true, true, "");
      case "ltrim" -> new Strip(text(given.only(), given), true, false, "");
      case "rtrim" -> new Strip(text(given.only(), given), false, true, "");
      case "substr" -> substr(given);
      case "matches", "starts_with", "ends_with", "contains" -> test(name, given);
      case "abs" -> new Absolute(number(given.only(), given));
      case "round" -> round(given);
      case "least", "greatest" -> extreme(given, name.equals("greatest"));
      case "coalesce" -> coalesce(given);
      case "cast" -> cast(given);
      case "today", "now" -> now(given, name.equals("today"));
      case "date", "timestamp" -> moment(given, name.equals("date"));
      case "count" -> count(given);
      case "sum", "avg", "min", "max", "stddev", "median" -> summary(name, given);
      default -> part(name, given);
    };
  }

  private Expression text(Syntax syntax, Given given) throws RuleError {
    return Operators.text(checker.expression(syntax), given.name(), syntax.start());
  }

  private Expression number(Syntax syntax, Given given) throws RuleError {
    return Operators.number(checker.expression(syntax), given.name(), syntax.start());
  }

  /// From a position that counts from 1, so many characters.
  private Expression substr(Given given) throws RuleError {
    List<Syntax> arguments = given.between(2, 3);
    Expression operand = text(arguments.getFirst(), given);
    int from = Constants.integer(arguments.get(1), given.form());
    int size = arguments.size() > 2 ? Constants.integer(arguments.get(2), given.form()) : 0;
    if (from < 1 || size < 0) {
      throw given.wrong();
    }
    OptionalInt end = arguments.size() > 2 ? OptionalInt.of(from - 1 + size) : OptionalInt.empty();
    return new Slice(operand, OptionalInt.of(from - 1), end);
  }

  private Expression test(String name, Given given) throws RuleError {
    List<Syntax> arguments = given.between(2, 2);
    Expression operand = text(arguments.getFirst(), given);
    Syntax wanted = arguments.getLast();
    if (name.equals("matches")) {
      return PlainPatterns.matches(operand, wanted);
    }
    String fixed = Constants.text(wanted, given.form());
    return switch (name) {
      case "starts_with" -> new TextTest(Test.STARTS, operand, fixed);
      case "ends_with" -> new TextTest(Test.ENDS, operand, fixed);
      default -> new TextTest(Test.CONTAINS, operand, fixed);
    };
  }

  private Expression round(Given given) throws RuleError {
    List<Syntax> arguments = given.between(1, 2);
    int digits = arguments.size() > 1 ? Constants.integer(arguments.get(1), given.form()) : 0;
    if (Math.abs(digits) > 30) {
      throw given.wrong();
    }
    return new Round(number(arguments.getFirst(), given), digits);
  }

  private Expression extreme(Given given, boolean greatest) throws RuleError {
    List<Syntax> arguments = given.between(2, 50);
    List<Expression> values = new ArrayList<>();
    for (Syntax argument : arguments) {
      values.add(Operators.ordered(checker.expression(argument), given.name(), argument.start()));
    }
    RuleType type = values.getFirst().type();
    for (int i = 1; i < values.size(); i++) {
      type = Operators.common(type, values.get(i).type(), arguments.get(i).start());
    }
    return new Extreme(greatest, values, type);
  }

  private Expression coalesce(Given given) throws RuleError {
    List<Syntax> arguments = given.between(2, 50);
    Expression result = checker.expression(arguments.getLast());
    for (int i = arguments.size() - 2; i >= 0; i--) {
      int at = arguments.get(i + 1).start();
      Expression operand = checker.expression(arguments.get(i));
      Expression replacement = Operators.fit(operand, result, at);
      result = new FillNull(operand, replacement, Operators.common(operand, replacement, at));
    }
    return result;
  }

  private Expression cast(Given given) throws RuleError {
    Syntax.Call call = given.call();
    if (call.arguments().size() != 1 || !(call.named().get("as") instanceof Syntax.Name type)) {
      throw given.wrong();
    }
    Expression operand = checker.expression(call.arguments().getFirst());
    int at = given.start();
    return switch (type.name().toLowerCase(Locale.ROOT)) {
      case "decimal", "numeric", "double", "float" ->
          Operators.cast(operand, RuleType.DOUBLE, "CAST", at);
      case "entero", "integer", "int", "bigint" ->
          Operators.cast(operand, RuleType.WHOLE, "CAST", at);
      case "texto", "text", "varchar" -> Operators.cast(operand, RuleType.TEXT, "CAST", at);
      case "booleano", "boolean" -> Operators.cast(operand, RuleType.BOOLEAN, "CAST", at);
      case "fecha", "date" -> new TimePart(Part.DATE, time(operand, given));
      case "fecha_hora", "datetime", "timestamp" -> time(operand, given);
      default ->
          throw new RuleError(
              type.start(),
              Reasons.argumentForm(
                  "CAST", "AS texto, decimal, entero, fecha, fecha_hora, booleano"));
    };
  }

  private static Expression time(Expression operand, Given given) throws RuleError {
    if (operand.type().isTime()) {
      return operand;
    }
    return new ParseTime(Operators.text(operand, "CAST", given.start()), Optional.empty());
  }

  private static Expression now(Given given, boolean day) throws RuleError {
    given.between(0, 0);
    return day ? new TimePart(Part.DATE, new Now()) : new Now();
  }

  private Expression moment(Given given, boolean day) throws RuleError {
    Syntax argument = given.only();
    if (argument instanceof Syntax.Text text) {
      return Constants.time(text.value(), text.start());
    }
    Expression operand = checker.expression(argument);
    if (!operand.type().isTime()) {
      throw given.wrong();
    }
    return day ? new TimePart(Part.DATE, operand) : operand;
  }

  private Expression part(String name, Given given) throws RuleError {
    Syntax argument = given.only();
    Expression operand = Operators.time(checker.expression(argument), name, argument.start());
    Part part =
        name.equals("dayofweek") ? Part.DAY_OF_WEEK : Part.valueOf(name.toUpperCase(Locale.ROOT));
    return new TimePart(part, operand);
  }

  private Expression count(Given given) throws RuleError {
    Syntax distinct = given.call().named().get("distinct");
    if (distinct != null) {
      return Summaries.of(
          Summary.NUNIQUE, checker.expression(distinct), given.start(), "count(DISTINCT …)");
    }
    Syntax argument = given.only();
    if (argument instanceof Syntax.Name name && name.name().equals("*")) {
      return new RowCount(checker.onlyCatalog(given.start()));
    }
    if (argument instanceof Syntax.Attribute all && all.name().equals("*")) {
      return new RowCount(checker.catalog(all));
    }
    return Summaries.of(Summary.COUNT, checker.expression(argument), given.start(), "count(…)");
  }

  private Expression summary(String name, Given given) throws RuleError {
    Summary summary =
        switch (name) {
          case "sum" -> Summary.SUM;
          case "avg" -> Summary.MEAN;
          case "min" -> Summary.MIN;
          case "max" -> Summary.MAX;
          case "stddev" -> Summary.STD;
          default -> Summary.MEDIAN;
        };
    Expression operand = checker.expression(given.only());
    if (operand instanceof Aggregate || operand.shape() instanceof Shape.Scalar) {
      throw new RuleError(given.start(), Reasons.needsColumn(given.form()));
    }
    return Summaries.of(summary, operand, given.start(), given.form());
  }
}
