package dev.sage.engine.infer;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/// Names that a contract accepts for the fields of a catalog: with something in them, without
/// control characters, each once whatever the case.
final class FieldNames {
  private static final String NUMBERED = "campo_";

  private FieldNames() {}

  static boolean isName(String name) {
    return !name.isBlank() && name.codePoints().noneMatch(Character::isISOControl);
  }

  static boolean areNames(List<String> names) {
    return names.stream().allMatch(FieldNames::isName) && areDistinct(names);
  }

  static boolean areDistinct(List<String> names) {
    Set<String> seen = new HashSet<>();
    return names.stream().allMatch(name -> seen.add(folded(name)));
  }

  static String folded(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  static List<String> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> NUMBERED + i).toList();
  }

  /// Names from such as no contract accepts, in their order.
  static List<String> mended(List<String> odd, int width) {
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < width; i++) {
      String name = i < odd.size() ? odd.get(i).replaceAll("\\s*\\p{Cntrl}+\\s*", " ").strip() : "";
      String wanted = isName(name) ? name : NUMBERED + (i + 1);
      String free = wanted;
      for (int n = 2; !seen.add(folded(free)); n++) {
        free = wanted + "_" + n;
      }
      names.add(free);
    }
    return names;
  }
}
