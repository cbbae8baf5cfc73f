package dev.sage.engine.stage;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a decimal with an exponent or with superfluous zeros, exactly or not at all.
final class ExactDecimal {
  private static final Pattern GRAMMAR =
      Pattern.compile(
          "[ \\t]*([+-]?)(?:([0-9]+)(?:[.]([0-9]*))?|[.]([0-9]+))(?:[eE]([+-]?)([0-9]+))?[ \\t]*");
  private static final Pattern LEADING_ZEROS = Pattern.compile("^0+");
  private static final int MOST_DIGITS = 38;
  private static final int MOST_EXPONENT_DIGITS = 8;

  private ExactDecimal() {}

  /// The number without an exponent, or null where `text` is none or needs more than `scale` digits
  /// after the point.
  static @Nullable String read(String text, int scale) {
    Matcher parts = GRAMMAR.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    String whole = orEmpty(parts.group(2));
    String fraction = orEmpty(parts.group(3)) + orEmpty(parts.group(4));
    String digits = withoutOuterZeros(whole + fraction);
    return digits.isEmpty() ? "0" : read(parts, digits, lastDigit(whole, fraction), scale);
  }

  /// @param digits from the first to the last that is not zero
  /// @param after how far behind the point the last of them stands
  private static @Nullable String read(Matcher parts, String digits, int after, int scale) {
    String exponent = LEADING_ZEROS.matcher(orEmpty(parts.group(6))).replaceFirst("");
    if (digits.length() > MOST_DIGITS || exponent.length() > MOST_EXPONENT_DIGITS) {
      return null;
    }
    int moved = exponent.isEmpty() ? 0 : Integer.parseInt(orEmpty(parts.group(5)) + exponent);
    int digitsAfter = after - moved;
    boolean fits = digitsAfter <= scale && digits.length() - digitsAfter <= MOST_DIGITS;
    return fits
        ? new BigDecimal(new BigInteger(parts.group(1) + digits), digitsAfter).toPlainString()
        : null;
  }

  private static int lastDigit(String whole, String fraction) {
    String digits = whole + fraction;
    int end = digits.length();
    while (digits.charAt(end - 1) == '0') {
      end--;
    }
    return end - whole.length();
  }

  private static String withoutOuterZeros(String digits) {
    int from = 0;
    int to = digits.length();
    while (from < to && digits.charAt(from) == '0') {
      from++;
    }
    while (to > from && digits.charAt(to - 1) == '0') {
      to--;
    }
    return digits.substring(from, to);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
