package dev.sage.contract.rule.dataframe;

import dev.sage.contract.rule.syntax.Lexer;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Token;
import java.util.List;

/// Cuts a rule's text into words, as Python does.
final class DataFrameLexer extends Lexer {
  private static final List<String> SIGNS =
      List.of(
          "**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "<<", ">>", "->",
          ":=", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "%", "<", ">", "&", "|", "~", "^", "(",
          ")", "[", "]", "{", "}", ",", ".", ":", "=", "@", ";");

  private DataFrameLexer(String text) {
    super(text, SIGNS);
  }

  static List<Token> read(String text) throws RuleError {
    return new DataFrameLexer(text).readAll();
  }

  @Override
  protected void digits() {
    while (isDigit(at) || (at < text.length() && text.charAt(at) == '_' && isDigit(at + 1))) {
      at++;
    }
  }

  @Override
  protected void word(String word, int start) throws RuleError {
    if (at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0) {
      prefixed(start, word);
    } else {
      super.word(word, start);
    }
  }

  private void prefixed(int start, String prefix) throws RuleError {
    switch (prefix) {
      case "r", "R" -> literal(start, true);
      case "u", "U" -> literal(start, false);
      default -> throw new RuleError(start, Reasons.prefix(prefix));
    }
  }

  @Override
  protected void quoted(char quote) throws RuleError {
    literal(at, false);
  }

  /// `at` is on the opening quote.
  private void literal(int start, boolean raw) throws RuleError {
    String quote = text.substring(at, at + 1);
    if (text.startsWith(quote.repeat(3), at)) {
      quote = quote.repeat(3);
    }
    int open = at + quote.length();
    int close = close(open, quote);
    if (close < 0) {
      throw new RuleError(start, Reasons.openText());
    }
    String body = text.substring(open, close);
    at = close + quote.length();
    addQuoted(Token.Kind.TEXT, raw ? body : Escapes.unescape(body, open), start);
    join();
  }

  private int close(int open, String quote) {
    int index = open;
    while (index < text.length()) {
      if (text.charAt(index) == '\\') {
        index++;
      } else if (text.startsWith(quote, index)) {
        return index;
      }
      index++;
    }
    return -1;
  }

  /// Texts side by side are one.
  private void join() {
    Token last = tokens.removeLast();
    if (!tokens.isEmpty() && tokens.getLast().kind() == Token.Kind.TEXT) {
      Token before = tokens.removeLast();
      last = new Token(Token.Kind.TEXT, before.text() + last.text(), before.start(), last.end());
    }
    tokens.add(last);
  }
}
