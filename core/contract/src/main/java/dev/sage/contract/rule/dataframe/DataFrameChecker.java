package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.CharacterAt;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.InColumn;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.NullConstant;
import dev.sage.contract.rule.Expression.RowCount;
import dev.sage.contract.rule.Expression.Slice;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.Expression.TruthConstant;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.RuleType;
import dev.sage.contract.rule.Shape;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Checker;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Gives syntax of the data-frame spelling its meaning: `df` is a table, its subscripts are fields.
public final class DataFrameChecker extends Checker {
  private final Map<String, Meaning> names = new HashMap<>();
  private final IdentityHashMap<Syntax, Meaning> meanings = new IdentityHashMap<>();
  private final Functions functions = new Functions(this);
  private final Methods methods = new Methods(this);
  private final Keys keys = new Keys(this);
  private final TextMethods textMethods = new TextMethods(this);

  private DataFrameChecker(String text, RuleScope scope) {
    super(text, scope);
    names.put(
        "df",
        scope.level() == RuleLevel.PACKAGE
            ? new Meaning.Delivery()
            : new Meaning.Frame(scope.catalog()));
    names.put("pd", new Meaning.Library("pd"));
  }

  /// @param condition whether it must be a boolean expression
  public static ParsedRule read(String text, RuleScope scope, boolean condition) throws RuleError {
    return new DataFrameChecker(text, scope).whole(DataFrameParser.parse(text), condition);
  }

  /// A value: not a table, a list or a piece of a call.
  @Override
  protected Expression expression(Syntax syntax) throws RuleError {
    return value(syntax).expression();
  }

  Meaning.Value value(Syntax syntax) throws RuleError {
    if (meaning(syntax) instanceof Meaning.Value value) {
      return value;
    }
    throw new RuleError(syntax.start(), Reasons.notAValue(source(syntax)));
  }

  /// What a piece of syntax stands for; looked at once, however often it is asked for.
  Meaning meaning(Syntax syntax) throws RuleError {
    Meaning known = meanings.get(syntax);
    if (known == null) {
      known = read(syntax);
      meanings.put(syntax, known);
    }
    return known;
  }

  private Meaning read(Syntax syntax) throws RuleError {
    return switch (syntax) {
      case Syntax.Name name -> name(name);
      case Syntax.Numeral number -> scalar(Constants.number(number));
      case Syntax.Text literal -> scalar(new TextConstant(literal.value()));
      case Syntax.Truth truth -> scalar(new TruthConstant(truth.value()));
      case Syntax.Nothing _ -> scalar(new NullConstant());
      case Syntax.Group group -> meaning(group.inner());
      case Syntax.Items items -> new Meaning.Items(items.items());
      case Syntax.Prefix prefix -> prefix(prefix);
      case Syntax.Binary binary -> made(binary, arithmetic(Signs.operation(binary), binary));
      case Syntax.Junction junction -> made(junction, junction(junction));
      case Syntax.Chain chain -> made(chain, chain(chain));
      case Syntax.Attribute attribute -> attribute(attribute);
      case Syntax.Call call -> call(call);
      case Syntax.Subscript subscript -> subscript(subscript);
      case Syntax.Range range -> throw new RuleError(range.start(), Reasons.unexpected(":"));
      case Syntax.Choice choice -> made(choice, choice(choice));
      case Syntax.Lambda lambda -> throw new RuleError(lambda.start(), Reasons.lambdaForm());
    };
  }

  private static Meaning scalar(Expression constant) {
    return Meaning.column(constant);
  }

  private Meaning name(Syntax.Name name) throws RuleError {
    Meaning meaning = names.get(name.name());
    if (meaning != null) {
      return meaning;
    }
    String nearest =
        isField(name.name())
            ? "df['" + name.name() + "']"
            : Functions.nearest(name.name(), first());
    throw new RuleError(name.start(), Reasons.unsupported(name.name(), nearest));
  }

  /// How a field is written in this rule, for messages.
  private String first() {
    return scope.level() == RuleLevel.PACKAGE ? "df['catalog']['field']" : "df['field']";
  }

  private Meaning made(Syntax syntax, Expression expression) throws RuleError {
    return new Meaning.Value(bounded(expression, syntax), inLambda());
  }

  private Meaning prefix(Syntax.Prefix prefix) throws RuleError {
    return switch (prefix.sign()) {
      case "not" -> made(prefix, new Not(condition(prefix.operand())));
      case "~" -> made(prefix, Signs.flip(expression(prefix.operand()), prefix.start()));
      default -> made(prefix, signed(prefix));
    };
  }

  private Expression chain(Syntax.Chain chain) throws RuleError {
    Signs.requireParentheses(chain, text);
    List<Expression> comparisons = new ArrayList<>();
    Syntax left = chain.first();
    for (Syntax.Link link : chain.links()) {
      comparisons.add(link(left, link));
      left = link.operand();
    }
    return comparisons.size() == 1
        ? comparisons.getFirst()
        : new Logic(true, flat(true, comparisons));
  }

  private Expression link(Syntax left, Syntax.Link link) throws RuleError {
    return switch (link.sign()) {
      case "in", "not in" -> membership(left, link);
      case "is", "is not" ->
          throw new RuleError(
              link.at(), Reasons.unsupported(link.sign(), ".isnull(), .notnull(), =="));
      default ->
          Operators.compare(link.sign(), expression(left), expression(link.operand()), link.at());
    };
  }

  private Expression membership(Syntax left, Syntax.Link link) throws RuleError {
    Meaning right = meaning(link.operand());
    if (!(right instanceof Meaning.Items items)) {
      throw new RuleError(link.at(), Reasons.unsupported(link.sign(), ".isin([…])"));
    }
    Expression in = inList(expression(left), items, link.at());
    return link.sign().equals("in") ? in : new Not(in);
  }

  /// `x` equals one of the items.
  Expression inList(Expression operand, Meaning.Items items, int at) throws RuleError {
    List<Expression> values = new ArrayList<>();
    for (Syntax item : items.items()) {
      Expression value = expression(item);
      if (!(value.shape() instanceof Shape.Scalar)) {
        throw new RuleError(item.start(), Reasons.needsScalar(".isin([…])"));
      }
      values.add(Operators.fit(operand, value, item.start()));
    }
    return new Expression.InList(operand, values);
  }

  /// `x` equals a value of another column.
  Expression inColumn(Expression operand, Expression column, int at) throws RuleError {
    if (column.shape() instanceof Shape.Scalar) {
      throw new RuleError(at, Reasons.needsColumn(".isin"));
    }
    Operators.requireComparable(operand, column, at);
    return new InColumn(operand, column);
  }

  private Meaning attribute(Syntax.Attribute attribute) throws RuleError {
    Meaning target = meaning(attribute.target());
    return switch (target) {
      case Meaning.Library library -> functions.member(library, attribute);
      case Meaning.Frame(String catalog) -> frameAttribute(catalog, attribute);
      case Meaning.Value(Expression expression, boolean _) ->
          methods.attribute(expression, attribute);
      case Meaning.Accessor(Expression expression, boolean isText) when !isText ->
          methods.time(expression, attribute);
      case Meaning.Index(List<FieldValue> of) when attribute.name().equals("loc") ->
          new Meaning.Locator(of, Optional.empty());
      case Meaning.Delivery _,
          Meaning.Row _,
          Meaning.Accessor _,
          Meaning.Items _,
          Meaning.FrameShape _,
          Meaning.FrameColumns _,
          Meaning.Grouping _,
          Meaning.GroupedColumn _,
          Meaning.Index _,
          Meaning.Locator _ ->
          throw new RuleError(attribute.at(), Methods.refusal(attribute.name(), first()));
    };
  }

  private Meaning frameAttribute(String catalog, Syntax.Attribute attribute) throws RuleError {
    return switch (attribute.name()) {
      case "shape" -> new Meaning.FrameShape(catalog);
      case "columns" -> new Meaning.FrameColumns(catalog);
      case "index" -> new Meaning.Frame(catalog);
      case "empty" ->
          Meaning.column(
              Operators.compare("==", new RowCount(catalog), Constants.whole(0), attribute.at()));
      default -> throw notOfAFrame(attribute);
    };
  }

  private boolean isField(String name) {
    return scope.level() != RuleLevel.PACKAGE && fieldsOf(scope.catalog()).containsKey(name);
  }

  private RuleError notOfAFrame(Syntax.Attribute attribute) {
    String nearest = isField(attribute.name()) ? "df['" + attribute.name() + "']" : first();
    return new RuleError(attribute.at(), Methods.refusal(attribute.name(), nearest));
  }

  private Meaning call(Syntax.Call call) throws RuleError {
    return switch (call.target()) {
      case Syntax.Name name when !names.containsKey(name.name()) ->
          made(call, functions.call(name, new Arguments(this, name.name(), call)));
      case Syntax.Attribute attribute -> method(call, attribute);
      default ->
          throw new RuleError(call.start(), Reasons.unsupported("…(…)", "df['a'].isin([…])"));
    };
  }

  private Meaning method(Syntax.Call call, Syntax.Attribute attribute) throws RuleError {
    Arguments arguments = new Arguments(this, "." + attribute.name(), call);
    return switch (meaning(attribute.target())) {
      case Meaning.Library(String path) ->
          made(call, functions.library(path + "." + attribute.name(), attribute, arguments));
      case Meaning.Frame(String catalog) when attribute.name().matches("groupby|set_index") ->
          keys.frame(catalog, attribute, arguments);
      case Meaning.Frame(String catalog) ->
          made(call, methods.frame(catalog, attribute, arguments));
      case Meaning.Value(Expression target, boolean _) when attribute.name().equals("groupby") ->
          keys.column(target, arguments);
      case Meaning.GroupedColumn column -> made(call, keys.summary(column, attribute, arguments));
      case Meaning.Grouping grouping -> made(call, keys.size(grouping, attribute, arguments));
      case Meaning.Accessor(Expression target, boolean isText) ->
          made(
              call,
              isText
                  ? textMethods.call(target, attribute, arguments)
                  : methods.time(target, attribute, arguments));
      case Meaning.Value(Expression target, boolean element) ->
          made(
              call,
              element && target.type() == RuleType.TEXT && textMethods.knows(attribute.name())
                  ? textMethods.call(target, attribute, arguments)
                  : methods.call(target, attribute, arguments));
      case Meaning.Delivery _,
          Meaning.Row _,
          Meaning.Items _,
          Meaning.FrameShape _,
          Meaning.FrameColumns _,
          Meaning.Index _,
          Meaning.Locator _ ->
          throw new RuleError(attribute.at(), Methods.refusal(attribute.name(), first()));
    };
  }

  private Meaning subscript(Syntax.Subscript subscript) throws RuleError {
    Meaning target = meaning(subscript.target());
    return switch (target) {
      case Meaning.Delivery _ -> new Meaning.Frame(catalog(subscript));
      case Meaning.Frame(String catalog) -> Meaning.column(field(catalog, subscript));
      case Meaning.Row(String catalog) -> new Meaning.Value(field(catalog, subscript), true);
      case Meaning.Accessor(Expression of, boolean isText) when isText ->
          Meaning.column(piece(of, subscript));
      case Meaning.Value(Expression of, boolean element) when element ->
          new Meaning.Value(piece(of, subscript), true);
      case Meaning.FrameShape(String catalog) -> Meaning.column(size(catalog, subscript));
      case Meaning.Grouping grouping -> keys.chosen(grouping, subscript);
      case Meaning.Index index -> keys.chosen(index, subscript);
      case Meaning.Locator locator -> Meaning.column(keys.found(locator, subscript));
      case Meaning.Value _,
          Meaning.Library _,
          Meaning.Accessor _,
          Meaning.Items _,
          Meaning.GroupedColumn _,
          Meaning.FrameColumns _ ->
          throw new RuleError(subscript.at(), Reasons.unsupported("…[…]", first() + ", .str[a:b]"));
    };
  }

  private String catalog(Syntax.Subscript subscript) throws RuleError {
    String name = key(subscript);
    if (!scope.catalogs().containsKey(name)) {
      throw new RuleError(
          subscript.index().start(), Reasons.unknownCatalog(name, scope.catalogs().keySet()));
    }
    return name;
  }

  /// A field of a catalog, named by the index.
  private FieldValue field(String catalog, Syntax.Subscript subscript) throws RuleError {
    return field(catalog, key(subscript), subscript.index().start());
  }

  List<FieldValue> fields(String catalog, int at) throws RuleError {
    List<FieldValue> fields = new ArrayList<>();
    for (String name : fieldsOf(catalog).keySet()) {
      fields.add(field(catalog, name, at));
    }
    return fields;
  }

  Syntax unwrap(Syntax syntax) {
    return syntax instanceof Syntax.Group group ? unwrap(group.inner()) : syntax;
  }

  int width(String catalog) {
    return fieldsOf(catalog).size();
  }

  private String key(Syntax.Subscript subscript) throws RuleError {
    if (subscript.index() instanceof Syntax.Text key) {
      return key.value();
    }
    throw new RuleError(
        subscript.index().start(),
        Reasons.unsupported("df[" + source(subscript.index()) + "]", first()));
  }

  private static Expression piece(Expression of, Syntax.Subscript subscript) throws RuleError {
    Expression text = Operators.text(of, "[a:b]", subscript.at());
    if (subscript.index() instanceof Syntax.Range range) {
      return new Slice(text, position(range.from()), position(range.to()));
    }
    return new CharacterAt(text, Constants.integer(subscript.index(), "[…]"));
  }

  private static OptionalInt position(Optional<Syntax> syntax) throws RuleError {
    return syntax.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(Constants.integer(syntax.get(), "[a:b]"));
  }

  private Expression size(String catalog, Syntax.Subscript subscript) throws RuleError {
    int index = Constants.integer(subscript.index(), ".shape[…]");
    return switch (index) {
      case 0 -> new RowCount(catalog);
      case 1 -> Constants.whole(width(catalog));
      default ->
          throw new RuleError(
              subscript.index().start(), Reasons.argumentForm(".shape", ".shape[0]"));
    };
  }

  /// The body of a `lambda` with its parameter bound.
  Expression body(Syntax.Lambda lambda, Meaning parameter) throws RuleError {
    if (names.containsKey(lambda.parameter())) {
      throw new RuleError(lambda.start(), Reasons.lambdaForm());
    }
    names.put(lambda.parameter(), parameter);
    try {
      return expression(lambda.body());
    } finally {
      names.remove(lambda.parameter());
    }
  }

  boolean inLambda() {
    return names.size() > 2;
  }
}
