package dev.sage.engine.rule;

import dev.sage.contract.pattern.PythonPattern;
import dev.sage.engine.sql.Session;
import dev.sage.engine.sql.Sql;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Patterns in SQL: by RE2 where it can, otherwise by a function of ours, which is slower and gives
/// up after a fixed number of steps.
public final class PatternTest {
  private static final String FUNCTION = "sage_matches";
  private static final int YES = 1;
  private static final int TOO_LONG = 2;
  private static final int MOST_PATTERNS = 1_000;

  /// The patterns that the function has met; the same for all databases.
  private static final Map<String, PythonPattern> KNOWN = new ConcurrentHashMap<>();

  private PatternTest() {}

  /// Makes the function known that patterns may need; once for a database.
  public static void register(Session session) {
    session.registerTest(FUNCTION, PatternTest::answer);
  }

  private static int answer(String text, String code) {
    return switch (pattern(code).match(text)) {
      case NO -> 0;
      case YES -> YES;
      case TOO_LONG -> TOO_LONG;
    };
  }

  private static PythonPattern pattern(String code) {
    PythonPattern known = KNOWN.get(code);
    if (known != null) {
      return known;
    }
    if (KNOWN.size() >= MOST_PATTERNS) {
      KNOWN.clear();
    }
    return KNOWN.computeIfAbsent(code, PythonPattern::ofCode);
  }

  /// Whether the text matches: true, or else false or null. Where that took too long, false.
  ///
  /// @param text SQL of the text
  public static String matches(String text, PythonPattern pattern) {
    Optional<String> re2 = pattern.re2();
    return re2.isPresent()
        ? "regexp_matches(" + text + ", " + Sql.literal(re2.get()) + ")"
        : "(" + call(text, pattern) + " = " + YES + ")";
  }

  /// What holds unless it took too long; empty where that cannot be. Never null.
  static Optional<String> soonEnough(String text, PythonPattern pattern) {
    return pattern.re2().isPresent()
        ? Optional.empty()
        : Optional.of("coalesce(" + call(text, pattern) + " <> " + TOO_LONG + ", true)");
  }

  private static String call(String text, PythonPattern pattern) {
    return FUNCTION + "(" + text + ", " + Sql.literal(pattern.code()) + ")";
  }
}
