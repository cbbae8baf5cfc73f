package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the files of a catalog are called: one name, or a pattern of many with `*` (any
/// characters), `?` (one character) and `[a-z]`, `[!a-z]` (one of these, or none of these). None of
/// them stands for `/`; upper and lower case are the same. Matching takes at most the product of
/// both lengths.
///
/// @param text as the contract has it
public record FilePattern(String text) {
  private static final String ANY = "*";
  private static final String ONE = "?";

  /// Whether it can be several files.
  public boolean isGlob() {
    return text.chars().anyMatch(c -> "*?[".indexOf(c) >= 0);
  }

  public boolean matches(String name) {
    return isGlob() ? matches(pieces(), name.codePoints().toArray()) : text.equalsIgnoreCase(name);
  }

  /// Why it is no pattern; empty if it is one, or a plain name.
  Optional<Message> fault() {
    for (String piece : pieces()) {
      if (piece.equals("[")) {
        return Optional.of(
            new Message(
                "El '[' no se cierra. Un '[' que es parte del nombre se escribe '[[]'.",
                "The '[' is not closed. A '[' that is part of the name is written '[[]'."));
      }
      if (isSet(piece) && ranges(piece).stream().anyMatch(r -> r.first() > r.last())) {
        String shown = Messages.quoted(piece);
        return Optional.of(
            new Message(
                "En " + shown + " un tramo va hacia atrás.",
                "In " + shown + " a range goes backwards."));
      }
    }
    return Optional.empty();
  }

  /// Goes back to the last `*` only: what an earlier one could take, it can take, too.
  private static boolean matches(List<String> glob, int[] name) {
    int at = 0;
    int next = 0;
    int star = -1;
    int taken = 0;
    while (at < name.length) {
      String piece = next < glob.size() ? glob.get(next) : "";
      if (piece.equals(ANY)) {
        star = next++;
        taken = at;
      } else if (takes(piece, name[at])) {
        next++;
        at++;
      } else if (star >= 0 && name[taken] != '/') {
        next = star + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    return glob.subList(next, glob.size()).stream().allMatch(ANY::equals);
  }

  private static boolean takes(String piece, int c) {
    if (piece.equals(ONE) || isSet(piece)) {
      return c != '/' && (piece.equals(ONE) || isIn(piece, c));
    }
    return piece.equalsIgnoreCase(Character.toString(c));
  }

  private static boolean isSet(String piece) {
    return piece.length() > 2 && piece.startsWith("[");
  }

  private static boolean isIn(String set, int c) {
    int upper = Character.toUpperCase(c);
    int lower = Character.toLowerCase(upper);
    boolean among = ranges(set).stream().anyMatch(r -> r.has(c) || r.has(upper) || r.has(lower));
    return among != isNegated(set);
  }

  private static boolean isNegated(String set) {
    return set.charAt(1) == '!';
  }

  private record Range(int first, int last) {
    boolean has(int c) {
      return first <= c && c <= last;
    }
  }

  private static List<Range> ranges(String set) {
    int[] inside = set.substring(isNegated(set) ? 2 : 1, set.length() - 1).codePoints().toArray();
    List<Range> ranges = new ArrayList<>();
    for (int i = 0; i < inside.length; i++) {
      boolean range = i + 2 < inside.length && inside[i + 1] == '-';
      ranges.add(new Range(inside[i], range ? inside[i + 2] : inside[i]));
      i += range ? 2 : 0;
    }
    return ranges;
  }

  /// Each `*`, `?`, set and character; a `[` by itself is one that is not closed.
  private List<String> pieces() {
    List<String> pieces = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      int end = text.charAt(at) == '[' ? endOfSet(at) : text.offsetByCodePoints(at, 1);
      pieces.add(text.substring(at, end));
      at = end;
    }
    return pieces;
  }

  /// A `]` that comes first is one of the set.
  private int endOfSet(int from) {
    int first = from + (text.startsWith("!", from + 1) ? 2 : 1);
    int close = text.indexOf(']', first + 1);
    return close < 0 ? from + 1 : close + 1;
  }
}
