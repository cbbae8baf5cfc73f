package dev.sage.contract.rule.plain;

import dev.sage.contract.rule.syntax.Parser;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Syntax;
import dev.sage.contract.rule.syntax.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Words of the plain spelling to syntax, with the precedence of SQL. What SQL has and Python has
/// not becomes a [Syntax.Chain] with the sign `between`, `like` or `is null`, or a [Syntax.Call].
final class PlainParser extends Parser {
  private static final Set<String> RELATIONS = Set.of("=", "<>", "!=", "<", "<=", ">", ">=");
  private static final Set<String> RESERVED =
      Set.of(
          "and",
          "or",
          "not",
          "in",
          "between",
          "like",
          "is",
          "null",
          "case",
          "when",
          "then",
          "else",
          "end",
          "true",
          "false",
          "distinct",
          "as",
          "escape");
  private static final Map<String, String> FOREIGN =
      Map.ofEntries(
          Map.entry("&", "AND"),
          Map.entry("&&", "AND"),
          Map.entry("|", "OR"),
          Map.entry("~", "NOT"),
          Map.entry("!", "NOT"),
          Map.entry("^", "*"),
          Map.entry("::", "CAST(… AS texto)"),
          Map.entry(";", "AND"),
          Map.entry("--", "AND"),
          Map.entry("/*", "AND"),
          Map.entry("ilike", "lower(…) LIKE '…'"),
          Map.entry("similar", "matches(…, '…')"),
          Map.entry("select", "catalog.field"));

  private PlainParser(List<Token> tokens) {
    super(tokens, FOREIGN);
  }

  static Syntax parse(String text) throws RuleError {
    return new PlainParser(PlainLexer.read(text)).whole();
  }

  @Override
  protected Syntax expression() throws RuleError {
    enter();
    Syntax result = junction("or", false, () -> junction("and", true, this::not));
    leave();
    return result;
  }

  private Syntax junction(String word, boolean all, Level operand) throws RuleError {
    return junction(token -> token.isWord(word), word, all, operand);
  }

  private Syntax not() throws RuleError {
    return peek().isWord("not") ? prefix("not", this::not) : predicate();
  }

  private Syntax predicate() throws RuleError {
    Syntax left = sum();
    Token sign = peek();
    if (sign.kind() == Token.Kind.SIGN && RELATIONS.contains(sign.text())) {
      next();
      Syntax result = relation(left, sign.text(), sign, sum());
      if (peek().kind() == Token.Kind.SIGN && RELATIONS.contains(peek().text())) {
        throw new RuleError(peek().start(), Reasons.unsupported("a < b < c", "a < b AND b < c"));
      }
      return result;
    }
    if (acceptWord("is")) {
      return isNull(left, sign);
    }
    boolean negated = sign.isWord("not") && startsTest(second());
    if (negated) {
      next();
    }
    return startsTest(peek()) ? test(left, negated) : left;
  }

  private static boolean startsTest(Token token) {
    return token.isWord("in") || token.isWord("between") || token.isWord("like");
  }

  private Syntax isNull(Syntax left, Token sign) throws RuleError {
    boolean negated = acceptWord("not");
    Token end = peek();
    if (!acceptWord("null")) {
      throw new RuleError(
          sign.start(), Reasons.unsupported("IS " + end.text(), "IS NULL, IS NOT NULL, ="));
    }
    Syntax nothing = new Syntax.Nothing(end.start(), end.end());
    return negated(relation(left, "is null", sign, nothing), negated);
  }

  private Syntax test(Syntax left, boolean negated) throws RuleError {
    Token sign = next();
    Syntax right =
        switch (sign.text().toLowerCase(Locale.ROOT)) {
          case "in" -> list();
          case "between" -> range();
          default -> pattern();
        };
    String name = sign.text().toLowerCase(Locale.ROOT);
    return negated(relation(left, name, sign, right), negated);
  }

  private Syntax negated(Syntax test, boolean negated) throws RuleError {
    return negated ? node(new Syntax.Prefix("not", test, test.start(), test.end()), test) : test;
  }

  private Syntax relation(Syntax left, String name, Token sign, Syntax right) throws RuleError {
    return node(
        new Syntax.Chain(left, List.of(new Syntax.Link(name, sign.start(), right))), left, right);
  }

  private Syntax list() throws RuleError {
    Token open = expect("(");
    List<Syntax> items = new ArrayList<>();
    do {
      items.add(expression());
    } while (accept(","));
    Token close = expect(")");
    return node(new Syntax.Items(items, open.start(), close.end()), items);
  }

  private Syntax range() throws RuleError {
    Syntax from = sum();
    expectWord("and");
    Syntax to = sum();
    return node(
        new Syntax.Range(Optional.of(from), Optional.of(to), from.start(), to.end()), from, to);
  }

  /// The text of LIKE, and what ESCAPE says as a second one.
  private Syntax pattern() throws RuleError {
    Syntax text = sum();
    if (!acceptWord("escape")) {
      return text;
    }
    Syntax escape = sum();
    return node(new Syntax.Items(List.of(text, escape), text.start(), escape.end()), text, escape);
  }

  private Syntax sum() throws RuleError {
    return binary(Set.of("+", "-", "||"), () -> binary(Set.of("*", "/", "%"), this::signed));
  }

  private Syntax signed() throws RuleError {
    Token sign = peek();
    boolean signed = sign.is("-") || sign.is("+");
    return signed ? prefix(sign.text(), this::signed) : primary();
  }

  private Syntax primary() throws RuleError {
    Token token = peek();
    return switch (token.kind()) {
      case NUMBER -> {
        next();
        yield new Syntax.Numeral(token.text(), token.start(), token.end());
      }
      case TEXT -> {
        next();
        yield new Syntax.Text(token.text(), token.start(), token.end());
      }
      case NAME -> word(token);
      case FIELD -> field();
      case SIGN -> group();
      case END -> throw new RuleError(token.start(), Reasons.unexpectedEnd());
    };
  }

  private Syntax group() throws RuleError {
    Token open = peek();
    if (!accept("(")) {
      throw unexpected();
    }
    Syntax inner = expression();
    Token close = expect(")");
    return node(new Syntax.Group(inner, open.start(), close.end()), inner);
  }

  private Syntax word(Token token) throws RuleError {
    String word = token.text().toLowerCase(Locale.ROOT);
    return switch (word) {
      case "true", "false" -> {
        next();
        yield new Syntax.Truth(word.equals("true"), token.start(), token.end());
      }
      case "null" -> {
        next();
        yield new Syntax.Nothing(token.start(), token.end());
      }
      case "case" -> choice();
      default -> named(token, word);
    };
  }

  private Syntax named(Token token, String word) throws RuleError {
    if (RESERVED.contains(word)) {
      throw unexpected();
    }
    Token after = second();
    if (after.is("(")) {
      return call(word);
    }
    if (after.kind() == Token.Kind.TEXT && (word.equals("date") || word.equals("timestamp"))) {
      next();
      next();
      Syntax name = new Syntax.Name(word, token.start(), token.end());
      Syntax text = new Syntax.Text(after.text(), after.start(), after.end());
      return node(new Syntax.Call(name, List.of(text), Map.of(), after.end()), text);
    }
    return field();
  }

  /// `field`, `catalog.field`, `catalog.*`.
  private Syntax field() throws RuleError {
    Token first = next();
    Syntax name = new Syntax.Name(first.text(), first.start(), first.end());
    if (!accept(".")) {
      return name;
    }
    Token second = next();
    boolean good =
        second.kind() == Token.Kind.NAME || second.kind() == Token.Kind.FIELD || second.is("*");
    if (!good) {
      throw new RuleError(second.start(), Reasons.unexpected(second.text()));
    }
    return node(new Syntax.Attribute(name, second.text(), second.start(), second.end()), name);
  }

  private Syntax call(String word) throws RuleError {
    Token name = next();
    expect("(");
    if (peek().is("*") && second().is(")")) {
      Token star = next();
      Syntax all = new Syntax.Name("*", star.start(), star.end());
      return function(name, word, List.of(all), Map.of());
    }
    if (acceptWord("distinct")) {
      return function(name, word, List.of(), Map.of("distinct", expression()));
    }
    List<Syntax> arguments = new ArrayList<>();
    while (!peek().is(")")) {
      arguments.add(expression());
      if (acceptWord("as")) {
        Token type = next();
        Syntax as = new Syntax.Name(type.text(), type.start(), type.end());
        return function(name, word, arguments, Map.of("as", as));
      }
      if (!accept(",")) {
        break;
      }
    }
    return function(name, word, arguments, Map.of());
  }

  /// Takes the closing parenthesis.
  private Syntax function(
      Token name, String word, List<Syntax> arguments, Map<String, Syntax> named) throws RuleError {
    int end = expect(")").end();
    List<Syntax> parts = new ArrayList<>(arguments);
    parts.addAll(named.values());
    Syntax target = new Syntax.Name(word, name.start(), name.end());
    return node(new Syntax.Call(target, arguments, named, end), parts);
  }

  private Syntax choice() throws RuleError {
    enter();
    next();
    Optional<Syntax> subject = peek().isWord("when") ? Optional.empty() : Optional.of(expression());
    List<Syntax> conditions = new ArrayList<>();
    List<Syntax> values = new ArrayList<>();
    while (peek().isWord("when")) {
      Token when = next();
      Syntax condition = expression();
      conditions.add(subject.isEmpty() ? condition : relation(subject.get(), "=", when, condition));
      expectWord("then");
      values.add(expression());
    }
    if (conditions.isEmpty()) {
      throw new RuleError(peek().start(), Reasons.expected("WHEN", peek().text()));
    }
    Syntax otherwise =
        acceptWord("else") ? expression() : new Syntax.Nothing(peek().start(), peek().start());
    expectWord("end");
    leave();
    return nested(conditions, values, otherwise);
  }

  private Syntax nested(List<Syntax> conditions, List<Syntax> values, Syntax otherwise)
      throws RuleError {
    Syntax result = otherwise;
    for (int i = conditions.size() - 1; i >= 0; i--) {
      Syntax condition = conditions.get(i);
      Syntax value = values.get(i);
      result = node(new Syntax.Choice(value, condition, result), value, condition, result);
    }
    return result;
  }
}
