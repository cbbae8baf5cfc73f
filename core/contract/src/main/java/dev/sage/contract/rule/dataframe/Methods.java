package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.Absolute;
import dev.sage.contract.rule.Expression.Aggregate;
import dev.sage.contract.rule.Expression.Cast;
import dev.sage.contract.rule.Expression.Duplicated;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.FillNull;
import dev.sage.contract.rule.Expression.IsNull;
import dev.sage.contract.rule.Expression.Keep;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.Part;
import dev.sage.contract.rule.Expression.RowCount;
import dev.sage.contract.rule.Expression.Summary;
import dev.sage.contract.rule.Expression.TextLength;
import dev.sage.contract.rule.Expression.TimePart;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Nearest;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import dev.sage.contract.rule.typing.Summaries;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// What follows a column, or a table, and a point.
final class Methods {
  private static final Map<String, String> FOREIGN =
      Map.of(
          "loc", "df['b'].set_index('k').loc[df['a']['k'], 'v'].values",
          "iloc", "df['a']",
          "map", "df['b'].set_index('k').loc[df['a']['k'], 'v'].values",
          "merge", ".isin(df['otro']['campo'])",
          "quantile", ".median()",
          "diff", "df['a'] - df['b']",
          "shift", "df['a']",
          "value_counts", "df.groupby('a').size()",
          "transform", "df.groupby('k')['v'].sum()");
  private static final List<String> NAMES =
      List.of(
          "isin",
          "between",
          "notnull",
          "notna",
          "isnull",
          "isna",
          "astype",
          "round",
          "abs",
          "fillna",
          "str",
          "dt",
          "sum",
          "mean",
          "min",
          "max",
          "count",
          "nunique",
          "std",
          "median",
          "all",
          "any",
          "duplicated",
          "is_unique",
          "apply",
          "groupby");
  private static final Set<String> PARTS =
      Set.of(
          "year",
          "quarter",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "dayofweek",
          "weekday",
          "day_of_week");

  private final DataFrameChecker checker;

  Methods(DataFrameChecker checker) {
    this.checker = checker;
  }

  static Message refusal(String name, String nearest) {
    return Reasons.unsupported("." + name, FOREIGN.getOrDefault(name, nearest));
  }

  private static RuleError unknown(Syntax.Attribute attribute, String otherwise) {
    String near = Nearest.to(attribute.name(), NAMES);
    return new RuleError(
        attribute.at(), refusal(attribute.name(), near.isEmpty() ? otherwise : "." + near));
  }

  static Optional<Summary> summaryNamed(String name) {
    return Stream.of(Summary.values())
        .filter(summary -> summary.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  /// `.name` without parentheses.
  Meaning attribute(Expression target, Syntax.Attribute attribute) throws RuleError {
    return switch (attribute.name()) {
      case "str" -> new Meaning.Accessor(Operators.text(target, ".str", attribute.at()), true);
      case "dt" -> new Meaning.Accessor(Operators.time(target, ".dt", attribute.at()), false);
      case "is_unique" -> Meaning.column(isUnique(target, attribute));
      case "values" -> Meaning.column(target);
      case "loc" -> Keys.locator(target, attribute);
      case "size" -> Meaning.column(size(target, attribute));
      case "shape" -> new Meaning.FrameShape(catalog(target, attribute));
      default -> scalarPart(target, attribute);
    };
  }

  private static Expression isUnique(Expression target, Syntax.Attribute attribute)
      throws RuleError {
    return new Not(new Aggregate(Summary.ANY, duplicated(target, Keep.FIRST, attribute)));
  }

  private static Expression duplicated(Expression target, Keep keep, Syntax.Attribute attribute)
      throws RuleError {
    if (target instanceof FieldValue field) {
      return new Duplicated(field.catalog(), List.of(field), keep);
    }
    throw new RuleError(
        attribute.at(),
        Reasons.unsupported("(…)." + attribute.name(), "df['a']." + attribute.name()));
  }

  private static String catalog(Expression target, Syntax.Attribute attribute) throws RuleError {
    if (target.shape() instanceof Shape.Rows(String catalog)) {
      return catalog;
    }
    throw new RuleError(attribute.at(), Reasons.needsColumn("." + attribute.name()));
  }

  private static Expression size(Expression target, Syntax.Attribute attribute) throws RuleError {
    return new RowCount(catalog(target, attribute));
  }

  /// `pd.Timestamp.now().year`, and of a row's field inside `lambda`.
  private Meaning scalarPart(Expression target, Syntax.Attribute attribute) throws RuleError {
    boolean single = target.shape() instanceof Shape.Scalar || checker.inLambda();
    if (single && target.type().isTime() && PARTS.contains(attribute.name())) {
      return new Meaning.Value(new TimePart(part(attribute.name()), target), checker.inLambda());
    }
    throw unknown(attribute, target.type().isTime() ? ".dt.year" : ".isin([…])");
  }

  Meaning time(Expression target, Syntax.Attribute attribute) throws RuleError {
    if (PARTS.contains(attribute.name())) {
      return Meaning.column(new TimePart(part(attribute.name()), target));
    }
    if (attribute.name().equals("date")) {
      return Meaning.column(new TimePart(Part.DATE, target));
    }
    throw new RuleError(
        attribute.at(),
        Reasons.unsupported(
            ".dt." + attribute.name(), ".dt.year, .dt.month, .dt.day, .dt.dayofweek, .dt.date"));
  }

  private static Part part(String name) {
    return name.equals("dayofweek") || name.equals("weekday") || name.equals("day_of_week")
        ? Part.DAY_OF_WEEK
        : Part.valueOf(name.toUpperCase(Locale.ROOT));
  }

  /// `.dt.name()`.
  Expression time(Expression target, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    arguments.end();
    return switch (attribute.name()) {
      case "normalize" -> new TimePart(Part.DATE, target);
      default ->
          throw new RuleError(
              attribute.at(),
              Reasons.unsupported(
                  ".dt." + attribute.name() + "()",
                  ".dt.year, .dt.month, .dt.day, .dt.dayofweek, .dt.date"));
    };
  }

  /// `.name(…)` of a table.
  Expression frame(String catalog, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    return switch (attribute.name()) {
      case "duplicated" -> duplicatedRows(catalog, arguments);
      case "apply" -> applyRows(catalog, arguments);
      default ->
          throw new RuleError(
              attribute.at(), refusal(attribute.name(), "df['a']." + attribute.name() + "(…)"));
    };
  }

  private Expression duplicatedRows(String catalog, Arguments arguments) throws RuleError {
    Optional<Syntax> subset = arguments.next("subset");
    Keep keep = keep(arguments);
    arguments.end();
    if (subset.isEmpty()) {
      return new Duplicated(catalog, checker.fields(catalog, arguments.start()), keep);
    }
    List<FieldValue> fields = new ArrayList<>();
    List<Syntax> names =
        checker.unwrap(subset.get()) instanceof Syntax.Items items
            ? items.items()
            : List.of(subset.get());
    for (Syntax name : names) {
      fields.add(checker.field(catalog, Constants.text(name, "subset"), name.start()));
    }
    if (fields.isEmpty()) {
      throw new RuleError(subset.get().start(), Reasons.argumentForm("subset", "['a', 'b']"));
    }
    return new Duplicated(catalog, fields, keep);
  }

  private static Keep keep(Arguments arguments) throws RuleError {
    Optional<Syntax> keep = arguments.option("keep");
    if (keep.isEmpty()) {
      return Keep.FIRST;
    }
    if (keep.get() instanceof Syntax.Truth(boolean value, int _, int _) && !value) {
      return Keep.NONE;
    }
    return switch (Constants.text(keep.get(), "keep")) {
      case "first" -> Keep.FIRST;
      case "last" -> Keep.LAST;
      default ->
          throw new RuleError(
              keep.get().start(), Reasons.argumentForm("keep", "'first', 'last', False"));
    };
  }

  private Expression applyRows(String catalog, Arguments arguments) throws RuleError {
    Syntax function = arguments.required("func");
    Optional<Syntax> axis = arguments.next("axis");
    arguments.end();
    if (!(function instanceof Syntax.Lambda lambda)) {
      throw new RuleError(function.start(), Reasons.lambdaForm());
    }
    if (axis.isEmpty() || Constants.integer(axis.get(), "axis") != 1) {
      throw new RuleError(arguments.start(), Reasons.argumentForm("apply", "lambda x: …, axis=1"));
    }
    return checker.body(lambda, new Meaning.Row(catalog));
  }

  /// `.name(…)` of a column or value.
  Expression call(Expression target, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    Expression result = known(target, attribute, arguments);
    arguments.end();
    return result;
  }

  private Expression known(Expression target, Syntax.Attribute attribute, Arguments arguments)
      throws RuleError {
    int at = attribute.at();
    String name = attribute.name();
    return switch (name) {
      case "isin" -> isIn(target, arguments);
      case "between" -> between(target, arguments);
      case "isnull", "isna" -> new IsNull(target);
      case "notnull", "notna" -> new Not(new IsNull(target));
      case "astype" -> asType(target, arguments);
      case "round" -> Functions.rounded(target, arguments.next("decimals"), arguments);
      case "abs" -> new Absolute(Operators.number(target, ".abs()", at));
      case "fillna" -> fill(target, arguments);
      case "sum", "mean", "min", "max", "count", "nunique", "std", "median", "all", "any" ->
          Summaries.of(
              Summary.valueOf(name.toUpperCase(Locale.ROOT)), target, at, "." + name + "()");
      case "duplicated" -> duplicated(target, keep(arguments), attribute);
      case "apply" -> apply(target, arguments);
      case "is_integer" -> isInteger(target, at);
      case "date", "normalize" -> new TimePart(Part.DATE, Operators.time(target, ".dt", at));
      case "eq" -> compare("==", target, arguments);
      case "ne" -> compare("!=", target, arguments);
      case "lt" -> compare("<", target, arguments);
      case "le" -> compare("<=", target, arguments);
      case "gt" -> compare(">", target, arguments);
      case "ge" -> compare(">=", target, arguments);
      case "add" -> compute(Operation.ADD, target, arguments);
      case "sub" -> compute(Operation.SUBTRACT, target, arguments);
      case "mul" -> compute(Operation.MULTIPLY, target, arguments);
      case "div" -> compute(Operation.DIVIDE, target, arguments);
      default -> throw unknown(attribute, ".isin([…])");
    };
  }

  private static Expression compare(String sign, Expression target, Arguments arguments)
      throws RuleError {
    return Operators.compare(sign, target, arguments.expression("other"), arguments.start());
  }

  private static Expression compute(Operation operation, Expression target, Arguments arguments)
      throws RuleError {
    return Operators.arithmetic(
        operation, arguments.function(), target, arguments.expression("other"), arguments.start());
  }

  private Expression isIn(Expression target, Arguments arguments) throws RuleError {
    Syntax values = arguments.required("values");
    return switch (checker.meaning(values)) {
      case Meaning.Items items -> checker.inList(target, items, values.start());
      case Meaning.Value(Expression column, boolean _) ->
          checker.inColumn(target, column, values.start());
      default ->
          throw new RuleError(
              values.start(), Reasons.argumentForm(".isin", "['a', 'b'], df['otro']['campo']"));
    };
  }

  private static Expression between(Expression target, Arguments arguments) throws RuleError {
    Expression low = arguments.expression("left");
    Expression high = arguments.expression("right");
    Optional<Syntax> inclusive = arguments.option("inclusive");
    String which = inclusive.isEmpty() ? "both" : Constants.text(inclusive.get(), "inclusive");
    int at = arguments.start();
    if (!Set.of("both", "left", "right", "neither").contains(which)) {
      throw new RuleError(
          at, Reasons.argumentForm("inclusive", "'both', 'left', 'right', 'neither'"));
    }
    boolean left = which.equals("both") || which.equals("left");
    boolean right = which.equals("both") || which.equals("right");
    return new Logic(
        true,
        List.of(
            Operators.compare(left ? ">=" : ">", target, low, at),
            Operators.compare(right ? "<=" : "<", target, high, at)));
  }

  private static Expression fill(Expression target, Arguments arguments) throws RuleError {
    Expression value = Operators.fit(target, arguments.expression("value"), arguments.start());
    RuleType type = Operators.common(target, value, arguments.start());
    return new FillNull(target, value, type);
  }

  private Expression asType(Expression target, Arguments arguments) throws RuleError {
    Syntax syntax = arguments.required("dtype");
    String name =
        switch (syntax) {
          case Syntax.Name word -> word.name();
          case Syntax.Text word -> word.value();
          default -> "";
        };
    RuleType type =
        switch (name.toLowerCase(Locale.ROOT)) {
          case "float", "float64", "float32" -> RuleType.DOUBLE;
          case "int", "int64", "int32" -> RuleType.WHOLE;
          case "str", "string" -> RuleType.TEXT;
          case "bool", "boolean" -> RuleType.BOOLEAN;
          default ->
              throw new RuleError(
                  syntax.start(), Reasons.argumentForm(".astype", "float, int, str, bool"));
        };
    return Operators.cast(target, type, arguments.function(), arguments.start());
  }

  private Expression apply(Expression target, Arguments arguments) throws RuleError {
    Syntax function = arguments.required("func");
    return switch (function) {
      case Syntax.Lambda lambda -> checker.body(lambda, new Meaning.Value(target, true));
      case Syntax.Name name -> applied(name, target, arguments);
      default -> throw new RuleError(function.start(), Reasons.lambdaForm());
    };
  }

  /// `.apply(len)`.
  private static Expression applied(Syntax.Name name, Expression target, Arguments arguments)
      throws RuleError {
    String function = arguments.function();
    int at = arguments.start();
    return switch (name.name()) {
      case "len" -> new TextLength(Operators.text(target, "len", name.start()));
      case "abs" -> new Absolute(Operators.number(target, "abs", name.start()));
      case "float" -> Operators.cast(target, RuleType.DOUBLE, function, at);
      case "int" -> Operators.cast(target, RuleType.WHOLE, function, at);
      case "str" -> Operators.cast(target, RuleType.TEXT, function, at);
      default -> throw new RuleError(name.start(), Reasons.lambdaForm());
    };
  }

  private static Expression isInteger(Expression target, int at) throws RuleError {
    Expression number = Operators.number(target, ".is_integer()", at);
    return Operators.compare("==", number, new Cast(number, RuleType.WHOLE), at);
  }
}
