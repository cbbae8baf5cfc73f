package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.Optional;

/// Plain mistakes in a regular expression: what does not close, what repeats nothing.
final class PatternSyntax {
  private final String pattern;
  private int at;
  private int groups;
  private boolean repeatable;

  private PatternSyntax(String pattern) {
    this.pattern = pattern;
  }

  static Optional<Message> problem(String pattern) {
    return new PatternSyntax(pattern).scan();
  }

  private Optional<Message> scan() {
    while (at < pattern.length()) {
      Optional<Message> problem = step(pattern.charAt(at++));
      if (problem.isPresent()) {
        return problem;
      }
    }
    return groups > 0 ? bad("falta un ')'", "a ')' is missing") : Optional.empty();
  }

  private Optional<Message> step(char c) {
    boolean before = repeatable;
    repeatable = true;
    return switch (c) {
      case '\\' -> skipEscaped();
      case '[' -> skipClass();
      case '(' -> open();
      case ')' -> --groups < 0 ? bad("sobra un ')'", "there is a ')' too many") : Optional.empty();
      case '|' -> nothingToRepeat();
      case '*', '+', '?' ->
          before
              ? Optional.empty()
              : bad("'" + c + "' no repite nada", "'" + c + "' repeats nothing");
      default -> Optional.empty();
    };
  }

  private Optional<Message> nothingToRepeat() {
    repeatable = false;
    return Optional.empty();
  }

  private Optional<Message> skipEscaped() {
    return at++ < pattern.length()
        ? Optional.empty()
        : bad("termina en una barra '\\'", "it ends with a backslash");
  }

  private Optional<Message> open() {
    groups++;
    repeatable = false;
    if (pattern.startsWith("?", at)) {
      at++;
    }
    return Optional.empty();
  }

  private Optional<Message> skipClass() {
    if (pattern.startsWith("^", at)) {
      at++;
    }
    // A ']' that comes first is an ordinary character.
    int first = at;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      at += pattern.charAt(at) == '\\' ? 2 : 1;
    }
    return at++ < pattern.length() ? Optional.empty() : bad("falta un ']'", "a ']' is missing");
  }

  private static Optional<Message> bad(String es, String en) {
    return Optional.of(
        new Message(
            "La expresión regular no vale: " + es + ".",
            "The regular expression is not valid: " + en + "."));
  }
}
