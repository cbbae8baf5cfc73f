package dev.sage.contract;

import dev.sage.spi.ValueType;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Values that a contract gives for a field (`min`, `max`, `enum`, `default`), by the law that
/// cells are read by.
final class Literals {
  private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,60}(\\.0*)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]{1,60}(\\.[0-9]{0,60})?|\\.[0-9]{1,60})([eE][+-]?[0-9]{1,3})?");
  private static final Pattern DEFAULT_MOMENT =
      Pattern.compile(
          "([0-9/-]{8,10})(?:[ T]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\\.[0-9]{1,6})?)?))?");
  private static final Set<String> BOOLS =
      Set.of(
          "true",
          "1",
          "t",
          "y",
          "yes",
          "si",
          "sí",
          "s",
          "verdadero",
          "false",
          "0",
          "f",
          "n",
          "no",
          "falso");
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
      case ValueType.Whole _ -> whole(pointed(stripped(text)));
      case ValueType.Decimal decimal -> decimal(pointed(stripped(text)), decimal);
      case ValueType.Date _, ValueType.DateTime _ -> moment(stripped(text)).map(Literals::order);
      case ValueType.Text _, ValueType.Bool _ -> Optional.empty();
    };
  }

  /// What a node says, as a file would have it; a problem where that is no value of the type.
  Optional<String> written(YamlNode node, FieldType named) {
    Optional<String> written = node.text();
    if (written.isEmpty() || type instanceof ValueType.Text) {
      return written.filter(text -> isText(node, text));
    }
    String text = written.get();
    String inFile = node.isPlain() ? asInFile(text) : text;
    if (isValue(inFile)) {
      return Optional.of(inFile);
    }
    node.fatal(
        Messages.quoted(text) + " no es un valor de este campo (" + named.spanish() + ").",
        Messages.quoted(text) + " is not a value of this field (" + named.spanish() + ").");
    return Optional.empty();
  }

  /// Whether a text can stand in a statement.
  static boolean isText(YamlNode node, String text) {
    boolean good = text.indexOf(0) < 0;
    if (!good) {
      node.fatal("El texto no puede tener NUL.", "The text cannot have NUL.");
    }
    return good;
  }

  private boolean isValue(String text) {
    return type instanceof ValueType.Bool
        ? BOOLS.contains(stripped(text).toLowerCase(Locale.ROOT))
        : order(text).isPresent();
  }

  /// Without the blanks around it that a cell may have, too.
  static String stripped(String text) {
    return text.replaceAll("^[ \t]+|[ \t]+\\z", "");
  }

  /// The value as a file would have it, if it is written in YAML's own way: with a decimal point,
  /// or the date as yyyy-MM-dd.
  private String asInFile(String text) {
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

  /// With a point, and without thousands separators if these stand where they may.
  private String pointed(String text) {
    char point = reading.decimalSeparator();
    Optional<Character> mark = reading.thousandsSeparator();
    if (mark.filter(m -> text.indexOf(m) >= 0 && !isGrouped(text, m)).isPresent()) {
      return "";
    }
    String whole = mark.map(m -> text.replace(m.toString(), "")).orElse(text);
    return point == '.' ? whole : whole.replace('.', 'x').replace(point, '.');
  }

  private boolean isGrouped(String text, char mark) {
    String point = Pattern.quote(String.valueOf(reading.decimalSeparator()));
    String group = Pattern.quote(String.valueOf(mark));
    return text.matches(
        "[+-]?[0-9]{1,3}(" + group + "[0-9]{3})+(" + point + "[0-9]*)?([eE][+-]?[0-9]+)?");
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
