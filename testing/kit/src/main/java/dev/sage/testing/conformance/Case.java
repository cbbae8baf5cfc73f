package dev.sage.testing.conformance;

import java.util.List;

/// One case: what it shows, and what must come of it.
public sealed interface Case permits CellsCase, FileCase, RuleCase, RefusedCase {
  /// Unique in its file.
  String name();

  /// One sentence; empty where the name says it all.
  String says();

  /// Names of `constructs.yaml` that it shows, besides the constructs that its rules hold.
  List<String> covers();

  /// The line of its file.
  int line();
}
