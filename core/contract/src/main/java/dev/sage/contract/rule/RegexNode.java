package dev.sage.contract.rule;

import java.util.List;
import java.util.Optional;

/// A part of a pattern.
sealed interface RegexNode {

  /// One character of a set.
  ///
  /// @param re2 the set as an RE2 class or character
  /// @param weight how large it is as a program
  record One(CodePoints set, String re2, int weight) implements RegexNode {}

  record Sequence(List<RegexNode> parts) implements RegexNode {}

  record Choice(List<RegexNode> branches) implements RegexNode {}

  /// @param max negative: without end
  record Repeat(RegexNode part, int min, int max) implements RegexNode {}

  record Mark(Kind kind) implements RegexNode {}

  enum Kind {
    START,
    END,
    DOLLAR,
    BOUNDARY,
    /// Nothing.
    COMMENT
  }

  /// The characters that it surely begins with; empty when it may match nothing.
  default Optional<CodePoints> first() {
    return edge(true);
  }

  /// The characters that it surely ends with; empty when it may match nothing.
  default Optional<CodePoints> last() {
    return edge(false);
  }

  private Optional<CodePoints> edge(boolean first) {
    return switch (this) {
      case One one -> Optional.of(one.set());
      case Sequence(List<RegexNode> parts) ->
          parts.isEmpty()
              ? Optional.empty()
              : (first ? parts.getFirst() : parts.getLast()).edge(first);
      case Choice choice -> anyEdge(choice, first);
      case Repeat repeat -> repeat.min() > 0 ? repeat.part().edge(first) : Optional.empty();
      case Mark _ -> Optional.empty();
    };
  }

  private static Optional<CodePoints> anyEdge(Choice choice, boolean first) {
    CodePoints all = null;
    for (RegexNode branch : choice.branches()) {
      Optional<CodePoints> edge = branch.edge(first);
      if (edge.isEmpty()) {
        return edge;
      }
      all = all == null ? edge.get() : all.union(edge.get());
    }
    return Optional.ofNullable(all);
  }
}
