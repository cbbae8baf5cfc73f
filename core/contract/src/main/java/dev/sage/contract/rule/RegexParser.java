package dev.sage.contract.rule;

import java.util.ArrayList;
import java.util.List;

/// Reads a pattern of Python's `re`.
final class RegexParser {
  private static final int MAX_DEPTH = 50;
  private static final int LARGE = 10;

  private final int[] text;
  private int at;
  private int depth;
  private boolean ignoreCase;
  private boolean dotAll;
  private boolean ascii;

  RegexParser(String text, boolean ignoreCase) {
    this.text = text.codePoints().toArray();
    this.ignoreCase = ignoreCase;
  }

  boolean ignoresCase() {
    return ignoreCase;
  }

  RegexNode parse() throws PatternException {
    globalFlags();
    RegexNode whole = choice();
    if (at < text.length) {
      throw new PatternException("sobra un paréntesis `)`.", "unbalanced parenthesis `)`.");
    }
    return whole;
  }

  private void globalFlags() throws PatternException {
    while (looking("(?") && at + 2 < text.length && Character.isLetter(text[at + 2])) {
      int end = at + 2;
      while (end < text.length && Character.isLetter(text[end])) {
        end++;
      }
      if (end >= text.length || text[end] != ')' || text[at + 2] == 'P') {
        return;
      }
      for (int i = at + 2; i < end; i++) {
        flag(text[i]);
      }
      at = end + 1;
    }
  }

  private void flag(int flag) throws PatternException {
    switch (flag) {
      case 'i' -> ignoreCase = true;
      case 's' -> dotAll = true;
      case 'a' -> ascii = true;
      case 'u' -> ascii = false;
      default -> throw PatternException.notBuilt("(?" + Character.toString(flag) + ")");
    }
  }

  private RegexNode choice() throws PatternException {
    if (++depth > MAX_DEPTH) {
      throw new PatternException("demasiado anidado.", "nested too deeply.");
    }
    List<RegexNode> branches = new ArrayList<>(List.of(sequence()));
    while (accept('|')) {
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new RegexNode.Choice(branches);
  }

  private RegexNode sequence() throws PatternException {
    List<RegexNode> parts = new ArrayList<>();
    while (at < text.length && text[at] != '|' && text[at] != ')') {
      int start = at;
      RegexNode item = item();
      if (at > start && !isComment(item)) {
        parts.add(repeated(item));
      }
    }
    return new RegexNode.Sequence(parts);
  }

  private static boolean isComment(RegexNode item) {
    return item instanceof RegexNode.Mark(RegexNode.Kind kind) && kind == RegexNode.Kind.COMMENT;
  }

  private RegexNode item() throws PatternException {
    int c = text[at++];
    return switch (c) {
      case '^' -> new RegexNode.Mark(RegexNode.Kind.START);
      case '$' -> new RegexNode.Mark(RegexNode.Kind.DOLLAR);
      case '.' -> dot();
      case '[' -> new RegexClass(text, at, ascii).read(this::moveTo);
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?' -> throw new PatternException("nada que repetir.", "nothing to repeat.");
      default -> literal(c);
    };
  }

  private void moveTo(int position) {
    at = position;
  }

  private RegexNode dot() {
    return dotAll
        ? new RegexNode.One(
            CodePoints.range(0, Character.MAX_CODE_POINT), "[\\x{0}-\\x{10ffff}]", 2)
        : new RegexNode.One(CodePoints.range('\n', '\n').complement(), "[^\\x{a}]", 2);
  }

  static RegexNode.One literal(int c) {
    return new RegexNode.One(CodePoints.range(c, c), Re2.quote(c), 1);
  }

  private RegexNode group() throws PatternException {
    if (looking("?#")) {
      return comment();
    }
    opening();
    RegexNode inner = choice();
    if (!accept(')')) {
      throw new PatternException("falta un paréntesis `)`.", "missing `)`.");
    }
    return inner instanceof RegexNode.Choice ? inner : new RegexNode.Choice(List.of(inner));
  }

  private RegexNode comment() throws PatternException {
    while (at < text.length && text[at] != ')') {
      at++;
    }
    if (!accept(')')) {
      throw new PatternException("falta un paréntesis `)`.", "missing `)`.");
    }
    return new RegexNode.Mark(RegexNode.Kind.COMMENT);
  }

  /// What stands between `(` and the group's pattern.
  private void opening() throws PatternException {
    if (!accept('?')) {
      return;
    }
    if (accept(':')) {
      return;
    }
    if (looking("P<")) {
      at += 2;
      groupName();
      return;
    }
    throw PatternException.notBuilt(extension());
  }

  private String extension() {
    StringBuilder shown = new StringBuilder("(?");
    for (int i = at; i < Math.min(at + 2, text.length); i++) {
      shown.appendCodePoint(text[i]);
    }
    return shown.append("…)").toString();
  }

  private void groupName() throws PatternException {
    int start = at;
    while (at < text.length && Character.isUnicodeIdentifierPart(text[at])) {
      at++;
    }
    if (at == start || !accept('>')) {
      throw new PatternException("nombre de grupo no válido.", "not a valid group name.");
    }
  }

  private RegexNode escape() throws PatternException {
    if (at >= text.length) {
      throw new PatternException("termina en `\\`.", "ends in `\\`.");
    }
    int c = text[at++];
    return switch (c) {
      case 'A' -> new RegexNode.Mark(RegexNode.Kind.START);
      case 'Z' -> new RegexNode.Mark(RegexNode.Kind.END);
      case 'b' -> boundary();
      case 'B' -> throw PatternException.notBuilt("\\B");
      case 'd', 'D', 's', 'S', 'w', 'W' -> RegexClass.shorthand(c, ascii);
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          throw PatternException.notBuilt("\\" + (char) c);
      default -> literal(new RegexEscape(text, at).read(c, this::moveTo));
    };
  }

  private RegexNode boundary() throws PatternException {
    if (ascii) {
      throw PatternException.notBuilt("(?a)…\\b");
    }
    return new RegexNode.Mark(RegexNode.Kind.BOUNDARY);
  }

  private RegexNode repeated(RegexNode item) throws PatternException {
    int start = at;
    RegexNode result = quantified(item);
    if (result.equals(item) && at == start) {
      return item;
    }
    if (accept('?')) {
      noMore();
      return result;
    }
    if (at < text.length && text[at] == '+') {
      throw PatternException.notBuilt("*+ ++ ?+");
    }
    noMore();
    return result;
  }

  private void noMore() throws PatternException {
    int start = at;
    RegexNode probe = literal('x');
    quantified(probe);
    if (at != start) {
      throw new PatternException("repetición múltiple.", "multiple repeat.");
    }
  }

  private RegexNode quantified(RegexNode item) throws PatternException {
    int min = 0;
    int max = -1;
    if (accept('*')) {
      return repeat(item, min, max);
    }
    if (accept('+')) {
      return repeat(item, 1, max);
    }
    if (accept('?')) {
      return repeat(item, 0, 1);
    }
    return at < text.length && text[at] == '{' ? braces(item) : item;
  }

  private RegexNode braces(RegexNode item) throws PatternException {
    int close = at + 1;
    while (close < text.length && (text[close] == ',' || isDigit(text[close]))) {
      close++;
    }
    String inside = new String(text, at + 1, close - at - 1);
    boolean valid =
        close < text.length && text[close] == '}' && inside.matches("[0-9]+(,[0-9]*)?|,[0-9]*");
    if (!valid) {
      return item;
    }
    at = close + 1;
    int comma = inside.indexOf(',');
    int min = bound(comma < 0 ? inside : inside.substring(0, comma), 0);
    int max = comma < 0 ? min : bound(inside.substring(comma + 1), -1);
    return repeat(item, min, max);
  }

  private static int bound(String digits, int missing) throws PatternException {
    if (digits.isEmpty()) {
      return missing;
    }
    if (digits.length() > 9) {
      throw PatternException.notBuilt("{m,n} > 1000");
    }
    return Integer.parseInt(digits);
  }

  private static RegexNode repeat(RegexNode item, int min, int max) throws PatternException {
    if (item instanceof RegexNode.Mark) {
      throw PatternException.notBuilt("^* $* \\b*");
    }
    if (max >= 0 && max < min) {
      throw new PatternException("{m,n} con m > n.", "{m,n} with m > n.");
    }
    if (max > 1000 || min > 1000) {
      throw PatternException.notBuilt("{m,n} > 1000");
    }
    return new RegexNode.Repeat(item, min, max);
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private boolean accept(int c) {
    if (at >= text.length || text[at] != c) {
      return false;
    }
    at++;
    return true;
  }

  private boolean looking(String word) {
    for (int i = 0; i < word.length(); i++) {
      if (at + i >= text.length || text[at + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  static int large() {
    return LARGE;
  }
}
