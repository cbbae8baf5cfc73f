package dev.sage.contract.rule.plain;

import dev.sage.contract.rule.Expression;
import dev.sage.contract.rule.Expression.InColumn;
import dev.sage.contract.rule.Expression.InList;
import dev.sage.contract.rule.Expression.IsNull;
import dev.sage.contract.rule.Expression.Logic;
import dev.sage.contract.rule.Expression.Not;
import dev.sage.contract.rule.Expression.NullConstant;
import dev.sage.contract.rule.Expression.Operation;
import dev.sage.contract.rule.Expression.TextConstant;
import dev.sage.contract.rule.Expression.TruthConstant;
import dev.sage.contract.rule.ParsedRule;
import dev.sage.contract.rule.RuleLevel;
import dev.sage.contract.rule.RuleScope;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.typing.Checker;
import dev.sage.contract.rule.typing.Constants;
import dev.sage.contract.rule.typing.Operators;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;

/// Gives syntax of the plain spelling its meaning: names become fields, operators get types.
public final class PlainChecker extends Checker {
  private final IdentityHashMap<Syntax, Expression> meanings = new IdentityHashMap<>();
  private final PlainFunctions functions = new PlainFunctions(this);

  private PlainChecker(String text, RuleScope scope) {
    super(text, scope);
  }

  /// @param condition whether it must be a boolean expression
  public static ParsedRule read(String text, RuleScope scope, boolean condition) throws RuleError {
    return new PlainChecker(text, scope).whole(PlainParser.parse(text), condition);
  }

  /// Looked at once, however often it is asked for.
  @Override
  protected Expression expression(Syntax syntax) throws RuleError {
    Expression known = meanings.get(syntax);
    if (known == null) {
      known = bounded(meaning(syntax), syntax);
      meanings.put(syntax, known);
    }
    return known;
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
      case Syntax.Binary binary when binary.sign().equals("||") ->
          Operators.joined(
              "||", expression(binary.left()), expression(binary.right()), binary.at());
      case Syntax.Binary binary -> arithmetic(operation(binary), binary);
      case Syntax.Junction junction -> junction(junction);
      case Syntax.Chain chain -> relation(chain.first(), chain.links().getFirst());
      case Syntax.Call call -> functions.call(call);
      case Syntax.Choice choice -> choice(choice);
      case Syntax.Items _, Syntax.Range _, Syntax.Subscript _, Syntax.Lambda _ ->
          throw new RuleError(syntax.start(), Reasons.unexpected(source(syntax)));
    };
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

  private Expression prefix(Syntax.Prefix prefix) throws RuleError {
    return prefix.sign().equals("not") ? new Not(condition(prefix.operand())) : signed(prefix);
  }

  private static Operation operation(Syntax.Binary binary) {
    return switch (binary.sign()) {
      case "+" -> Operation.ADD;
      case "-" -> Operation.SUBTRACT;
      case "*" -> Operation.MULTIPLY;
      case "/" -> Operation.DIVIDE;
      default -> Operation.MODULO;
    };
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
}
