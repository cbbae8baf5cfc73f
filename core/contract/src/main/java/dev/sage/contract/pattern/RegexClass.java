package dev.sage.contract.pattern;

import java.util.Optional;
import java.util.function.IntConsumer;

/// A class of characters: `[…]`, or `\d \w \s` and their contraries.
final class RegexClass {
  private static final String WORD = "\\p{L}\\p{N}_";

  private final int[] text;
  private final boolean ascii;
  private final boolean folds;
  private final StringBuilder re2 = new StringBuilder();
  private CodePoints set = CodePoints.NONE;
  private CodePoints written = CodePoints.NONE;
  private boolean listed;
  private boolean large;
  private int at;

  /// @param at behind the opening bracket
  /// @param folds whether case does not matter
  RegexClass(int[] text, int at, boolean ascii, boolean folds) {
    this.text = text;
    this.at = at;
    this.ascii = ascii;
    this.folds = folds;
  }

  static RegexNode.One shorthand(int letter, boolean ascii, boolean folds) {
    boolean wide = Character.toLowerCase(letter) == 'w' && !ascii;
    String body = body(Character.toLowerCase(letter), ascii);
    String re2 = (Character.isUpperCase(letter) ? "[^" : "[") + body + "]";
    return new RegexNode.One(named(letter, ascii), re2, wide ? RegexParser.LARGE : 1, folds);
  }

  private static CodePoints named(int letter, boolean ascii) {
    CodePoints set =
        switch (Character.toLowerCase(letter)) {
          case 'd' -> ascii ? CodePoints.ASCII_DIGIT : CodePoints.DIGIT;
          case 's' -> ascii ? CodePoints.ASCII_SPACE : CodePoints.SPACE;
          default -> ascii ? CodePoints.ASCII_WORD : CodePoints.WORD;
        };
    return Character.isUpperCase(letter) ? set.complement() : set;
  }

  /// A lower-case shorthand inside brackets.
  private static String body(int letter, boolean ascii) {
    if (ascii || letter == 's') {
      return named(letter, ascii).ranges();
    }
    return letter == 'd' ? "\\p{Nd}" : WORD;
  }

  RegexNode read(IntConsumer moveTo) throws PatternException {
    boolean negated = at < text.length && text[at] == '^';
    at += negated ? 1 : 0;
    boolean first = true;
    while (first || peek() != ']') {
      item();
      first = false;
    }
    moveTo.accept(at + 1);
    String body = listed ? written.ranges() : re2.toString();
    return new RegexNode.One(
        negated ? set.complement() : set,
        (negated ? "[^" : "[") + body + "]",
        large ? RegexParser.LARGE : 2,
        folds);
  }

  private int peek() throws PatternException {
    if (at >= text.length) {
      throw new PatternException("falta `]`.", "missing `]`.");
    }
    return text[at];
  }

  private void item() throws PatternException {
    Optional<Integer> low = character();
    boolean range = peek() == '-' && at + 1 < text.length && text[at + 1] != ']';
    if (!range) {
      low.ifPresent(c -> add(c, c));
      return;
    }
    at++;
    Optional<Integer> high = character();
    if (low.isEmpty() || high.isEmpty() || high.get() < low.get()) {
      throw new PatternException("rango de caracteres no válido.", "bad character range.");
    }
    add(low.get(), high.get());
  }

  /// One character; empty after a shorthand, which is then added.
  private Optional<Integer> character() throws PatternException {
    int c = peek();
    at++;
    if (c != '\\') {
      return Optional.of(c);
    }
    int letter = peek();
    at++;
    if ("dDsSwW".indexOf(letter) >= 0) {
      add(letter);
      return Optional.empty();
    }
    return Optional.of(
        letter == 'b' ? '\b' : new RegexEscape(text, at).read(letter, position -> at = position));
  }

  private void add(int low, int high) {
    CodePoints range = CodePoints.range(low, high);
    written = written.union(range);
    set = set.union(folds ? Folding.closure(low, high) : range);
    re2.append(Re2.quote(low));
    if (high > low) {
      re2.append('-').append(Re2.quote(high));
    }
  }

  private void add(int letter) {
    CodePoints named = named(letter, ascii);
    written = written.union(named);
    set = set.union(named);
    large |= Character.toLowerCase(letter) == 'w';
    if (Character.isUpperCase(letter)) {
      listed = true;
    } else {
      re2.append(body(letter, ascii));
    }
  }
}
