package dev.sage.engine.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A number in SQL, in up to two forms.
///
/// @param exact the exact form; empty for doubles. It is only to be evaluated where all guards hold
/// @param approximate the same as a double; never not-a-number, which is null
/// @param whole at most so many digits before the point in the exact form
/// @param scale digits after it
/// @param guards what must hold for the exact form not to overflow
record SqlNumber(
    Optional<String> exact, String approximate, int whole, int scale, List<String> guards) {
  static final int MAX_DIGITS = 38;

  SqlNumber {
    guards = List.copyOf(guards);
    if (exact.isPresent() && guards.isEmpty()) {
      approximate = "CAST(" + exact.get() + " AS DOUBLE)";
    }
  }

  static SqlNumber inexact(String sql) {
    return new SqlNumber(Optional.empty(), sql, 0, 0, List.of());
  }

  static SqlNumber exact(String sql, int whole, int scale, List<String> guards) {
    return new SqlNumber(Optional.of(sql), "CAST(" + sql + " AS DOUBLE)", whole, scale, guards);
  }

  boolean isExact() {
    return exact.isPresent();
  }

  boolean isSafe() {
    return isExact() && guards.isEmpty();
  }

  /// The double to divide by: an exact zero has no sign.
  String divisor() {
    return isExact() && !isSafe()
        ? "CASE WHEN " + approximate + " = 0 THEN CAST(0 AS DOUBLE) ELSE " + approximate + " END"
        : approximate;
  }

  String exactly() {
    return exact.orElseThrow();
  }

  /// The SQL type that holds so many digits.
  static String type(int whole, int scale) {
    if (scale == 0) {
      return whole <= 18 ? "BIGINT" : "HUGEINT";
    }
    return "DECIMAL(" + Math.min(MAX_DIGITS, Math.max(1, whole + scale)) + "," + scale + ")";
  }

  /// The exact form with another number of digits after the point.
  String as(int digits, int places) {
    return "CAST(" + exactly() + " AS " + type(digits, places) + ")";
  }

  /// What must hold for this to fit into so many digits before the point.
  List<String> fitting(int digits) {
    return whole <= digits ? List.of() : List.of(below(approximate, digits));
  }

  /// A little less than the limit, since doubles are not exact.
  static String below(String approximate, int digits) {
    return "abs(" + approximate + ") < 9.99999e" + (digits - 1);
  }

  static List<String> both(List<String> first, List<String> second) {
    List<String> all = new ArrayList<>(first);
    second.stream().filter(guard -> !all.contains(guard)).forEach(all::add);
    return all;
  }
}
