package dev.sage.contract;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/// "Did you mean": the candidate that is a few keystrokes away.
final class Nearest {
  private static final int LONGEST = 100;
  private static final int CANDIDATES = 2_000;

  private Nearest() {}

  static Optional<String> of(String word, Collection<String> candidates) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    String best = "";
    int least = tolerance(word) + 1;
    for (String candidate : candidates.stream().limit(CANDIDATES).toList()) {
      int distance = distance(fold(word), fold(candidate), least);
      if (distance < least) {
        least = distance;
        best = candidate;
      }
    }
    return best.isEmpty() ? Optional.empty() : Optional.of(best);
  }

  private static int tolerance(String word) {
    return Math.min(word.length() - 1, Math.min(word.length() / 3 + 1, 3));
  }

  private static String fold(String word) {
    return word.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
  }

  /// Edits (a swap of neighbours is one), or `limit` if there are at least as many.
  private static int distance(String a, String b, int limit) {
    if (Math.abs(a.length() - b.length()) >= limit) {
      return limit;
    }
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        edits[i][j] = i == 0 || j == 0 ? i + j : cell(edits, a, b, i, j);
      }
    }
    return edits[a.length()][b.length()];
  }

  private static int cell(int[][] edits, String a, String b, int i, int j) {
    boolean same = a.charAt(i - 1) == b.charAt(j - 1);
    int least = Math.min(edits[i - 1][j], edits[i][j - 1]) + 1;
    least = Math.min(least, edits[i - 1][j - 1] + (same ? 0 : 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
  }
}
