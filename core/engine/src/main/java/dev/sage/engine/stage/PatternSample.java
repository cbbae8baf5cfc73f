package dev.sage.engine.stage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A text that a regular expression matches, made up from the plain parts of its language. Who has
/// to mend a value understands `V-12345` sooner than `^V-[0-9]{5}$`.
final class PatternSample {
  private static final int LONGEST = 30;
  private static final int MOST_STEPS = 1_000;
  private static final List<String> CHARACTERS =
      List.of(
          "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
          "abcdefghijklmnopqrstuvwxyz",
          "1234567890",
          "-/_. ,:;@#+*()&%$");

  private final String pattern;
  private int at;
  private int steps;
  private final int[] next = new int[CHARACTERS.size()];

  private PatternSample(String pattern) {
    this.pattern = pattern;
  }

  /// Empty where the expression has parts that this does not know.
  static Optional<String> of(String pattern) {
    try {
      PatternSample sample = new PatternSample(pattern);
      String text = sample.alternatives();
      boolean good =
          sample.at == pattern.length()
              && !text.isBlank()
              && text.length() <= LONGEST
              && Pattern.compile(pattern).matcher(text).matches();
      return good ? Optional.of(text) : Optional.empty();
    } catch (Unknown | PatternSyntaxException | IndexOutOfBoundsException _) {
      return Optional.empty();
    }
  }

  /// The first of them; the others are read over.
  private String alternatives() throws Unknown {
    String first = sequence();
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      sequence();
    }
    return first;
  }

  private String sequence() throws Unknown {
    StringBuilder text = new StringBuilder();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      int start = at;
      String once = atom();
      int end = at;
      int times = times();
      for (int i = 0; i < times && text.length() <= LONGEST; i++) {
        text.append(i == 0 ? once : again(start, end));
      }
    }
    return text.toString();
  }

  /// The same part with other letters and digits.
  private String again(int start, int end) throws Unknown {
    int back = at;
    at = start;
    String text = atom();
    if (at != end) {
      throw new Unknown();
    }
    at = back;
    return text;
  }

  private String atom() throws Unknown {
    if (++steps > MOST_STEPS) {
      throw new Unknown();
    }
    char c = pattern.charAt(at++);
    return switch (c) {
      case '^' -> atEdge(at == 1);
      case '$' -> atEdge(at == pattern.length());
      case '(' -> group();
      case '[' -> ofClass();
      case '\\' -> escape();
      case '.' -> like(".");
      case '*', '+', '?', '{', '}' -> throw new Unknown();
      default -> String.valueOf(c);
    };
  }

  /// An anchor anywhere else would make most texts wrong.
  private static String atEdge(boolean edge) throws Unknown {
    if (!edge) {
      throw new Unknown();
    }
    return "";
  }

  private String group() throws Unknown {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.charAt(at) == '?') {
      throw new Unknown();
    }
    String text = alternatives();
    if (pattern.charAt(at++) != ')') {
      throw new Unknown();
    }
    return text;
  }

  private String ofClass() throws Unknown {
    int start = at - 1;
    if (pattern.charAt(at) == '^') {
      at++;
    }
    at++; // a bracket in the first place closes nothing
    while (pattern.charAt(at) != ']') {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    return like(pattern.substring(start, ++at));
  }

  private String escape() throws Unknown {
    char c = pattern.charAt(at++);
    if ("dwsDWS".indexOf(c) >= 0) {
      return like("\\" + c);
    }
    if (Character.isLetterOrDigit(c)) {
      throw new Unknown();
    }
    return String.valueOf(c);
  }

  /// A character of a class, each time another: a letter sooner than a digit, a digit sooner than a
  /// sign.
  private String like(String characters) throws Unknown {
    Pattern one = Pattern.compile(characters);
    for (int kind = 0; kind < next.length; kind++) {
      String all = CHARACTERS.get(kind);
      for (int i = 0; i < all.length(); i++) {
        String c = String.valueOf(all.charAt((next[kind] + i) % all.length()));
        if (one.matcher(c).matches()) {
          next[kind] += i + 1;
          return c;
        }
      }
    }
    throw new Unknown();
  }

  private int times() throws Unknown {
    int times = 1;
    if (at < pattern.length()) {
      switch (pattern.charAt(at)) {
        case '*', '?' -> times = quantified(0);
        case '+' -> times = quantified(3);
        case '{' -> times = counted();
        default -> {}
      }
    }
    return times;
  }

  private int quantified(int times) {
    at++;
    lazy();
    return times;
  }

  private void lazy() {
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++;
    }
  }

  private int counted() throws Unknown {
    int end = pattern.indexOf('}', at);
    String least = pattern.substring(at + 1, end).split(",", -1)[0];
    at = end + 1;
    lazy();
    if (!least.matches("[0-9]{1,2}")) {
      throw new Unknown();
    }
    return Integer.parseInt(least);
  }

  private static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown() {
      super(null, null, false, false);
    }
  }
}
