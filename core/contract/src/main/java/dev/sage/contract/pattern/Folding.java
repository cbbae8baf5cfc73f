package dev.sage.contract.pattern;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which characters `re.IGNORECASE` takes for the same one.
final class Folding {
  /// Only those that have company.
  private static final Map<Integer, List<Integer>> CLASSES = classes();

  private Folding() {}

  private static Map<Integer, List<Integer>> classes() {
    Map<Integer, List<Integer>> classes = new HashMap<>();
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      int key = key(c);
      if (key != c) {
        classes.computeIfAbsent(key, first -> new ArrayList<>(List.of(first))).add(c);
      }
    }
    return classes;
  }

  private static int key(int c) {
    return Character.toLowerCase(Character.toUpperCase(Character.toLowerCase(c)));
  }

  static boolean same(int one, int other) {
    return one == other || key(one) == key(other);
  }

  /// The characters of a range and all that are the same as one of them.
  static CodePoints closure(int low, int high) {
    CodePoints result = CodePoints.range(low, high);
    if (high - low < 64) {
      for (int c = low; c <= high; c++) {
        result = with(result, CLASSES.getOrDefault(key(c), List.of()));
      }
      return result;
    }
    for (List<Integer> members : CLASSES.values()) {
      if (members.stream().anyMatch(c -> c >= low && c <= high)) {
        result = with(result, members);
      }
    }
    return result;
  }

  private static CodePoints with(CodePoints set, List<Integer> members) {
    CodePoints result = set;
    for (int c : members) {
      result = result.contains(c) ? result : result.union(CodePoints.range(c, c));
    }
    return result;
  }
}
