package dev.sage.contract.rule;

import java.util.ArrayList;
import java.util.List;

/// Cuts a rule's text into words, as Python does. Line ends are blanks.
final class Lexer {
  private static final List<String> SIGNS =
      List.of(
          "**=", "//=", ">>=", "<<=", "...", "**", "//", "==", "!=", "<=", ">=", "<<", ">>", "->",
          ":=", "+=", "-=", "*=", "/=", "+", "-", "*", "/", "%", "<", ">", "&", "|", "~", "^", "(",
          ")", "[", "]", "{", "}", ",", ".", ":", "=", "@", ";");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private Lexer(String text) {
    this.text = text;
  }

  static List<Token> read(String text) throws RuleError {
    Lexer lexer = new Lexer(text);
    lexer.readAll();
    return lexer.tokens;
  }

  private void readAll() throws RuleError {
    skipBlanks();
    while (at < text.length()) {
      readOne();
      skipBlanks();
    }
    tokens.add(new Token(Token.Kind.END, "", text.length(), text.length()));
  }

  private void skipBlanks() {
    while (at < text.length() && " \t\r\n\f\u00a0".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private void readOne() throws RuleError {
    int c = text.codePointAt(at);
    if (digit(at) || (c == '.' && digit(at + 1))) {
      number();
    } else if (c == '\'' || c == '"') {
      literal(at, false);
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      word();
    } else {
      sign();
    }
  }

  private boolean digit(int index) {
    return index < text.length() && text.charAt(index) >= '0' && text.charAt(index) <= '9';
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
    tokens.add(new Token(Token.Kind.NUMBER, text.substring(start, at).replace("_", ""), start, at));
  }

  private void digits() {
    while (digit(at) || (at < text.length() && text.charAt(at) == '_' && digit(at + 1))) {
      at++;
    }
  }

  private void exponent() {
    if (at >= text.length() || (text.charAt(at) | 0x20) != 'e') {
      return;
    }
    boolean signed = at + 1 < text.length() && "+-".indexOf(text.charAt(at + 1)) >= 0;
    int first = signed ? at + 2 : at + 1;
    if (digit(first)) {
      at = first;
      digits();
    }
  }

  private void word() throws RuleError {
    int start = at;
    while (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    String word = text.substring(start, at);
    if (at < text.length() && "'\"".indexOf(text.charAt(at)) >= 0) {
      prefixed(start, word);
    } else {
      tokens.add(new Token(Token.Kind.NAME, word, start, at));
    }
  }

  private void prefixed(int start, String prefix) throws RuleError {
    switch (prefix) {
      case "r", "R" -> literal(start, true);
      case "u", "U" -> literal(start, false);
      default -> throw new RuleError(start, Reasons.prefix(prefix));
    }
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
    String value = raw ? body : Escapes.unescape(body, open);
    if (value.indexOf('\0') >= 0) {
      throw new RuleError(start, Reasons.nul());
    }
    add(new Token(Token.Kind.TEXT, value, start, at));
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
  private void add(Token token) {
    if (!tokens.isEmpty() && tokens.getLast().kind() == Token.Kind.TEXT) {
      Token before = tokens.removeLast();
      tokens.add(
          new Token(Token.Kind.TEXT, before.text() + token.text(), before.start(), token.end()));
    } else {
      tokens.add(token);
    }
  }

  private void sign() throws RuleError {
    for (String sign : SIGNS) {
      if (text.startsWith(sign, at)) {
        tokens.add(new Token(Token.Kind.SIGN, sign, at, at + sign.length()));
        at += sign.length();
        return;
      }
    }
    throw new RuleError(at, Reasons.unknownSign(text.codePointAt(at)));
  }
}
