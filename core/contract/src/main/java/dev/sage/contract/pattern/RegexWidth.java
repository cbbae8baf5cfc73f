package dev.sage.contract.pattern;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// How many characters a pattern matches, where that is always the same number.
final class RegexWidth {
  private static final long LIMIT = Integer.MAX_VALUE;

  private final Map<Integer, OptionalLong> groups;

  /// @param groups the widths of the closed ones, by number
  RegexWidth(Map<Integer, OptionalLong> groups) {
    this.groups = groups;
  }

  OptionalLong of(RegexNode node) {
    return switch (node) {
      case RegexNode.One _ -> OptionalLong.of(1);
      case RegexNode.Mark _, RegexNode.Look _ -> OptionalLong.of(0);
      case RegexNode.Sequence(List<RegexNode> parts) -> sum(parts);
      case RegexNode.Choice(List<RegexNode> branches) -> same(branches);
      case RegexNode.Repeat(RegexNode part, int min, int max, RegexNode.Greed _) ->
          times(of(part), min, max);
      case RegexNode.Group(RegexNode part, int _) -> of(part);
      case RegexNode.Atomic(RegexNode part) -> of(part);
      case RegexNode.Back(int number, boolean _) ->
          groups.getOrDefault(number, OptionalLong.empty());
      case RegexNode.IfMatched(int _, RegexNode then, RegexNode otherwise) ->
          same(List.of(then, otherwise));
    };
  }

  private OptionalLong sum(List<RegexNode> parts) {
    long sum = 0;
    for (RegexNode part : parts) {
      OptionalLong width = of(part);
      if (width.isEmpty()) {
        return width;
      }
      sum = Math.min(LIMIT, sum + width.getAsLong());
    }
    return OptionalLong.of(sum);
  }

  private OptionalLong same(List<RegexNode> branches) {
    List<OptionalLong> widths = branches.stream().map(this::of).distinct().toList();
    return widths.size() == 1 ? widths.getFirst() : OptionalLong.empty();
  }

  private static OptionalLong times(OptionalLong width, int min, int max) {
    boolean fixed = width.isPresent() && (min == max || width.getAsLong() == 0);
    return fixed ? OptionalLong.of(Math.min(LIMIT, width.getAsLong() * min)) : OptionalLong.empty();
  }
}
