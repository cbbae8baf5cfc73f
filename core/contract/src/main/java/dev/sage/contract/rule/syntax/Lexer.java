package dev.sage.contract.rule.syntax;

import java.util.ArrayList;
import java.util.List;

/// Cuts a rule's text into words. Line ends are blanks. How texts are quoted is up to the spelling.
public abstract class Lexer {
  protected final String text;
  protected final List<Token> tokens = new ArrayList<>();
  protected int at;

  private final List<String> signs;

  /// @param signs a sign that begins like another one comes after the longer one
  protected Lexer(String text, List<String> signs) {
    this.text = text;
    this.signs = signs;
  }

  /// Reads what begins with this quote; `at` is on it.
  protected abstract void quoted(char quote) throws RuleError;

  /// All words, and END.
  protected final List<Token> readAll() throws RuleError {
    skipBlanks();
    while (at < text.length()) {
      readOne();
      skipBlanks();
    }
    add(Token.Kind.END, "", at);
    return tokens;
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n\f\u00a0".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void readOne() throws RuleError {
    int c = text.codePointAt(at);
    if (isDigit(at) || isFraction()) {
      number();
    } else if (c == '\'' || c == '"') {
      quoted((char) c);
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      word();
    } else {
      sign();
    }
  }

  protected final boolean isDigit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
  }

  /// Whether a number begins with the point that is here.
  protected boolean isFraction() {
    return text.charAt(at) == '.' && isDigit(at + 1);
  }

  private void number() throws RuleError {
    int start = at;
    digits();
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits();
    }
    exponent();
    if (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
      throw new RuleError(start, Reasons.badNumber());
    }
    add(Token.Kind.NUMBER, text.substring(start, at).replace("_", ""), start);
  }

  protected void digits() {
    while (isDigit(at)) {
      at++;
    }
  }

  private void exponent() {
    if (at >= text.length() || (text.charAt(at) | 0x20) != 'e') {
      return;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int first = signed ? at + 2 : at + 1;
    if (isDigit(first)) {
      at = first;
      digits();
    }
  }

  private void word() throws RuleError {
    int start = at;
    while (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    word(text.substring(start, at), start);
  }

  /// What becomes of a word that ends here.
  protected void word(String word, int start) throws RuleError {
    add(Token.Kind.NAME, word, start);
  }

  private void sign() throws RuleError {
    for (String sign : signs) {
      if (text.startsWith(sign, at)) {
        at += sign.length();
        add(Token.Kind.SIGN, sign, at - sign.length());
        return;
      }
    }
    throw new RuleError(at, Reasons.unknownSign(text.codePointAt(at)));
  }

  /// A word that began at `start` and ends here.
  protected final void add(Token.Kind kind, String value, int start) {
    tokens.add(new Token(kind, value, start, at));
  }

  /// What stood in quotes that began at `start` and end here.
  protected final void addQuoted(Token.Kind kind, String value, int start) throws RuleError {
    if (value.indexOf('\0') >= 0) {
      throw new RuleError(start, Reasons.nul());
    }
    add(kind, value, start);
  }
}
