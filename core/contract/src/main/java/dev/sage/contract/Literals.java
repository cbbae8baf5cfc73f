package dev.sage.contract;

import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values that a contract gives for a field (`min`, `max`, `enum`), by the law that cells are read
/// by.
final class Literals {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,60}(\\.0*)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?");
  private static final Pattern DEFAULT_MOMENT =
      Pattern.compile(
          "([0-9/-]{8,10})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?))?");
  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final List<DatePattern> DEFAULTS =
      patterns(List.of("yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy", "yyyyMMdd"));

  private static final long NANOS_OF_DAY = 86_400_000_000_000L;

  private final ValueType type;
  private final Reading reading;
  private final List<DatePattern> patterns;

  Literals(ValueType type, Reading reading) {
    this.type = type;
    this.reading = reading;
    this.patterns = patterns(reading.formats());
  }

  /// The value's place in the order of its type; empty: it is none. Texts and booleans have none.
  Optional<BigDecimal> order(String text) {
    return switch (type) {
      case ValueType.Whole _ -> whole(pointed(text.strip()));
      case ValueType.Decimal decimal -> decimal(pointed(text.strip()), decimal);
      case ValueType.Date _, ValueType.DateTime _ -> moment(text.strip()).map(Literals::order);
      case ValueType.Text _, ValueType.Bool _ -> Optional.empty();
    };
  }

  /// The value as a file would have it, if it is written in YAML's own way: with a decimal point,
  /// or the date as yyyy-MM-dd.
  String asInFile(String text) {
    return switch (type) {
      case ValueType.Whole _, ValueType.Decimal _ -> text.replace('.', reading.decimalSeparator());
      case ValueType.Date _, ValueType.DateTime _ -> dateAsInFile(text);
      case ValueType.Text _, ValueType.Bool _ -> text;
    };
  }

  private String dateAsInFile(String text) {
    if (patterns.isEmpty() || moment(text).isPresent()) {
      return text;
    }
    Optional<LocalDateTime> iso = standard(text, DEFAULTS.subList(0, 1));
    return iso.map(moment -> patterns.getFirst().format(moment))
        .filter(written -> moment(written).equals(iso))
        .orElse(text);
  }

  private static List<DatePattern> patterns(List<String> letters) {
    return letters.stream()
        .map(DatePattern::of)
        .flatMap(outcome ->
            outcome instanceof DatePattern.Read read
                ? Optional.of(read.pattern()).stream()
                : Optional.<DatePattern>empty().stream())
        .toList();
  }

  private String pointed(String text) {
    String whole =
        reading.thousandsSeparator().map(mark -> text.replace(mark.toString(), "")).orElse(text);
    char point = reading.decimalSeparator();
    return point == '.' ? whole : whole.replace('.', 'x').replace(point, '.');
  }

  private static Optional<BigDecimal> whole(String text) {
    if (!WHOLE.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text);
    boolean fits = value.compareTo(LEAST) >= 0 && value.compareTo(MOST) <= 0;
    return fits ? Optional.of(value) : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(String text, ValueType.Decimal type) {
    if (!DECIMAL.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal value = new BigDecimal(text).stripTrailingZeros();
    int before = value.signum() == 0 ? 0 : value.precision() - value.scale();
    boolean fits = value.scale() <= type.scale() && before <= type.precision() - type.scale();
    return fits ? Optional.of(value) : Optional.empty();
  }

  private Optional<LocalDateTime> moment(String text) {
    return patterns.isEmpty()
        ? standard(text, DEFAULTS)
        : patterns.stream().flatMap(pattern -> pattern.parse(text).stream()).findFirst();
  }

  private static Optional<LocalDateTime> standard(String text, List<DatePattern> dates) {
    Matcher parts = DEFAULT_MOMENT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Optional<LocalTime> time = time(parts.group(2));
    return dates.stream()
        .flatMap(date -> date.parse(parts.group(1)).stream())
        .findFirst()
        .flatMap(date -> time.map(date.toLocalDate()::atTime));
  }

  private static Optional<LocalTime> time(@Nullable String text) {
    try {
      return Optional.of(text == null ? LocalTime.MIDNIGHT : LocalTime.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static BigDecimal order(LocalDateTime moment) {
    return BigDecimal.valueOf(moment.toLocalDate().toEpochDay())
        .multiply(BigDecimal.valueOf(NANOS_OF_DAY))
        .add(BigDecimal.valueOf(moment.toLocalTime().toNanoOfDay()));
  }
}
