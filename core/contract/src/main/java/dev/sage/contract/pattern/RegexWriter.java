package dev.sage.contract.pattern;

import java.util.List;
import java.util.Optional;

/// Writes a pattern for RE2, unless RE2 cannot say it or would read it otherwise.
final class RegexWriter {
  /// DuckDB takes an anchored empty pattern for equality with the empty text.
  private static final String EMPTY = "a*";

  private static final String NEVER = "[^\\x{0}-\\x{10ffff}]";
  private static final String WORD = "[\\p{L}\\p{N}_]";
  private static final String NO_WORD = "[^\\p{L}\\p{N}_]";
  private static final int MAX_WEIGHT = 2_000;
  private static final int MAX_REPEAT = 1_000;

  private final PythonPattern.Mode mode;
  private final boolean folds;
  private final StringBuilder out = new StringBuilder();

  private RegexWriter(PythonPattern.Mode mode, boolean folds) {
    this.mode = mode;
    this.folds = folds;
  }

  /// Empty where RE2 is no help.
  ///
  /// @param folds whether case does not matter where nothing else is said
  static Optional<String> write(RegexNode tree, PythonPattern.Mode mode, boolean folds) {
    if (weight(tree) > MAX_WEIGHT || repeats(tree) > MAX_REPEAT) {
      return Optional.empty();
    }
    RegexWriter writer = new RegexWriter(mode, folds);
    try {
      writer.node(tree, true, true);
    } catch (Unwritable _) {
      return Optional.empty();
    }
    String start = (folds ? "(?i)" : "") + (mode == PythonPattern.Mode.SEARCH ? "" : "\\A");
    String end = mode == PythonPattern.Mode.FULL ? "\\z" : "";
    String body = writer.out.isEmpty() ? empty(mode) : writer.out.toString();
    return Optional.of(start + "(?:" + body + ")" + end);
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
      case RegexNode.Repeat(RegexNode part, int min, int max, RegexNode.Greed _) ->
          Math.min(Integer.MAX_VALUE, (weight(part) + 1) * Math.max(1, Math.max(min, max)));
      case RegexNode.Group(RegexNode part, int _) -> weight(part);
      case RegexNode.Mark _,
          RegexNode.Back _,
          RegexNode.Look _,
          RegexNode.Atomic _,
          RegexNode.IfMatched _ ->
          1;
    };
  }

  private static long repeats(RegexNode node) {
    return switch (node) {
      case RegexNode.Sequence(List<RegexNode> parts) -> most(parts);
      case RegexNode.Choice(List<RegexNode> branches) -> most(branches);
      case RegexNode.Repeat(RegexNode part, int min, int max, RegexNode.Greed _) ->
          Math.min(Integer.MAX_VALUE, repeats(part) * Math.max(1, Math.max(min, max)));
      case RegexNode.Group(RegexNode part, int _) -> repeats(part);
      case RegexNode.One _,
          RegexNode.Mark _,
          RegexNode.Back _,
          RegexNode.Look _,
          RegexNode.Atomic _,
          RegexNode.IfMatched _ ->
          1;
    };
  }

  private static long most(List<RegexNode> nodes) {
    return nodes.stream().mapToLong(RegexWriter::repeats).max().orElse(1);
  }

  /// @param head nothing of the pattern comes before
  /// @param tail nothing of the pattern comes after
  private void node(RegexNode node, boolean head, boolean tail) throws Unwritable {
    switch (node) {
      case RegexNode.One one -> one(one);
      case RegexNode.Sequence(List<RegexNode> parts) -> sequence(parts, head, tail);
      case RegexNode.Choice(List<RegexNode> branches) -> choice(branches, head, tail);
      case RegexNode.Group(RegexNode part, int _) -> choice(List.of(part), head, tail);
      case RegexNode.Repeat repeat -> repeat(repeat, head, tail);
      case RegexNode.Mark(RegexNode.Kind kind) ->
          mark(kind, Optional.empty(), Optional.empty(), head, tail);
      case RegexNode.Back _, RegexNode.Look _, RegexNode.Atomic _, RegexNode.IfMatched _ ->
          throw new Unwritable();
    }
  }

  private void one(RegexNode.One one) {
    boolean alike = one.folds() == folds;
    out.append(alike ? one.re2() : (one.folds() ? "(?i:" : "(?-i:") + one.re2() + ")");
  }

  private void sequence(List<RegexNode> parts, boolean head, boolean tail) throws Unwritable {
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

  private void choice(List<RegexNode> branches, boolean head, boolean tail) throws Unwritable {
    out.append("(?:");
    for (int i = 0; i < branches.size(); i++) {
      out.append(i == 0 ? "" : "|");
      node(branches.get(i), head, tail);
    }
    out.append(')');
  }

  private void repeat(RegexNode.Repeat repeat, boolean head, boolean tail) throws Unwritable {
    if (repeat.greed() == RegexNode.Greed.POSSESSIVE) {
      throw new Unwritable();
    }
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
      throws Unwritable {
    switch (kind) {
      case START -> out.append("\\A");
      case END -> out.append("\\z");
      case DOLLAR -> dollar(tail);
      case LINE_START -> out.append("(?m:^)");
      case LINE_END -> out.append("(?m:$)");
      case BOUNDARY -> boundary(before, after, head, tail);
      case ASCII_BOUNDARY -> out.append("\\b");
      case NO_BOUNDARY, ASCII_NO_BOUNDARY -> throw new Unwritable();
    }
  }

  /// Consuming the final line feed is harmless where nothing follows.
  private void dollar(boolean tail) throws Unwritable {
    if (!tail) {
      throw new Unwritable();
    }
    out.append(mode == PythonPattern.Mode.FULL ? "\\z" : "\\x{a}?\\z");
  }

  /// RE2's own `\b` knows only ASCII, so it is written as what stands on either side.
  private void boundary(
      Optional<RegexNode> before, Optional<RegexNode> after, boolean head, boolean tail)
      throws Unwritable {
    boolean left = head ? isWord(after.flatMap(RegexNode::first)) : wordBefore(before);
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

  private static boolean wordBefore(Optional<RegexNode> before) throws Unwritable {
    boolean start = before.filter(new RegexNode.Mark(RegexNode.Kind.START)::equals).isPresent();
    return !start && isWord(before.flatMap(RegexNode::last));
  }

  private static boolean wordAfter(Optional<RegexNode> after) throws Unwritable {
    boolean end =
        after
            .filter(node ->
                node.equals(new RegexNode.Mark(RegexNode.Kind.END))
                    || node.equals(new RegexNode.Mark(RegexNode.Kind.DOLLAR)))
            .isPresent();
    return !end && isWord(after.flatMap(RegexNode::first));
  }

  private static boolean isWord(Optional<CodePoints> set) throws Unwritable {
    if (set.isPresent() && set.get().within(CodePoints.WORD)) {
      return true;
    }
    if (set.isPresent() && set.get().apartFrom(CodePoints.WORD)) {
      return false;
    }
    throw new Unwritable();
  }

  /// RE2 has no words for it.
  private static final class Unwritable extends Exception {
    private static final long serialVersionUID = 1L;

    Unwritable() {
      super("not for RE2", null, false, false);
    }
  }
}
