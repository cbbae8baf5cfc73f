package dev.sage.contract.rule.plain;

import dev.sage.contract.rule.syntax.Lexer;
import dev.sage.contract.rule.syntax.Reasons;
import dev.sage.contract.rule.syntax.RuleError;
import dev.sage.contract.rule.syntax.Token;
import java.util.List;

/// Cuts a rule of the plain spelling into words, as SQL does.
final class PlainLexer extends Lexer {
  private static final List<String> SIGNS =
      List.of(
          "--", "/*", "<=", ">=", "<>", "!=", "==", "&&", "||", "::", "=", "<", ">", "+", "-", "*",
          "/", "%", "(", ")", ",", ".", "&", "|", "~", "^", "!", "[", "]", "{", "}", ":", ";", "@");

  private PlainLexer(String text) {
    super(text, SIGNS);
  }

  static List<Token> read(String text) throws RuleError {
    return new PlainLexer(text).readAll();
  }

  @Override
  protected boolean isFraction() {
    return super.isFraction() && !followsName();
  }

  /// Then a point is no fraction.
  private boolean followsName() {
    return !tokens.isEmpty()
        && tokens.getLast().end() == at
        && (tokens.getLast().kind() == Token.Kind.NAME
            || tokens.getLast().kind() == Token.Kind.FIELD);
  }

  /// Up to the closing quote; two quotes are one character of the text.
  @Override
  protected void quoted(char quote) throws RuleError {
    int start = at;
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == quote && !text.startsWith(String.valueOf(quote), at + 1)) {
        at++;
        addQuoted(quote == '"' ? Token.Kind.FIELD : Token.Kind.TEXT, value.toString(), start);
        return;
      }
      at += text.charAt(at) == quote ? 1 : 0;
      value.append(text.charAt(at));
    }
    throw new RuleError(start, Reasons.openText());
  }
}
