package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.syntax.Parser;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.syntax.Token;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words to syntax, with the precedence of Python.
final class DataFrameParser extends Parser {
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in", "is");
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "as",
          "assert",
          "async",
          "await",
          "break",
          "class",
          "continue",
          "def",
          "del",
          "elif",
          "else",
          "except",
          "finally",
          "for",
          "from",
          "global",
          "if",
          "import",
          "in",
          "is",
          "nonlocal",
          "not",
          "or",
          "pass",
          "raise",
          "return",
          "try",
          "while",
          "with",
          "yield");

  private DataFrameParser(List<Token> tokens) {
    super(tokens, Map.of());
  }

  static Syntax parse(String text) throws RuleError {
    return new DataFrameParser(DataFrameLexer.read(text)).whole();
  }

  @Override
  protected Syntax expression() throws RuleError {
    enter();
    Syntax result = peek().is("lambda") ? lambda() : choice();
    leave();
    return result;
  }

  private Syntax lambda() throws RuleError {
    Token start = next();
    Token parameter = next();
    if (parameter.kind() != Token.Kind.NAME || !peek().is(":")) {
      throw new RuleError(start.start(), Reasons.lambdaForm());
    }
    next();
    Syntax body = expression();
    return node(new Syntax.Lambda(parameter.text(), body, start.start(), body.end()), body);
  }

  private Syntax choice() throws RuleError {
    Syntax then = or();
    if (!accept("if")) {
      return then;
    }
    Syntax condition = or();
    expect("else");
    Syntax otherwise = expression();
    return node(new Syntax.Choice(then, condition, otherwise), then, condition, otherwise);
  }

  private Syntax or() throws RuleError {
    return junction("or", false, this::and);
  }

  private Syntax and() throws RuleError {
    return junction("and", true, this::not);
  }

  private Syntax not() throws RuleError {
    return peek().is("not") ? prefix("not", this::not) : comparison();
  }

  private Syntax comparison() throws RuleError {
    Syntax first = bitOr();
    List<Syntax.Link> links = new ArrayList<>();
    List<Syntax> parts = new ArrayList<>(List.of(first));
    for (String relation = relation(); !relation.isEmpty(); relation = relation()) {
      int position = last().start();
      Syntax operand = bitOr();
      parts.add(operand);
      links.add(new Syntax.Link(relation, position, operand));
    }
    return links.isEmpty() ? first : node(new Syntax.Chain(first, links), parts);
  }

  /// The relation that comes next, taken; empty when none does.
  private String relation() {
    if (peek().is("not") && second().is("in")) {
      next();
      next();
      return "not in";
    }
    if (!RELATIONS.contains(peek().text()) || peek().kind() == Token.Kind.TEXT) {
      return "";
    }
    String sign = next().text();
    return sign.equals("is") && accept("not") ? "is not" : sign;
  }

  private Syntax bitOr() throws RuleError {
    return junction("|", false, () -> binary(Set.of("^"), this::bitAnd));
  }

  private Syntax bitAnd() throws RuleError {
    return junction("&", true, this::shift);
  }

  private Syntax shift() throws RuleError {
    return binary(Set.of("<<", ">>"), this::sum);
  }

  private Syntax sum() throws RuleError {
    return binary(Set.of("+", "-"), this::product);
  }

  private Syntax product() throws RuleError {
    return binary(Set.of("*", "/", "//", "%", "@"), this::factor);
  }

  private Syntax junction(String sign, boolean all, Level operand) throws RuleError {
    return junction(token -> token.is(sign), sign, all, operand);
  }

  private Syntax factor() throws RuleError {
    Token sign = peek();
    boolean signed = sign.is("-") || sign.is("+") || sign.is("~");
    return signed ? prefix(sign.text(), this::factor) : power();
  }

  private Syntax power() throws RuleError {
    Syntax base = primary();
    if (!peek().is("**")) {
      return base;
    }
    enter();
    Token sign = next();
    Syntax exponent = factor();
    leave();
    return node(new Syntax.Binary("**", sign.start(), base, exponent), base, exponent);
  }

  private Syntax primary() throws RuleError {
    Syntax target = atom();
    while (true) {
      if (accept(".")) {
        Token name = next();
        if (name.kind() != Token.Kind.NAME) {
          throw new RuleError(name.start(), Reasons.unexpected(name.text()));
        }
        target = node(new Syntax.Attribute(target, name.text(), name.start(), name.end()), target);
      } else if (peek().is("(")) {
        target = call(target);
      } else if (peek().is("[")) {
        target = subscript(target);
      } else {
        return target;
      }
    }
  }

  private Syntax call(Syntax target) throws RuleError {
    next();
    List<Syntax> arguments = new ArrayList<>();
    Map<String, Syntax> named = new LinkedHashMap<>();
    while (!peek().is(")")) {
      argument(arguments, named);
      if (!accept(",")) {
        break;
      }
    }
    int end = expect(")").end();
    List<Syntax> parts = new ArrayList<>(arguments);
    parts.add(target);
    parts.addAll(named.values());
    return node(new Syntax.Call(target, arguments, named, end), parts);
  }

  private void argument(List<Syntax> arguments, Map<String, Syntax> named) throws RuleError {
    Token first = peek();
    if (first.kind() == Token.Kind.NAME && second().is("=")) {
      next();
      next();
      if (named.put(first.text(), expression()) != null) {
        throw new RuleError(first.start(), Reasons.repeatedArgument(first.text()));
      }
    } else if (named.isEmpty()) {
      arguments.add(expression());
    } else {
      throw new RuleError(first.start(), Reasons.unexpected(first.text()));
    }
  }

  private Syntax subscript(Syntax target) throws RuleError {
    int start = next().start();
    Syntax index = peek().is("]") ? missing() : range();
    if (peek().is(",")) {
      index = tuple(index);
    }
    int end = expect("]").end();
    return node(new Syntax.Subscript(target, index, start, end), target, index);
  }

  private Syntax tuple(Syntax first) throws RuleError {
    List<Syntax> items = new ArrayList<>(List.of(first));
    while (accept(",")) {
      items.add(range());
    }
    return node(new Syntax.Items(items, first.start(), items.getLast().end()), items);
  }

  private Syntax missing() throws RuleError {
    throw unexpected();
  }

  private Syntax range() throws RuleError {
    int start = peek().start();
    Optional<Syntax> from = peek().is(":") ? Optional.empty() : Optional.of(expression());
    if (from.isPresent() && !peek().is(":")) {
      return from.get();
    }
    expect(":");
    Optional<Syntax> to =
        peek().is("]") || peek().is(":") ? Optional.empty() : Optional.of(expression());
    if (peek().is(":")) {
      throw new RuleError(peek().start(), Reasons.unsupported("[a:b:c]", "[a:b]"));
    }
    return new Syntax.Range(from, to, start, peek().start());
  }

  private Syntax atom() throws RuleError {
    Token token = next();
    return switch (token.kind()) {
      case NUMBER -> new Syntax.Numeral(token.text(), token.start(), token.end());
      case TEXT -> new Syntax.Text(token.text(), token.start(), token.end());
      case NAME -> name(token);
      case SIGN -> bracket(token);
      case FIELD -> throw new RuleError(token.start(), Reasons.unexpected(token.text()));
      case END -> throw new RuleError(token.start(), Reasons.unexpectedEnd());
    };
  }

  private static Syntax name(Token token) throws RuleError {
    return switch (token.text()) {
      case "True", "False" ->
          new Syntax.Truth(token.text().equals("True"), token.start(), token.end());
      case "None" -> new Syntax.Nothing(token.start(), token.end());
      case "lambda" -> throw new RuleError(token.start(), Reasons.lambdaForm());
      default -> {
        if (KEYWORDS.contains(token.text())) {
          throw new RuleError(token.start(), Reasons.unexpected(token.text()));
        }
        yield new Syntax.Name(token.text(), token.start(), token.end());
      }
    };
  }

  private Syntax bracket(Token open) throws RuleError {
    return switch (open.text()) {
      case "(" -> group(open);
      case "[" -> items(open, new ArrayList<>(), "]");
      default -> throw new RuleError(open.start(), Reasons.unexpected(open.text()));
    };
  }

  private Syntax group(Token open) throws RuleError {
    if (peek().is(")")) {
      return items(open, new ArrayList<>(), ")");
    }
    Syntax inner = expression();
    if (accept(",")) {
      return items(open, new ArrayList<>(List.of(inner)), ")");
    }
    int end = expect(")").end();
    return node(new Syntax.Group(inner, open.start(), end), inner);
  }

  private Syntax items(Token open, List<Syntax> items, String close) throws RuleError {
    while (!peek().is(close)) {
      items.add(expression());
      if (!accept(",")) {
        break;
      }
    }
    int end = expect(close).end();
    return node(new Syntax.Items(items, open.start(), end), items);
  }
}
