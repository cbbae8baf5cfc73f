package dev.sage.engine.format;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Optional;

/// The days of spreadsheets: numbers, counted from 1900 or 1904.
final class Moments {
  private static final LocalDate BEFORE_1900 = LocalDate.of(1899, 12, 31);
  private static final LocalDate FIRST_OF_1904 = LocalDate.of(1904, 1, 1);
  private static final long MILLIS_A_DAY = 86_400_000;
  private static final double LAST_DAY = 2_958_466;

  /// The first spreadsheet took 1900 for a leap year, and all that follow do.
  private static final long NO_DAY = 60;

  private Moments() {}

  /// A day and its time, to the millisecond, which is what spreadsheets know of it.
  ///
  /// @return empty for what is a time of day only, or no day that there was
  static Optional<LocalDateTime> of(double serial, boolean from1904) {
    if (!(serial >= 1) || serial >= LAST_DAY) {
      return Optional.empty();
    }
    long millis = Math.round((serial - Math.floor(serial)) * MILLIS_A_DAY);
    long days = (long) Math.floor(serial) + millis / MILLIS_A_DAY;
    LocalTime time = LocalTime.ofNanoOfDay(millis % MILLIS_A_DAY * 1_000_000);
    if (from1904) {
      return Optional.of(FIRST_OF_1904.plusDays(days).atTime(time));
    }
    return days == NO_DAY
        ? Optional.empty()
        : Optional.of(BEFORE_1900.plusDays(days > NO_DAY ? days - 1 : days).atTime(time));
  }

  /// A time of day, or hours beyond one.
  static Optional<String> time(double serial) {
    if (!(serial >= 0) || serial >= LAST_DAY) {
      return Optional.empty();
    }
    long millis = Math.round(serial * MILLIS_A_DAY);
    long seconds = millis / 1000;
    String text = "%02d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
    return Optional.of(millis % 1000 == 0 ? text : text + ".%03d".formatted(millis % 1000));
  }
}
