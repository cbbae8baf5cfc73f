package dev.sage.cli;

import dev.sage.engine.report.Figures;
import dev.sage.spi.Language;

/// More figures as people read them in their language.
final class Numbers {
  private Numbers() {}

  /// `1.234.567` in Spanish, `1,234,567` in English.
  static String grouped(long number, Language language) {
    return Figures.grouped(number, language);
  }

  /// With one digit after the point, rounded half up.
  static String oneDecimal(double number, Language language) {
    long tenths = Math.round(number * 10);
    return grouped(tenths / 10, language)
        + (language == Language.ES ? ',' : '.')
        + Math.abs(tenths % 10);
  }

  /// `0,4 s`, `12,0 s`, `3 min 05 s`.
  static String seconds(double seconds, Language language) {
    if (seconds < 60) {
      return oneDecimal(seconds, language) + " s";
    }
    long whole = Math.round(seconds);
    return whole / 60 + " min " + (whole % 60 < 10 ? "0" : "") + whole % 60 + " s";
  }

  /// `950`, `12,3 k`, `4,1 M`: for a progress line.
  static String rough(long number, Language language) {
    if (number < 10_000) {
      return grouped(number, language);
    }
    return number < 1_000_000
        ? oneDecimal(number / 1e3, language) + " k"
        : oneDecimal(number / 1e6, language) + " M";
  }
}
