package dev.sage.engine.stage;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a decimal with an exponent or with superfluous zeros, exactly or not at all.
final class ExactDecimal {
  private static final Pattern GRAMMAR =
      Pattern.compile("[+-]?(?:[0-9]+(?:[.][0-9]*)?|[.][0-9]+)(?:[eE][+-]?[0-9]{1,4})?");
  private static final int LONGEST = 1_000;
  private static final int MOST_DIGITS = 38;

  private ExactDecimal() {}

  /// The number without an exponent, or null where `text` is none or needs more than `scale` digits
  /// after the point.
  static @Nullable String read(String text, int scale) {
    String bare = text.strip();
    if (bare.length() > LONGEST || !GRAMMAR.matcher(bare).matches()) {
      return null;
    }
    BigDecimal number = new BigDecimal(bare).stripTrailingZeros();
    boolean fits =
        number.scale() <= scale && (long) number.precision() - number.scale() <= MOST_DIGITS;
    return fits ? number.toPlainString() : null;
  }
}
