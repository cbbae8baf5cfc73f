package dev.sage.engine.stage;

import dev.sage.contract.Reading;
import dev.sage.spi.ValueType;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Values as a sender should write them, for messages.
final class Examples {
  private static final LocalDateTime MOMENT = LocalDateTime.of(2026, 1, 31, 8, 30);
  private static final int FEW = 3;

  private Examples() {}

  static String whole(Reading reading) {
    return grouped("1250", reading);
  }

  /// With as many digits as the type has room for, and no more than it takes to understand.
  static String decimal(ValueType.Decimal type, Reading reading) {
    int before = Math.min(type.precision() - type.scale(), 4);
    String whole = before == 0 ? "0" : grouped("1250".substring(0, before), reading);
    String after = "75".substring(0, Math.min(type.scale(), 2));
    return after.isEmpty() ? whole : whole + reading.decimalSeparator() + after;
  }

  private static String grouped(String digits, Reading reading) {
    return reading
        .thousandsSeparator()
        .filter(_ -> digits.length() == 4)
        .map(mark -> digits.charAt(0) + mark.toString() + digits.substring(1))
        .orElse(digits);
  }

  /// The 31st of January in every format, for then nobody takes the day for the month.
  static List<String> dates(List<String> formats) {
    return formats.stream()
        .limit(FEW)
        .map(format -> DateTimeFormatter.ofPattern(format, Locale.ROOT).format(MOMENT))
        .toList();
  }

  static Optional<String> ofPattern(String pattern) {
    return PatternSample.of(pattern);
  }
}
