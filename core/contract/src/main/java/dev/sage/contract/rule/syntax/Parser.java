package dev.sage.contract.rule.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Words to syntax: the place in the words, and levels of precedence.
public abstract class Parser {
  private final List<Token> tokens;
  private final Map<String, String> foreign;
  private final Nesting nesting = new Nesting();
  private int at;

  /// @param foreign words of other languages, in lower case, with what is nearest to them here
  protected Parser(List<Token> tokens, Map<String, String> foreign) {
    this.tokens = tokens;
    this.foreign = foreign;
  }

  /// What may stand alone or in brackets.
  protected abstract Syntax expression() throws RuleError;

  /// All words.
  protected final Syntax whole() throws RuleError {
    Syntax whole = expression();
    if (peek().kind() != Token.Kind.END) {
      throw unexpected();
    }
    return whole;
  }

  protected final Token peek() {
    return tokens.get(at);
  }

  /// The word behind the next one.
  protected final Token second() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  /// The word that was taken last.
  protected final Token last() {
    return tokens.get(at - 1);
  }

  protected final Token next() {
    Token token = tokens.get(at);
    if (token.kind() != Token.Kind.END) {
      at++;
    }
    return token;
  }

  protected final boolean accept(String sign) {
    return accept(token -> token.is(sign));
  }

  protected final boolean acceptWord(String word) {
    return accept(token -> token.isWord(word));
  }

  private boolean accept(Predicate<Token> wanted) {
    if (!wanted.test(peek())) {
      return false;
    }
    at++;
    return true;
  }

  protected final Token expect(String sign) throws RuleError {
    if (!accept(sign)) {
      throw missing(sign);
    }
    return last();
  }

  protected final void expectWord(String word) throws RuleError {
    if (!acceptWord(word)) {
      throw missing(word.toUpperCase(Locale.ROOT));
    }
  }

  private RuleError missing(String wanted) {
    Token found = peek();
    return found.kind() == Token.Kind.END
        ? new RuleError(found.start(), Reasons.unexpectedEnd())
        : foreign.containsKey(found.text())
            ? unexpected()
            : new RuleError(found.start(), Reasons.expected(wanted, found.text()));
  }

  /// The next word cannot stand here.
  protected final RuleError unexpected() {
    Token token = peek();
    String nearest = foreign.get(token.text().toLowerCase(Locale.ROOT));
    return new RuleError(
        token.start(),
        token.kind() == Token.Kind.END
            ? Reasons.unexpectedEnd()
            : nearest == null
                ? Reasons.unexpected(token.text())
                : Reasons.unsupported(token.text(), nearest));
  }

  /// One level deeper from here on, until [#leave()].
  protected final void enter() throws RuleError {
    nesting.enter(peek());
  }

  protected final void leave() {
    nesting.leave();
  }

  /// What was made of these parts.
  protected final Syntax node(Syntax made, Syntax... parts) throws RuleError {
    return nesting.node(made, parts);
  }

  protected final Syntax node(Syntax made, List<Syntax> parts) throws RuleError {
    return nesting.node(made, parts.toArray(Syntax[]::new));
  }

  /// Operands with the same sign or word between them.
  protected final Syntax junction(Predicate<Token> between, String sign, boolean all, Level operand)
      throws RuleError {
    Syntax first = operand.parse();
    if (!between.test(peek())) {
      return first;
    }
    List<Syntax> operands = new ArrayList<>(List.of(first));
    List<Integer> signs = new ArrayList<>();
    while (between.test(peek())) {
      signs.add(next().start());
      operands.add(operand.parse());
    }
    return node(new Syntax.Junction(all, sign, operands, signs), operands);
  }

  /// Operands with one of these signs between each two, from left to right.
  protected final Syntax binary(Set<String> signs, Level operand) throws RuleError {
    Syntax left = operand.parse();
    while (peek().kind() == Token.Kind.SIGN && signs.contains(peek().text())) {
      Token sign = next();
      Syntax right = operand.parse();
      left = node(new Syntax.Binary(sign.text(), sign.start(), left, right), left, right);
    }
    return left;
  }

  /// The next word stands before its operand.
  protected final Syntax prefix(String sign, Level operand) throws RuleError {
    enter();
    int start = next().start();
    Syntax inner = operand.parse();
    leave();
    return node(new Syntax.Prefix(sign, inner, start, inner.end()), inner);
  }

  /// Reads what binds tighter.
  @FunctionalInterface
  protected interface Level {
    Syntax parse() throws RuleError;
  }
}
