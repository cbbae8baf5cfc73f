package dev.sage.engine.rule;

/// Names that are used once in a query.
final class Names {
  private int last;

  String next() {
    return "sage_q" + ++last;
  }
}
