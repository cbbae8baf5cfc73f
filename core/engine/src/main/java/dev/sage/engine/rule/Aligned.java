package dev.sage.engine.rule;

import java.util.List;

/// Two exact numbers in one SQL type.
///
/// @param guards what must hold for both to fit
record Aligned(String left, String right, int whole, int scale, List<String> guards) {

  static Aligned of(SqlNumber left, SqlNumber right) {
    int scale = Math.max(left.scale(), right.scale());
    int digits = Math.min(Math.max(left.whole(), right.whole()), SqlNumber.MAX_DIGITS - scale);
    List<String> guards =
        SqlNumber.both(
            SqlNumber.both(left.guards(), right.guards()),
            SqlNumber.both(left.fitting(digits), right.fitting(digits)));
    if (scale == 0 && guards.isEmpty()) {
      return new Aligned(left.exactly(), right.exactly(), digits, scale, guards);
    }
    return new Aligned(left.as(digits, scale), right.as(digits, scale), digits, scale, guards);
  }
}
