package dev.sage.engine.format;

import dev.sage.contract.Field;
import dev.sage.engine.split.CellParts;
import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Spells the cells of one column of a sheet as its field reads them.
final class CellSpelling {
  /// So many digits come out of a double as they went in.
  private static final int EXACT_DIGITS = 15;

  private static final int LONGEST_PLAIN = 30;

  private final DateSpelling dates;
  private final char decimalSeparator;
  private final boolean from1904;

  /// @param field none: the contract does not know the column
  CellSpelling(@Nullable Field field, boolean from1904) {
    this.from1904 = from1904;
    dates = field == null ? DateSpelling.ISO : DateSpelling.of(field);
    decimalSeparator = field == null ? '.' : separator(field);
  }

  private static char separator(Field field) {
    boolean number =
        field.type() instanceof ValueType.Decimal || field.type() instanceof ValueType.Whole;
    return number ? field.reading().decimalSeparator() : '.';
  }

  void add(SheetRow row, int column, CellParts parts) {
    byte kind = column < row.count ? row.kinds[column] : SheetRow.BLANK;
    switch (kind) {
      case SheetRow.BLANK -> parts.addNull();
      case SheetRow.NUMBER -> number(row, column, parts);
      case SheetRow.MOMENT -> parts.add(moment(row.text(column)));
      case SheetRow.DURATION -> parts.add(duration(row.text(column)));
      case SheetRow.ISO -> parts.add(iso(row.text(column)));
      default -> parts.add(row.text, row.starts[column], row.lengths[column]);
    }
  }

  private void number(SheetRow row, int column, CellParts parts) {
    int start = row.starts[column];
    int length = row.lengths[column];
    if (decimalSeparator == '.' && isShortest(row.text, start, length)) {
      parts.add(row.text, start, length);
    } else {
      parts.add(spelled(row.text(column)));
    }
  }

  /// Whether digits are what the shortest spelling of their double would be.
  private static boolean isShortest(byte[] text, int start, int length) {
    int at = text[start] == '-' ? start + 1 : start;
    int end = start + length;
    int digits = 0;
    int point = -1;
    for (int i = at; i < end; i++) {
      byte b = text[i];
      if (b >= '0' && b <= '9') {
        digits++;
      } else if (b == '.' && point < 0 && i > at) {
        point = i;
      } else {
        return false;
      }
    }
    boolean fraction = point >= 0;
    boolean leading = digits > 1 && text[at] == '0' && point != at + 1;
    boolean zero = digits == 1 && at > start;
    boolean trailing = fraction && (point == end - 1 || text[end - 1] == '0');
    return digits > 0 && digits <= EXACT_DIGITS && !leading && !zero && !trailing;
  }

  private String spelled(String stored) {
    OptionalDouble value = number(stored);
    if (value.isEmpty()) {
      return stored;
    }
    String text = shortest(value.getAsDouble());
    return decimalSeparator == '.' ? text : text.replace('.', decimalSeparator);
  }

  /// The shortest digits that are this double and no other, as a plain number where it is not too
  /// long for one.
  static String shortest(double value) {
    BigDecimal exact = new BigDecimal(Double.toString(value)).stripTrailingZeros();
    boolean plain = exact.scale() <= LONGEST_PLAIN && exact.scale() >= -LONGEST_PLAIN;
    return plain ? exact.toPlainString() : exact.toString();
  }

  /// Empty for a text that is no number.
  static OptionalDouble number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }

  private String moment(String stored) {
    OptionalDouble serial = number(stored);
    if (serial.isEmpty()) {
      return stored;
    }
    double value = serial.getAsDouble();
    Optional<String> day = Moments.of(value, from1904).map(dates::of);
    if (day.isPresent()) {
      return day.get();
    }
    return value < 1 ? Moments.time(value).orElseGet(() -> spelled(stored)) : spelled(stored);
  }

  private String duration(String stored) {
    OptionalDouble serial = number(stored);
    return serial.isEmpty()
        ? stored
        : Moments.time(serial.getAsDouble()).orElseGet(() -> spelled(stored));
  }

  private String iso(String stored) {
    return isoMoment(stored).map(dates::of).orElse(stored);
  }

  static Optional<LocalDateTime> isoMoment(String stored) {
    String bare = stored.endsWith("Z") ? stored.substring(0, stored.length() - 1) : stored;
    try {
      return Optional.of(
          bare.indexOf('T') < 0 ? LocalDate.parse(bare).atStartOfDay() : LocalDateTime.parse(bare));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
