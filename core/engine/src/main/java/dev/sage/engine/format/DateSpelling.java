package dev.sage.engine.format;

import dev.sage.contract.Field;
import dev.sage.spi.ValueType;
import java.time.LocalDateTime;
import java.util.List;

/// Spells a moment so that its field reads it as that moment: in the first of the field's formats
/// that can say all of it, else in the letters of ISO 8601.
final class DateSpelling {
  static final int FIRST_SHORT_YEAR = 1969;
  static final int LAST_SHORT_YEAR = 2068;

  private final List<DateLetters> formats;
  private final boolean timed;
  private final boolean always;

  private DateSpelling(List<DateLetters> formats, boolean timed, boolean always) {
    this.formats = List.copyOf(formats);
    this.timed = timed;
    this.always = always;
  }

  static final DateSpelling ISO = new DateSpelling(List.of(), false, false);

  static DateSpelling of(Field field) {
    List<DateLetters> formats = field.reading().formats().stream().map(DateLetters::of).toList();
    return switch (field.type()) {
      case ValueType.Date _ -> new DateSpelling(formats, false, false);
      case ValueType.DateTime _ -> new DateSpelling(formats, true, true);
      default -> ISO;
    };
  }

  String of(LocalDateTime moment) {
    for (DateLetters format : formats) {
      if (says(format, moment)) {
        return format.spell(moment);
      }
    }
    return iso(moment);
  }

  /// A field of days drops the time; whether it may is not for the format to say.
  private boolean says(DateLetters format, LocalDateTime moment) {
    boolean year =
        !format.hasShortYear()
            || (moment.getYear() >= FIRST_SHORT_YEAR && moment.getYear() <= LAST_SHORT_YEAR);
    return year && (!timed || format.saysTime(moment));
  }

  private String iso(LocalDateTime moment) {
    StringBuilder text = new StringBuilder(23);
    padded(text, moment.getYear(), 4).append('-');
    padded(text, moment.getMonthValue(), 2).append('-');
    padded(text, moment.getDayOfMonth(), 2);
    if (always || moment.toLocalTime().toNanoOfDay() != 0) {
      padded(text.append(' '), moment.getHour(), 2).append(':');
      padded(text, moment.getMinute(), 2).append(':');
      padded(text, moment.getSecond(), 2);
      int millis = moment.getNano() / 1_000_000;
      if (millis != 0) {
        padded(text.append('.'), millis, 3);
      }
    }
    return text.toString();
  }

  /// A number with zeros before it, without the cost of a format.
  static StringBuilder padded(StringBuilder text, int number, int digits) {
    int least = 1;
    for (int i = 1; i < digits; i++) {
      least *= 10;
    }
    for (; least > 1 && number < least; least /= 10) {
      text.append('0');
    }
    return text.append(number);
  }
}
