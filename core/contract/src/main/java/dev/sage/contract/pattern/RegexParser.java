package dev.sage.contract.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Reads a pattern of Python's `re`.
final class RegexParser {
  /// What a class of all letters weighs.
  static final int LARGE = 10;

  private static final int MAX_DEPTH = 50;

  private final int[] text;
  private final Map<String, Integer> names = new HashMap<>();
  private final Map<Integer, OptionalLong> widths = new HashMap<>();
  private final Set<Integer> open = new HashSet<>();
  private final RegexWidth width = new RegexWidth(widths);
  private int at;
  private int depth;
  private int groups;
  private int asked;

  /// Groups up to this one may be referred to inside a look behind.
  private int outside = Integer.MAX_VALUE;

  private RegexFlags flags;
  private boolean folds;

  RegexParser(String text, boolean ignoreCase) {
    this.text = text.codePoints().toArray();
    this.flags = new RegexFlags(ignoreCase, false, false, false, false);
  }

  /// Whether case does not matter, by the flags at the start.
  boolean ignoresCase() {
    return folds;
  }

  int groups() {
    return groups;
  }

  RegexNode parse() throws PatternException {
    globalFlags();
    folds = flags.ignoreCase();
    RegexNode whole = choice();
    if (at < text.length) {
      throw new PatternException("sobra un paréntesis `)`.", "unbalanced parenthesis `)`.");
    }
    if (asked > groups) {
      throw PatternException.unknownGroup(Integer.toString(asked));
    }
    return whole;
  }

  private void globalFlags() throws PatternException {
    while (looking("(?") && at + 2 < text.length && isFlag(text[at + 2])) {
      int end = at + 2;
      while (end < text.length && isFlag(text[end])) {
        end++;
      }
      if (end >= text.length || text[end] != ')') {
        return;
      }
      for (int i = at + 2; i < end; i++) {
        flags = flags.with((char) text[i], true);
      }
      at = end + 1;
    }
  }

  private static boolean isFlag(int c) {
    return c < 128 && RegexFlags.LETTERS.indexOf(c) >= 0;
  }

  private void enter() throws PatternException {
    if (++depth > MAX_DEPTH) {
      throw new PatternException("demasiado anidado.", "nested too deeply.");
    }
  }

  private RegexNode choice() throws PatternException {
    enter();
    List<RegexNode> branches = new ArrayList<>(List.of(sequence()));
    while (accept('|')) {
      branches.add(sequence());
    }
    depth--;
    return branches.size() == 1 ? branches.getFirst() : new RegexNode.Choice(branches);
  }

  private RegexNode sequence() throws PatternException {
    List<RegexNode> parts = new ArrayList<>();
    skipComments();
    while (at < text.length && text[at] != '|' && text[at] != ')') {
      RegexNode item = item();
      skipComments();
      parts.add(repeated(item));
      skipComments();
    }
    return new RegexNode.Sequence(parts);
  }

  private void skipComments() throws PatternException {
    while (at < text.length) {
      if (looking("(?#")) {
        skipTo(')');
        if (!accept(')')) {
          throw unclosed();
        }
      } else if (flags.verbose() && text[at] == '#') {
        skipTo('\n');
      } else if (flags.verbose() && " \t\n\r\u000b\f".indexOf(text[at]) >= 0) {
        at++;
      } else {
        return;
      }
    }
  }

  private void skipTo(int end) {
    while (at < text.length && text[at] != end) {
      at++;
    }
  }

  private RegexNode item() throws PatternException {
    int c = text[at++];
    return switch (c) {
      case '^' -> mark(flags.multiline() ? RegexNode.Kind.LINE_START : RegexNode.Kind.START);
      case '$' -> mark(flags.multiline() ? RegexNode.Kind.LINE_END : RegexNode.Kind.DOLLAR);
      case '.' -> dot();
      case '[' -> new RegexClass(text, at, flags.ascii(), flags.ignoreCase()).read(this::moveTo);
      case '(' -> group();
      case '\\' -> escape();
      case '*', '+', '?' -> throw nothingToRepeat();
      case '{' -> brace();
      default -> literal(c);
    };
  }

  private static RegexNode mark(RegexNode.Kind kind) {
    return new RegexNode.Mark(kind);
  }

  private RegexNode brace() throws PatternException {
    at--;
    if (bounds().isPresent()) {
      throw nothingToRepeat();
    }
    at++;
    return literal('{');
  }

  private static PatternException nothingToRepeat() {
    return new PatternException("nada que repetir.", "nothing to repeat.");
  }

  private static PatternException unclosed() {
    return new PatternException("falta un paréntesis `)`.", "missing `)`.");
  }

  private void moveTo(int position) {
    at = position;
  }

  private RegexNode dot() {
    boolean any = flags.ignoreCase();
    return flags.dotAll()
        ? new RegexNode.One(CodePoints.ALL, "[\\x{0}-\\x{10ffff}]", 2, any)
        : new RegexNode.One(CodePoints.NO_LINE_FEED, "[^\\x{a}]", 2, any);
  }

  private RegexNode.One literal(int c) {
    boolean any = flags.ignoreCase();
    CodePoints set = any ? Folding.closure(c, c) : CodePoints.range(c, c);
    return new RegexNode.One(set, Re2.quote(c), 1, any);
  }

  private RegexNode group() throws PatternException {
    if (!accept('?')) {
      return captured("");
    }
    int c = at < text.length ? text[at++] : -1;
    return switch (c) {
      case ':' -> plain(inner(flags));
      case '=', '!' -> new RegexNode.Look(inner(flags), true, c == '!', 0);
      case '<' -> behind();
      case '>' -> new RegexNode.Atomic(inner(flags));
      case '(' -> ifMatched();
      case 'P' -> named();
      case -1 -> throw unclosed();
      default -> {
        at--;
        yield plain(inner(scoped()));
      }
    };
  }

  /// So that what follows repeats all of it.
  private static RegexNode plain(RegexNode inner) {
    return inner instanceof RegexNode.Choice ? inner : new RegexNode.Choice(List.of(inner));
  }

  /// The pattern up to the closing parenthesis.
  private RegexNode inner(RegexFlags inside) throws PatternException {
    RegexFlags before = flags;
    flags = inside;
    RegexNode inner = choice();
    flags = before;
    if (!accept(')')) {
      throw unclosed();
    }
    return inner;
  }

  private RegexNode captured(String name) throws PatternException {
    int number = ++groups;
    if (!name.isEmpty() && names.putIfAbsent(name, number) != null) {
      throw new PatternException("nombre de grupo repetido.", "group name used twice.");
    }
    open.add(number);
    RegexNode inner = inner(flags);
    open.remove(number);
    widths.put(number, width.of(inner));
    return new RegexNode.Group(inner, number);
  }

  private RegexNode named() throws PatternException {
    if (accept('<')) {
      return captured(name('>'));
    }
    if (!accept('=')) {
      throw unknownExtension();
    }
    String name = name(')');
    Integer number = names.get(name);
    if (number == null) {
      throw PatternException.unknownGroup(name);
    }
    return back(number);
  }

  private String name(int end) throws PatternException {
    int start = at;
    while (at < text.length && Character.isUnicodeIdentifierPart(text[at])) {
      at++;
    }
    boolean good =
        at > start && (text[start] == '_' || Character.isUnicodeIdentifierStart(text[start]));
    String name = new String(text, start, at - start);
    if (!good || !accept(end)) {
      throw new PatternException("nombre de grupo no válido.", "not a valid group name.");
    }
    return name;
  }

  private RegexNode behind() throws PatternException {
    if (!accept('=') && !accept('!')) {
      throw unknownExtension();
    }
    boolean negated = text[at - 1] == '!';
    int before = outside;
    outside = Math.min(outside, groups);
    RegexNode inner = inner(flags);
    outside = before;
    OptionalLong size = width.of(inner);
    if (size.isEmpty()) {
      throw new PatternException(
          "lo que mira hacia atrás debe tener una longitud fija.",
          "a look-behind needs a fixed width.");
    }
    return new RegexNode.Look(inner, false, negated, (int) size.getAsLong());
  }

  private RegexNode ifMatched() throws PatternException {
    int number = condition();
    requireOutside(number);
    enter();
    RegexFlags before = flags;
    RegexNode then = sequence();
    RegexNode otherwise = accept('|') ? sequence() : new RegexNode.Sequence(List.of());
    flags = before;
    depth--;
    if (at < text.length && text[at] == '|') {
      throw new PatternException("más de dos ramas.", "more than two branches.");
    }
    if (!accept(')')) {
      throw unclosed();
    }
    return new RegexNode.IfMatched(number, then, otherwise);
  }

  /// The group of a condition, by number (it may come later) or name.
  private int condition() throws PatternException {
    int start = at;
    int number = 0;
    while (at < text.length && isDigit(text[at]) && number < 100_000) {
      number = number * 10 + text[at++] - '0';
    }
    if (number > 0 && accept(')')) {
      asked = Math.max(asked, number);
      return number;
    }
    at = start;
    String name = name(')');
    Integer known = names.get(name);
    if (known == null) {
      throw PatternException.unknownGroup(name);
    }
    return known;
  }

  /// `i-s:` behind `(?`.
  private RegexFlags scoped() throws PatternException {
    RegexFlags inside = flags;
    boolean on = true;
    int start = at;
    while (at < text.length && (isFlag(text[at]) || (text[at] == '-' && on))) {
      if (text[at] == '-') {
        on = false;
      } else {
        inside = inside.with((char) text[at], on);
      }
      at++;
    }
    if (at > start && accept(':')) {
      return inside;
    }
    at = start;
    throw unknownExtension();
  }

  private PatternException unknownExtension() {
    StringBuilder shown = new StringBuilder("(?");
    for (int i = Math.max(0, at); i < Math.min(at + 2, text.length); i++) {
      shown.appendCodePoint(text[i]);
    }
    String extension = shown.append("…").toString();
    return new PatternException(
        "`" + extension + "` no existe en los patrones.",
        "`" + extension + "` is not part of patterns.");
  }

  private RegexNode back(int number) throws PatternException {
    if (number > groups) {
      throw PatternException.unknownGroup(Integer.toString(number));
    }
    if (open.contains(number)) {
      throw new PatternException(
          "referencia a un grupo que no se ha cerrado.", "reference to a group that is open.");
    }
    requireOutside(number);
    return new RegexNode.Back(number, flags.ignoreCase());
  }

  private void requireOutside(int number) throws PatternException {
    if (number > outside) {
      throw new PatternException(
          "referencia a un grupo del mismo `(?<…)`.", "reference to a group of the same `(?<…)`.");
    }
  }

  private RegexNode escape() throws PatternException {
    if (at >= text.length) {
      throw new PatternException("termina en `\\`.", "ends in `\\`.");
    }
    int c = text[at++];
    boolean ascii = flags.ascii();
    return switch (c) {
      case 'A' -> mark(RegexNode.Kind.START);
      case 'Z' -> mark(RegexNode.Kind.END);
      case 'b' -> mark(ascii ? RegexNode.Kind.ASCII_BOUNDARY : RegexNode.Kind.BOUNDARY);
      case 'B' -> mark(ascii ? RegexNode.Kind.ASCII_NO_BOUNDARY : RegexNode.Kind.NO_BOUNDARY);
      case 'd', 'D', 's', 'S', 'w', 'W' -> RegexClass.shorthand(c, ascii, flags.ignoreCase());
      case '1', '2', '3', '4', '5', '6', '7', '8', '9' -> reference(c);
      default -> literal(new RegexEscape(text, at).read(c, this::moveTo));
    };
  }

  /// A group by number; three octal digits are a character.
  private RegexNode reference(int first) throws PatternException {
    boolean octal =
        at + 1 < text.length
            && RegexEscape.isOctal(first)
            && RegexEscape.isOctal(text[at])
            && RegexEscape.isOctal(text[at + 1]);
    if (octal) {
      return literal(new RegexEscape(text, at).read(first, this::moveTo));
    }
    int number = first - '0';
    if (at < text.length && isDigit(text[at])) {
      number = number * 10 + text[at++] - '0';
    }
    return back(number);
  }

  private RegexNode repeated(RegexNode item) throws PatternException {
    Optional<Bounds> bounds = bounds();
    if (bounds.isEmpty()) {
      return item;
    }
    if (item instanceof RegexNode.Mark) {
      throw nothingToRepeat();
    }
    RegexNode.Greed greed = greed();
    skipComments();
    if (bounds().isPresent()) {
      throw new PatternException("repetición múltiple.", "multiple repeat.");
    }
    return new RegexNode.Repeat(item, bounds.get().min(), bounds.get().max(), greed);
  }

  private RegexNode.Greed greed() {
    if (accept('?')) {
      return RegexNode.Greed.LAZY;
    }
    return accept('+') ? RegexNode.Greed.POSSESSIVE : RegexNode.Greed.GREEDY;
  }

  /// @param max negative: without end
  private record Bounds(int min, int max) {}

  /// The repetition that stands here, taken.
  private Optional<Bounds> bounds() throws PatternException {
    if (accept('*')) {
      return Optional.of(new Bounds(0, -1));
    }
    if (accept('+')) {
      return Optional.of(new Bounds(1, -1));
    }
    if (accept('?')) {
      return Optional.of(new Bounds(0, 1));
    }
    return at < text.length && text[at] == '{' ? braces() : Optional.empty();
  }

  private Optional<Bounds> braces() throws PatternException {
    int close = at + 1;
    while (close < text.length && (text[close] == ',' || isDigit(text[close]))) {
      close++;
    }
    String inside = new String(text, at + 1, close - at - 1);
    boolean valid =
        close < text.length && text[close] == '}' && inside.matches("[0-9]+(,[0-9]*)?|,[0-9]*");
    if (!valid) {
      return Optional.empty();
    }
    at = close + 1;
    int comma = inside.indexOf(',');
    int min = bound(comma < 0 ? inside : inside.substring(0, comma), 0);
    int max = comma < 0 ? min : bound(inside.substring(comma + 1), -1);
    if (max >= 0 && max < min) {
      throw new PatternException("{m,n} con m > n.", "{m,n} with m > n.");
    }
    return Optional.of(new Bounds(min, max));
  }

  private static int bound(String digits, int missing) throws PatternException {
    if (digits.isEmpty()) {
      return missing;
    }
    if (digits.length() > 9) {
      throw new PatternException("{m,n} demasiado grande.", "{m,n} is too large.");
    }
    return Integer.parseInt(digits);
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
}
