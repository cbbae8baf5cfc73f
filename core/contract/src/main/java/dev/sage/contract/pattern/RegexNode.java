package dev.sage.contract.pattern;

import java.util.List;
import java.util.Optional;

/// A part of a pattern.
sealed interface RegexNode {

  /// One character of a set.
  ///
  /// @param set with other cases, if case does not matter
  /// @param re2 the set as an RE2 class or character, without other cases
  /// @param weight how large it is as a program
  /// @param folds whether case does not matter
  record One(CodePoints set, String re2, int weight, boolean folds) implements RegexNode {}

  record Sequence(List<RegexNode> parts) implements RegexNode {}

  record Choice(List<RegexNode> branches) implements RegexNode {}

  /// @param max negative: without end
  record Repeat(RegexNode part, int min, int max, Greed greed) implements RegexNode {}

  /// How many a repetition tries first; POSSESSIVE never gives any back.
  enum Greed {
    GREEDY,
    LAZY,
    POSSESSIVE
  }

  record Mark(Kind kind) implements RegexNode {}

  enum Kind {
    START,
    END,
    DOLLAR,
    LINE_START,
    LINE_END,
    BOUNDARY,
    NO_BOUNDARY,
    ASCII_BOUNDARY,
    ASCII_NO_BOUNDARY
  }

  /// `(…)`: what it matched is remembered.
  record Group(RegexNode part, int number) implements RegexNode {}

  /// What a group matched, again.
  record Back(int number, boolean folds) implements RegexNode {}

  /// @param width of a look behind; 0 for a look ahead
  record Look(RegexNode part, boolean ahead, boolean negated, int width) implements RegexNode {}

  /// The first way it matches, and no other.
  record Atomic(RegexNode part) implements RegexNode {}

  /// One pattern if a group has matched, another one if not.
  record IfMatched(int number, RegexNode then, RegexNode otherwise) implements RegexNode {}

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
      case Group(RegexNode part, int _) -> part.edge(first);
      case Atomic(RegexNode part) -> part.edge(first);
      case Mark _, Back _, Look _, IfMatched _ -> Optional.empty();
    };
  }

  private static Optional<CodePoints> anyEdge(Choice choice, boolean first) {
    CodePoints all = CodePoints.NONE;
    for (RegexNode branch : choice.branches()) {
      Optional<CodePoints> edge = branch.edge(first);
      if (edge.isEmpty()) {
        return edge;
      }
      all = all.union(edge.get());
    }
    return Optional.of(all);
  }
}
