package dev.sage.contract.rule;

import java.util.List;
import java.util.Optional;

/// Writes a pattern for RE2. Refuses what RE2 would read otherwise.
final class RegexWriter {
  /// DuckDB takes an anchored empty pattern for equality with the empty text.
  private static final String EMPTY = "a*";

  private static final String NEVER = "[^\\x{0}-\\x{10ffff}]";
  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String NO_WORD = "[^\\p{L}\\p{N}_]";
  private static final int MAX_WEIGHT = 2_000;
  private static final int MAX_REPEAT = 1_000;

  private final PythonPattern.Mode mode;
  private final StringBuilder out = new StringBuilder();

  private RegexWriter(PythonPattern.Mode mode) {
    this.mode = mode;
  }

  static String write(RegexNode tree, PythonPattern.Mode mode, boolean ignoreCase)
      throws PatternException {
    if (weight(tree) > MAX_WEIGHT || repeats(tree) > MAX_REPEAT) {
      throw PatternException.notBuilt("{m,n} > " + MAX_REPEAT);
    }
    RegexWriter writer = new RegexWriter(mode);
    writer.node(tree, true, true);
    String start = (ignoreCase ? "(?i)" : "") + (mode == PythonPattern.Mode.SEARCH ? "" : "\\A");
    String end = mode == PythonPattern.Mode.FULL ? "\\z" : "";
    return start + "(?:" + (writer.out.isEmpty() ? empty(mode) : writer.out) + ")" + end;
  }

  private static String empty(PythonPattern.Mode mode) {
    return mode == PythonPattern.Mode.FULL ? "" : EMPTY;
  }

  private static long weight(RegexNode node) {
    return switch (node) {
      case RegexNode.One one -> one.weight();
      case RegexNode.Sequence(List<RegexNode> parts) ->
          parts.stream().mapToLong(RegexWriter::weight).sum();
      case RegexNode.Choice(List<RegexNode> branches) ->
          branches.stream().mapToLong(RegexWriter::weight).sum() + branches.size();
      case RegexNode.Repeat(RegexNode part, int min, int max) ->
          Math.min(Integer.MAX_VALUE, (weight(part) + 1) * Math.max(1, Math.max(min, max)));
      case RegexNode.Mark _ -> 1;
    };
  }

  private static long repeats(RegexNode node) {
    return switch (node) {
      case RegexNode.One _, RegexNode.Mark _ -> 1;
      case RegexNode.Sequence(List<RegexNode> parts) ->
          parts.stream().mapToLong(RegexWriter::repeats).max().orElse(1);
      case RegexNode.Choice(List<RegexNode> branches) ->
          branches.stream().mapToLong(RegexWriter::repeats).max().orElse(1);
      case RegexNode.Repeat(RegexNode part, int min, int max) ->
          Math.min(Integer.MAX_VALUE, repeats(part) * Math.max(1, Math.max(min, max)));
    };
  }

  /// @param head nothing of the pattern comes before
  /// @param tail nothing of the pattern comes after
  private void node(RegexNode node, boolean head, boolean tail) throws PatternException {
    switch (node) {
      case RegexNode.One one -> out.append(one.re2());
      case RegexNode.Sequence(List<RegexNode> parts) -> sequence(parts, head, tail);
      case RegexNode.Choice(List<RegexNode> branches) -> choice(branches, head, tail);
      case RegexNode.Repeat repeat -> repeat(repeat, head, tail);
      case RegexNode.Mark(RegexNode.Kind kind) ->
          mark(kind, Optional.empty(), Optional.empty(), head, tail);
    }
  }

  private void sequence(List<RegexNode> parts, boolean head, boolean tail) throws PatternException {
    for (int i = 0; i < parts.size(); i++) {
      boolean first = head && i == 0;
      boolean last = tail && i == parts.size() - 1;
      if (parts.get(i) instanceof RegexNode.Mark(RegexNode.Kind kind)) {
        mark(kind, neighbour(parts, i - 1), neighbour(parts, i + 1), first, last);
      } else {
        node(parts.get(i), first, last);
      }
    }
  }

  private static Optional<RegexNode> neighbour(List<RegexNode> parts, int index) {
    return index < 0 || index >= parts.size() ? Optional.empty() : Optional.of(parts.get(index));
  }

  private void choice(List<RegexNode> branches, boolean head, boolean tail)
      throws PatternException {
    out.append("(?:");
    for (int i = 0; i < branches.size(); i++) {
      out.append(i == 0 ? "" : "|");
      node(branches.get(i), head, tail);
    }
    out.append(')');
  }

  private void repeat(RegexNode.Repeat repeat, boolean head, boolean tail) throws PatternException {
    boolean once = repeat.max() == 1;
    out.append("(?:");
    node(repeat.part(), head && once, tail && once);
    out.append(')').append(count(repeat.min(), repeat.max()));
  }

  private static String count(int min, int max) {
    if (max < 0) {
      return min == 0 ? "*" : min == 1 ? "+" : "{" + min + ",}";
    }
    return min == 0 && max == 1 ? "?" : "{" + min + "," + max + "}";
  }

  private void mark(
      RegexNode.Kind kind,
      Optional<RegexNode> before,
      Optional<RegexNode> after,
      boolean head,
      boolean tail)
      throws PatternException {
    switch (kind) {
      case START -> out.append("\\A");
      case END -> out.append("\\z");
      case DOLLAR -> dollar(tail);
      case BOUNDARY -> boundary(before, after, head, tail);
      case COMMENT -> {}
    }
  }

  /// Consuming the final line feed is harmless where nothing follows.
  private void dollar(boolean tail) throws PatternException {
    if (!tail) {
      throw PatternException.notBuilt("$…");
    }
    out.append(mode == PythonPattern.Mode.FULL ? "\\z" : "\\x{a}?\\z");
  }

  /// RE2's own `\b` knows only ASCII, so it is written as what stands on either side.
  private void boundary(
      Optional<RegexNode> before, Optional<RegexNode> after, boolean head, boolean tail)
      throws PatternException {
    boolean left = head ? isWord(after.flatMap(RegexNode::first), "\\b") : wordBefore(before);
    if (head) {
      outside(left, mode == PythonPattern.Mode.SEARCH, "\\A");
    } else if (tail) {
      outside(left, mode != PythonPattern.Mode.FULL, "\\z");
    } else if (left == wordAfter(after)) {
      out.append(NEVER);
    }
  }

  /// At the edge of the pattern.
  ///
  /// @param inside whether the pattern has a word character there
  /// @param more whether the text may go on beyond the pattern
  private void outside(boolean inside, boolean more, String edge) {
    if (more) {
      out.append(inside ? "(?:" + edge + "|" + NO_WORD + ")" : WORD);
    } else if (!inside) {
      out.append(NEVER);
    }
  }

  private static boolean wordBefore(Optional<RegexNode> before) throws PatternException {
    boolean start = before.filter(new RegexNode.Mark(RegexNode.Kind.START)::equals).isPresent();
    return !start && isWord(before.flatMap(RegexNode::last), "…\\b");
  }

  private static boolean wordAfter(Optional<RegexNode> after) throws PatternException {
    boolean end =
        after
            .filter(node ->
                node.equals(new RegexNode.Mark(RegexNode.Kind.END))
                    || node.equals(new RegexNode.Mark(RegexNode.Kind.DOLLAR)))
            .isPresent();
    return !end && isWord(after.flatMap(RegexNode::first), "\\b…");
  }

  private static boolean isWord(Optional<CodePoints> set, String construct)
      throws PatternException {
    if (set.isPresent() && set.get().within(CodePoints.WORD)) {
      return true;
    }
    if (set.isPresent() && set.get().apartFrom(CodePoints.WORD)) {
      return false;
    }
    throw PatternException.notBuilt(construct);
  }
}
