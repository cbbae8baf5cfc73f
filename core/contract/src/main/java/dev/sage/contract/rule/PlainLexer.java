package dev.sage.contract.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Cuts a rule of the plain spelling into words, as SQL does. Line ends are blanks.
final class PlainLexer {
  private static final Pattern BLANKS = Pattern.compile("[ \\t\\r\\n\\f\\x{a0}]+");
  private static final Pattern NUMBER =
      Pattern.compile("(?:[0-9]+(?:\\.[0-9]*)?|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?");
  private static final List<String> SIGNS =
      List.of(
          "--", "/*", "<=", ">=", "<>", "!=", "==", "&&", "||", "::", "=", "<", ">", "+", "-", "*",
          "/", "%", "(", ")", ",", ".", "&", "|", "~", "^", "!", "[", "]", "{", "}", ":", ";", "@");

  private final String text;
  private final List<Token> tokens = new ArrayList<>();
  private int at;

  private PlainLexer(String text) {
    this.text = text;
  }

  static List<Token> read(String text) throws RuleError {
    PlainLexer lexer = new PlainLexer(text);
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
    Matcher blanks = here(BLANKS);
    if (blanks.lookingAt()) {
      at = blanks.end();
    }
  }

  private Matcher here(Pattern pattern) {
    return pattern.matcher(text).region(at, text.length());
  }

  private void readOne() throws RuleError {
    int c = text.codePointAt(at);
    boolean fraction = c == '.' && at + 1 < text.length() && isDigit(text.charAt(at + 1));
    if (isDigit(c) || (fraction && !isName())) {
      number();
    } else if (c == '\'') {
      quoted(Token.Kind.TEXT, '\'');
    } else if (c == '"') {
      quoted(Token.Kind.FIELD, '"');
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      word();
    } else {
      sign();
    }
  }

  /// Whether a name came last: then a point is no fraction.
  private boolean isName() {
    return !tokens.isEmpty()
        && tokens.getLast().end() == at
        && (tokens.getLast().kind() == Token.Kind.NAME
            || tokens.getLast().kind() == Token.Kind.FIELD);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private void number() throws RuleError {
    int start = at;
    Matcher number = here(NUMBER);
    if (!number.lookingAt()) {
      throw new RuleError(start, Reasons.badNumber());
    }
    at = number.end();
    if (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
      throw new RuleError(start, Reasons.badNumber());
    }
    tokens.add(new Token(Token.Kind.NUMBER, number.group(), start, at));
  }

  /// Up to the closing quote; two quotes are one character of the text.
  private void quoted(Token.Kind kind, char quote) throws RuleError {
    int start = at;
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length(); at++) {
      if (text.charAt(at) == quote && !text.startsWith(String.valueOf(quote), at + 1)) {
        add(kind, value.toString(), start);
        return;
      }
      at += text.charAt(at) == quote ? 1 : 0;
      value.append(text.charAt(at));
    }
    throw new RuleError(start, Reasons.openText());
  }

  private void add(Token.Kind kind, String value, int start) throws RuleError {
    if (value.indexOf('\0') >= 0) {
      throw new RuleError(start, Reasons.nul());
    }
    at++;
    tokens.add(new Token(kind, value, start, at));
  }

  private void word() {
    int start = at;
    while (at < text.length() && Character.isUnicodeIdentifierPart(text.codePointAt(at))) {
      at += Character.charCount(text.codePointAt(at));
    }
    tokens.add(new Token(Token.Kind.NAME, text.substring(start, at), start, at));
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
