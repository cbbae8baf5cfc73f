package dev.sage.engine.report;

import dev.sage.spi.Language;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Figures as people read them in their language. Written here because loading the JDK's locale
/// data costs more than checking a small file.
public final class Figures {
  private Figures() {}

  /// `1.234.567` in Spanish, `1,234,567` in English.
  public static String grouped(long number, Language language) {
    String digits = Long.toString(Math.abs(number));
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < digits.length(); i++) {
      if (i > 0 && (digits.length() - i) % 3 == 0) {
        text.append(language == Language.ES ? '.' : ',');
      }
      text.append(digits.charAt(i));
    }
    return number < 0 ? text.insert(0, '-').toString() : text.toString();
  }

  /// `12,5 %` in Spanish, `12.5%` in English; zeros at the end are left out.
  public static String percent(BigDecimal percent, Language language) {
    String plain = percent.signum() == 0 ? "0" : percent.stripTrailingZeros().toPlainString();
    return switch (language) {
      case ES -> plain.replace('.', ',') + "\u00a0%";
      case EN -> plain + "%";
    };
  }

  /// Part of whole, in percent, with as many digits as it takes to be seen above `limit` percent,
  /// and at least one.
  ///
  /// @param limit less than `part / whole`
  public static BigDecimal percentAbove(BigDecimal limit, long part, long whole) {
    BigDecimal exact =
        BigDecimal.valueOf(part)
            .movePointRight(2)
            .divide(BigDecimal.valueOf(whole), 20, RoundingMode.UP);
    for (int digits = 1; digits < 20; digits++) {
      BigDecimal rounded = exact.setScale(digits, RoundingMode.HALF_UP);
      if (rounded.compareTo(limit) > 0) {
        return rounded;
      }
    }
    return exact;
  }
}
