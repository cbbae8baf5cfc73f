package dev.sage.worker.message;

/// What is to be done of an execution. A delivery that is too large for one function is done in
/// steps: it is split, its parts are staged by many at a time, one finishes it.
public sealed interface Task {
  /// All of it.
  record Whole() implements Task {}

  /// Finds out what parts there are.
  ///
  /// @param partBytes about how large they are to be
  record Split(long partBytes) implements Task {
    public Split {
      if (partBytes < 1) {
        throw new IllegalArgumentException("A part has a size.");
      }
    }
  }

  /// Reads and checks one part.
  ///
  /// @param part counted from 0
  record Stage(int part) implements Task {
    public Stage {
      if (part < 0) {
        throw new IllegalArgumentException("Parts are counted from 0.");
      }
    }
  }

  /// Does what concerns all parts: keys, references, report, loads.
  record Finish() implements Task {}
}
