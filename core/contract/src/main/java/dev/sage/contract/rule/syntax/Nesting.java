package dev.sage.contract.rule.syntax;

import java.util.IdentityHashMap;

/// Keeps rules in bounds while they are read, so that reading and walking them is safe.
final class Nesting {
  static final int LIMIT = 100;

  private final IdentityHashMap<Syntax, Integer> heights = new IdentityHashMap<>();
  private int depth;

  void enter(Token at) throws RuleError {
    if (++depth > LIMIT) {
      throw new RuleError(at.start(), Reasons.tooDeep(LIMIT));
    }
  }

  void leave() {
    depth--;
  }

  /// What was made of these parts.
  Syntax node(Syntax made, Syntax... parts) throws RuleError {
    int height = 0;
    for (Syntax part : parts) {
      height = Math.max(height, heights.getOrDefault(part, 0));
    }
    if (height + 1 > LIMIT) {
      throw new RuleError(made.start(), Reasons.tooDeep(LIMIT));
    }
    heights.put(made, height + 1);
    return made;
  }
}
