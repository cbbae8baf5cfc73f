package dev.sage.contract;

import dev.sage.spi.Message;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Collects everything wrong with one contract.
final class Problems {
  private static final Comparator<Problem> ORDER =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final boolean strict;
  // What an alias repeats is wrong once.
  private final Map<Key, Problem> found = new LinkedHashMap<>();

  Problems(boolean strict) {
    this.strict = strict;
  }

  void fatal(Position at, String path, Message message) {
    add(new Problem(at.line(), at.column(), path, true, message));
  }

  void warn(Position at, String path, Message message) {
    add(new Problem(at.line(), at.column(), path, false, message));
  }

  void unknownKey(Position at, String path, Message message) {
    add(new Problem(at.line(), at.column(), path, strict, message));
  }

  boolean anyFatal() {
    return found.values().stream().anyMatch(Problem::fatal);
  }

  List<Problem> sorted() {
    return found.values().stream().sorted(ORDER).toList();
  }

  private void add(Problem problem) {
    found.putIfAbsent(new Key(problem.line(), problem.column(), problem.message()), problem);
  }

  private record Key(int line, int column, Message message) {}
}
