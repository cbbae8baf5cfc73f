package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Absolute;
import dev.sage.contract.rule.Expression.Cast;
import dev.sage.contract.rule.Expression.Extreme;
import dev.sage.contract.rule.Expression.IsNull;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.Now;
import dev.sage.contract.rule.Expression.ParseTime;
import dev.sage.contract.rule.Expression.Round;
import dev.sage.contract.rule.Expression.RowCount;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.Expression.TextLength;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.TimeFormat;
import dev.sage.contract.rule.syntax.Nearest;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import dev.sage.contract.rule.typing.Summaries;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Functions that stand alone, and those of `pd`.
final class Functions {
  private static final List<String> NAMES =
      List.of(
          "df", "pd", "abs", "len", "round", "min", "max", "sum", "float", "int", "str", "bool");
  private static final Map<String, String> FOREIGN =
      Map.of(
          "datetime", "pd.Timestamp.now()",
          "date", "pd.Timestamp.now()",
          "np", "pd",
          "re", ".str.match('…')",
          "all", ".all()",
          "any", ".any()",
          "isinstance", "pd.to_numeric(…)",
          "sorted", ".min(), .max()",
          "set", ".nunique()",
          "list", ".isin([…])");

  private final DataFrameChecker checker;

  Functions(DataFrameChecker checker) {
    this.checker = checker;
  }

  static String nearest(String name, String otherwise) {
    String near = FOREIGN.getOrDefault(name, Nearest.to(name, NAMES));
    return near.isEmpty() ? otherwise : near;
  }

  Expression call(Syntax.Name name, Arguments arguments) throws RuleError {
    return switch (name.name()) {
      case "abs" -> absolute(arguments);
      case "len" -> length(arguments);
      case "round" -> round(arguments);
      case "min" -> extreme(arguments, false);
      case "max" -> extreme(arguments, true);
      case "sum" -> sum(arguments);
      case "float" -> cast(arguments, RuleType.DOUBLE);
      case "int" -> cast(arguments, RuleType.WHOLE);
      case "str" -> cast(arguments, RuleType.TEXT);
      case "bool" -> cast(arguments, RuleType.BOOLEAN);
      default ->
          throw new RuleError(
              name.start(),
              Reasons.unsupported(name.name() + "(…)", nearest(name.name(), "df['a'].isin([…])")));
    };
  }

  private Expression absolute(Arguments arguments) throws RuleError {
    Expression operand = arguments.expression("x");
    arguments.end();
    return new Absolute(Operators.number(operand, "abs", arguments.start()));
  }

  private Expression length(Arguments arguments) throws RuleError {
    Syntax operand = arguments.required("obj");
    arguments.end();
    return switch (checker.meaning(operand)) {
      case Meaning.Frame(String catalog) -> new RowCount(catalog);
      case Meaning.FrameColumns(String catalog) -> Constants.whole(checker.width(catalog));
      case Meaning.Value(Expression value, boolean element) -> length(value, element, arguments);
      case Meaning.Delivery _,
          Meaning.Row _,
          Meaning.Library _,
          Meaning.Accessor _,
          Meaning.Items _,
          Meaning.FrameShape _,
          Meaning.Grouping _,
          Meaning.GroupedColumn _,
          Meaning.Index _,
          Meaning.Locator _ ->
          throw new RuleError(operand.start(), Reasons.argumentForm("len", "df, df['a']"));
    };
  }

  private static Expression length(Expression value, boolean element, Arguments arguments)
      throws RuleError {
    if (!element && value.shape() instanceof Shape.Rows(String catalog)) {
      return new RowCount(catalog);
    }
    return new TextLength(Operators.text(value, "len", arguments.start()));
  }

  private Expression round(Arguments arguments) throws RuleError {
    Expression operand = arguments.expression("number");
    Optional<Syntax> digits = arguments.next("ndigits");
    arguments.end();
    return rounded(operand, digits, arguments);
  }

  static Expression rounded(Expression operand, Optional<Syntax> digits, Arguments arguments)
      throws RuleError {
    int places = digits.isEmpty() ? 0 : Constants.integer(digits.get(), arguments.function());
    if (Math.abs(places) > 30) {
      throw new RuleError(
          digits.map(Syntax::start).orElse(0), Reasons.argumentForm(arguments.function(), "2"));
    }
    return new Round(Operators.number(operand, "round", arguments.start()), places);
  }

  private Expression extreme(Arguments arguments, boolean greatest) throws RuleError {
    List<Syntax> operands = arguments.rest();
    arguments.end();
    if (operands.size() == 1) {
      Summary summary = greatest ? Summary.MAX : Summary.MIN;
      return Summaries.of(
          summary,
          checker.expression(operands.getFirst()),
          arguments.start(),
          arguments.function());
    }
    return extreme(arguments, greatest, operands);
  }

  private Expression extreme(Arguments arguments, boolean greatest, List<Syntax> operands)
      throws RuleError {
    if (operands.isEmpty()) {
      throw new RuleError(arguments.start(), Reasons.argumentCount(arguments.function()));
    }
    ArrayList<Expression> values = new ArrayList<>();
    Expression before = checker.expression(operands.getFirst());
    RuleType type = before.type();
    for (Syntax operand : operands) {
      Expression value =
          Operators.ordered(checker.expression(operand), arguments.function(), operand.start());
      type = values.isEmpty() ? value.type() : widest(type, value, before, operand);
      values.add(value);
    }
    return new Extreme(greatest, values, type);
  }

  private static RuleType widest(RuleType type, Expression value, Expression first, Syntax at)
      throws RuleError {
    RuleType pair = Operators.common(first, value, at.start());
    return type == RuleType.DOUBLE || type == RuleType.DATE_TIME || pair == RuleType.WHOLE
        ? type
        : pair;
  }

  private Expression sum(Arguments arguments) throws RuleError {
    Expression operand = arguments.expression("iterable");
    arguments.end();
    return Summaries.of(Summary.SUM, operand, arguments.start(), "sum");
  }

  private Expression cast(Arguments arguments, RuleType type) throws RuleError {
    Expression operand = arguments.expression("x");
    arguments.end();
    return Operators.cast(operand, type, arguments.function(), arguments.start());
  }

  Meaning member(Meaning.Library library, Syntax.Attribute attribute) throws RuleError {
    String path = library.path() + "." + attribute.name();
    if (path.equals("pd.Timestamp")) {
      return new Meaning.Library(path);
    }
    if (path.equals("pd.NaT") || path.equals("pd.NA")) {
      return Meaning.column(new Expression.NullConstant());
    }
    throw new RuleError(attribute.at(), Reasons.unsupported(path, nearestMember(path)));
  }

  private static String nearestMember(String path) {
    String near =
        Nearest.to(
            path,
            List.of(
                "pd.isnull",
                "pd.notnull",
                "pd.isna",
                "pd.notna",
                "pd.to_datetime",
                "pd.to_numeric",
                "pd.Timestamp",
                "pd.Timestamp.now",
                "pd.Timestamp.today"));
    return near.isEmpty() ? "pd.to_datetime(…), pd.to_numeric(…), pd.Timestamp" : near;
  }

  Expression library(String path, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    return switch (path) {
      case "pd.isnull", "pd.isna" -> isNull(arguments);
      case "pd.notnull", "pd.notna" -> new Not(isNull(arguments));
      case "pd.to_datetime" -> toTime(arguments);
      case "pd.to_numeric" -> toNumber(arguments);
      case "pd.Timestamp" -> timestamp(arguments);
      case "pd.Timestamp.now", "pd.Timestamp.today" -> now(arguments);
      default ->
          throw new RuleError(attribute.at(), Reasons.unsupported(path, nearestMember(path)));
    };
  }

  private static Expression isNull(Arguments arguments) throws RuleError {
    Expression operand = arguments.expression("obj");
    arguments.end();
    return new IsNull(operand);
  }

  private static Expression now(Arguments arguments) throws RuleError {
    arguments.end();
    return new Now();
  }

  private static Expression timestamp(Arguments arguments) throws RuleError {
    Syntax operand = arguments.required("ts_input");
    arguments.end();
    return moment(Constants.text(operand, "pd.Timestamp"), operand);
  }

  private static Expression moment(String text, Syntax syntax) throws RuleError {
    return text.equals("now") || text.equals("today")
        ? new Now()
        : Constants.time(text, syntax.start());
  }

  private Expression toTime(Arguments arguments) throws RuleError {
    Syntax syntax = arguments.required("arg");
    Expression operand = checker.expression(syntax);
    errors(arguments);
    arguments.flag("dayfirst", true);
    Optional<Syntax> format = arguments.option("format");
    arguments.end();
    if (operand.type().isTime()) {
      return operand;
    }
    if (operand instanceof TextConstant(String text) && format.isEmpty()) {
      return moment(text, syntax);
    }
    return new ParseTime(textual(operand, format, arguments), format(format));
  }

  private static Expression textual(
      Expression operand, Optional<Syntax> format, Arguments arguments) throws RuleError {
    return operand.type() == RuleType.WHOLE && format.isPresent()
        ? new Cast(operand, RuleType.TEXT)
        : Operators.text(operand, "pd.to_datetime", arguments.start());
  }

  private static Optional<TimeFormat> format(Optional<Syntax> format) throws RuleError {
    if (format.isEmpty()) {
      return Optional.empty();
    }
    String text = Constants.text(format.get(), "pd.to_datetime");
    return Optional.of(Strftime.read(text, format.get().start()));
  }

  private static void errors(Arguments arguments) throws RuleError {
    Optional<Syntax> errors = arguments.option("errors");
    if (errors.isPresent()
        && !List.of("coerce", "raise")
            .contains(Constants.text(errors.get(), arguments.function()))) {
      throw new RuleError(errors.get().start(), Reasons.argumentForm("errors", "'coerce'"));
    }
  }

  private static Expression toNumber(Arguments arguments) throws RuleError {
    Expression operand = arguments.expression("arg");
    errors(arguments);
    arguments.end();
    return operand.type().isNumber()
        ? operand
        : Operators.cast(operand, RuleType.DOUBLE, arguments.function(), arguments.start());
  }
}
