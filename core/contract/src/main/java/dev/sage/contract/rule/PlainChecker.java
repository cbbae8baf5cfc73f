package dev.sage.contract.rule;

import dev.sage.contract.rule.Expression.Conditional;
import dev.sage.contract.rule.Expression.FieldValue;
import dev.sage.contract.rule.Expression.InColumn;
import dev.sage.contract.rule.Expression.InList;
import dev.sage.contract.rule.Expression.IsNull;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.NullConstant;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.Expression.TruthConstant;
import dev.sage.spi.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Gives syntax of the plain spelling its meaning: names become fields, operators get types.
final class PlainChecker {
  private final String text;
  private final RuleScope scope;
  private final IdentityHashMap<Syntax, Expression> meanings = new IdentityHashMap<>();
  private final Weight weight = new Weight();
  private final List<RuleProblem> problems = new ArrayList<>();
  private final PlainFunctions functions = new PlainFunctions(this);

  PlainChecker(String text, RuleScope scope) {
    this.text = text;
    this.scope = scope;
  }

  List<RuleProblem> problems() {
    return List.copyOf(problems);
  }

  Expression condition(Syntax syntax) throws RuleError {
    Expression expression = expression(syntax);
    if (expression.type() != RuleType.BOOLEAN) {
      throw new RuleError(syntax.start(), Reasons.notACondition(expression.type()));
    }
    return expression;
  }

  /// What a piece of syntax means; looked at once, however often it is asked for.
  Expression expression(Syntax syntax) throws RuleError {
    Expression known = meanings.get(syntax);
    if (known == null) {
      known = checked(syntax);
      meanings.put(syntax, known);
    }
    return known;
  }

  private Expression checked(Syntax syntax) throws RuleError {
    Expression expression = meaning(syntax);
    weight.require(expression, syntax.start());
    boolean joined = expression instanceof Logic logic && logic.all();
    if (!joined && expression.shape() instanceof Shape.Several several) {
      throw new RuleError(syntax.start(), Reasons.severalCatalogs(several.catalogs()));
    }
    return expression;
  }

  private Expression meaning(Syntax syntax) throws RuleError {
    return switch (syntax) {
      case Syntax.Name name -> field(name);
      case Syntax.Attribute attribute -> field(attribute);
      case Syntax.Numeral number -> Constants.number(number);
      case Syntax.Text literal -> new TextConstant(literal.value());
      case Syntax.Truth truth -> new TruthConstant(truth.value());
      case Syntax.Nothing _ -> new NullConstant();
      case Syntax.Group group -> expression(group.inner());
      case Syntax.Prefix prefix -> prefix(prefix);
      case Syntax.Binary binary -> arithmetic(binary);
      case Syntax.Junction junction -> junction(junction);
      case Syntax.Chain chain -> relation(chain.first(), chain.links().getFirst());
      case Syntax.Call call -> functions.call(call);
      case Syntax.Choice choice -> choice(choice);
      case Syntax.Items _, Syntax.Range _, Syntax.Subscript _, Syntax.Lambda _ ->
          throw new RuleError(syntax.start(), Reasons.unexpected(source(syntax)));
    };
  }

  String source(Syntax syntax) {
    return text.substring(syntax.start(), Math.max(syntax.start(), syntax.end()));
  }

  private Expression field(Syntax.Name name) throws RuleError {
    if (scope.level() != RuleLevel.PACKAGE) {
      return field(scope.catalog(), name.name(), name.start());
    }
    throw new RuleError(
        name.start(),
        Reasons.unsupported(name.name(), qualified(name.name()).orElse("catalog.field")));
  }

  /// The field with its catalog, if there is one of that name.
  private Optional<String> qualified(String name) {
    return scope.catalogs().entrySet().stream()
        .filter(catalog -> catalog.getValue().containsKey(name))
        .map(catalog -> catalog.getKey() + "." + name)
        .findFirst();
  }

  private Expression field(Syntax.Attribute attribute) throws RuleError {
    String catalog = catalog(attribute);
    if (attribute.name().equals("*")) {
      throw new RuleError(attribute.start(), Reasons.unsupported(catalog + ".*", "count(*)"));
    }
    return field(catalog, attribute.name(), attribute.at());
  }

  String catalog(Syntax.Attribute attribute) throws RuleError {
    String name = attribute.target() instanceof Syntax.Name target ? target.name() : "";
    boolean known =
        scope.level() == RuleLevel.PACKAGE
            ? scope.catalogs().containsKey(name)
            : scope.catalog().equals(name);
    if (!known) {
      List<String> names =
          scope.level() == RuleLevel.PACKAGE
              ? List.copyOf(scope.catalogs().keySet())
              : List.of(scope.catalog());
      throw new RuleError(attribute.start(), Reasons.unknownCatalog(name, names));
    }
    return name;
  }

  /// The catalog whose records `count(*)` counts.
  String onlyCatalog(int at) throws RuleError {
    if (scope.level() == RuleLevel.PACKAGE) {
      throw new RuleError(at, Reasons.unsupported("count(*)", "count(catalog.*)"));
    }
    return scope.catalog();
  }

  private FieldValue field(String catalog, String name, int at) throws RuleError {
    Map<String, ValueType> fields = scope.catalogs().getOrDefault(catalog, Map.of());
    ValueType type = fields.get(name);
    if (type == null) {
      throw new RuleError(at, Reasons.unknownField(name, catalog, fields.keySet()));
    }
    return new FieldValue(catalog, name, type);
  }

  private Expression prefix(Syntax.Prefix prefix) throws RuleError {
    if (prefix.sign().equals("not")) {
      return new Not(condition(prefix.operand()));
    }
    Expression operand =
        Operators.number(expression(prefix.operand()), "unary " + prefix.sign(), prefix.start());
    return prefix.sign().equals("-") ? Constants.negate(operand) : operand;
  }

  private Expression arithmetic(Syntax.Binary binary) throws RuleError {
    Operation operation =
        switch (binary.sign()) {
          case "+" -> Operation.ADD;
          case "-" -> Operation.SUBTRACT;
          case "*" -> Operation.MULTIPLY;
          case "/" -> Operation.DIVIDE;
          default -> Operation.MODULO;
        };
    Expression left = expression(binary.left());
    Expression right = expression(binary.right());
    return Operators.arithmetic(operation, binary.sign(), left, right, binary.at());
  }

  private Expression junction(Syntax.Junction junction) throws RuleError {
    List<Expression> operands = new ArrayList<>();
    for (Syntax operand : junction.operands()) {
      operand(junction, operand).ifPresent(operands::add);
    }
    return operands.size() < junction.operands().size()
        ? new TruthConstant(true)
        : new Logic(junction.all(), Checker.flat(junction.all(), operands));
  }

  /// Problems of one operand do not hide those of the next.
  private Optional<Expression> operand(Syntax.Junction junction, Syntax operand) {
    try {
      Expression expression = expression(operand);
      if (expression.type() != RuleType.BOOLEAN) {
        throw new RuleError(
            operand.start(),
            Reasons.needs(junction.sign(), "condiciones", "conditions", expression.type()));
      }
      return Optional.of(expression);
    } catch (RuleError error) {
      problems.add(error.problem());
      return Optional.empty();
    }
  }

  private Expression relation(Syntax left, Syntax.Link link) throws RuleError {
    return switch (link.sign()) {
      case "in" -> in(expression(left), link);
      case "between" -> between(expression(left), link);
      case "like" -> PlainPatterns.like(expression(left), link);
      case "is null" -> new IsNull(expression(left));
      default -> compare(link.sign(), left, link.operand(), link.at());
    };
  }

  private Expression compare(String sign, Syntax left, Syntax right, int at) throws RuleError {
    if (left instanceof Syntax.Nothing || right instanceof Syntax.Nothing) {
      throw new RuleError(at, Reasons.unsupported(sign + " NULL", "IS NULL, IS NOT NULL"));
    }
    return compare(sign, expression(left), expression(right), at);
  }

  private static Expression compare(String sign, Expression left, Expression right, int at)
      throws RuleError {
    return Operators.compare(
        sign.equals("=") ? "==" : sign.equals("<>") ? "!=" : sign, left, right, at);
  }

  private Expression between(Expression operand, Syntax.Link link) throws RuleError {
    Syntax.Range range = (Syntax.Range) link.operand();
    Expression low = expression(range.from().orElseThrow());
    Expression high = expression(range.to().orElseThrow());
    return new Logic(
        true,
        List.of(compare(">=", operand, low, link.at()), compare("<=", operand, high, link.at())));
  }

  /// One of several values of the same row, or of all values of another catalog's field.
  private Expression in(Expression operand, Syntax.Link link) throws RuleError {
    List<Expression> values = new ArrayList<>();
    List<Expression> tests = new ArrayList<>();
    for (Syntax item : ((Syntax.Items) link.operand()).items()) {
      Expression value = Operators.fit(operand, expression(item), item.start());
      boolean elsewhere =
          !value.shape().rowsOf().isEmpty()
              && !operand.shape().rowsOf().isEmpty()
              && !operand.shape().equals(value.shape());
      if (elsewhere) {
        tests.add(new InColumn(operand, value));
      } else {
        values.add(value);
      }
    }
    if (!values.isEmpty()) {
      tests.addFirst(new InList(operand, values));
    }
    return tests.size() == 1 ? tests.getFirst() : new Logic(false, tests);
  }

  private Expression choice(Syntax.Choice choice) throws RuleError {
    Expression then = expression(choice.then());
    Expression otherwise = expression(choice.otherwise());
    RuleType type = Operators.common(then, otherwise, choice.otherwise().start());
    return new Conditional(condition(choice.condition()), then, otherwise, type);
  }
}
