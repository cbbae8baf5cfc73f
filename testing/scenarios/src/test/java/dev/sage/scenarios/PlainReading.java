package dev.sage.scenarios;

import dev.sage.scenarios.OddColumn.CellType;
import dev.sage.scenarios.OddColumn.Form;
import dev.sage.scenarios.OddColumn.Limits;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The contract's value table, read once more, a cell at a time and with no thought of speed.
final class PlainReading {
  /// What a cell is: a value (null where it is empty), or a type error.
  record Cell(boolean bad, Optional<Comparable<?>> value) {
    static final Cell BAD = new Cell(true, Optional.empty());
    static final Cell NULL = new Cell(false, Optional.empty());

    static Cell of(Comparable<?> value) {
      return new Cell(false, Optional.of(value));
    }
  }

  private static final Pattern WHOLE = Pattern.compile("([+-]?[0-9]+)(\\.0*)?");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{2}):([0-9]{2})(?::([0-9]{2})(?:\\.([0-9]{1,9}))?)?");
  private static final List<String> DEFAULT_DAYS =
      List.of("yyyy-MM-dd", "dd/MM/yyyy", "dd-MM-yyyy", "yyyyMMdd");
  private static final Set<String> YES =
      Set.of("true", "1", "t", "y", "yes", "si", "sí", "s", "verdadero");
  private static final Set<String> NO = Set.of("false", "0", "f", "n", "no", "falso");

  private PlainReading() {}

  static Cell read(OddColumn column, String raw) {
    boolean text = column.type() == CellType.TEXTO;
    String bare = text && !column.form().trim() ? raw : stripped(raw);
    if (bare.isEmpty() || column.form().nulls().contains(bare)) {
      return Cell.NULL;
    }
    try {
      return Cell.of(value(column, bare));
    } catch (NotAValue | DateTimeException e) {
      return Cell.BAD;
    }
  }

  private static Comparable<?> value(OddColumn column, String bare) throws NotAValue {
    return switch (column.type()) {
      case TEXTO -> bare;
      case ENTERO -> whole(pointed(column.form(), bare));
      case DECIMAL -> decimal(column.form(), pointed(column.form(), bare));
      case FECHA -> moment(column, bare).toLocalDate();
      case FECHA_HORA -> moment(column, bare);
      case BOOLEANO -> bool(bare.toLowerCase(Locale.ROOT));
    };
  }

  static String stripped(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (to > from && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /// With a point and without marks between thousands.
  private static String pointed(Form form, String bare) throws NotAValue {
    String text = bare;
    if (form.point() != '.' && form.thousands().isEmpty() && text.indexOf('.') >= 0) {
      throw new NotAValue();
    }
    if (form.thousands().isPresent()) {
      text = ungrouped(form, text, Pattern.quote(form.thousands().get().toString()));
    }
    return form.point() == '.' ? text : text.replace(form.point(), '.');
  }

  private static String ungrouped(Form form, String text, String mark) throws NotAValue {
    String point = Pattern.quote(String.valueOf(form.point()));
    if (text.matches(
        "[+-]?[0-9]{1,3}(" + mark + "[0-9]{3})+(" + point + "[0-9]*)?([eE][+-]?[0-9]+)?")) {
      return text.replaceAll(mark, "");
    }
    if (Pattern.compile(mark).matcher(text).find() || (form.point() != '.' && text.contains("."))) {
      throw new NotAValue();
    }
    return text;
  }

  private static Long whole(String text) throws NotAValue {
    Matcher parts = WHOLE.matcher(text);
    check(parts.matches());
    BigInteger number = new BigInteger(parts.group(1));
    check(number.bitLength() <= 63);
    return number.longValue();
  }

  private static BigDecimal decimal(Form form, String text) throws NotAValue {
    Matcher parts = DECIMAL.matcher(text);
    check(parts.matches());
    String digits = parts.group(1);
    if (digits.matches("[0.]*")) {
      return BigDecimal.ZERO;
    }
    String exponent = parts.group(3);
    check(exponent == null || new BigInteger(exponent.substring(1)).bitLength() < 20);
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    check(number.scale() <= form.scale());
    check(number.precision() - number.scale() <= form.precision() - form.scale());
    return number.scale() < 0 ? number.setScale(0) : number;
  }

  private static LocalDateTime moment(OddColumn column, String bare) throws NotAValue {
    boolean own = !column.form().formats().isEmpty();
    for (String format : own ? column.form().formats() : DEFAULT_DAYS) {
      Matcher parts = shape(format, !own).matcher(bare);
      if (parts.matches()) {
        return own ? moment(format, parts) : day(format, parts).atTime(time(column, parts));
      }
    }
    throw new NotAValue();
  }

  private static final Map<String, String> UNITS =
      Map.of(
          "yyyy", "(?<y>[0-9]{4})",
          "yy", "(?<yy>[0-9]{2})",
          "MM", "(?<M>[0-9]{2})",
          "dd", "(?<d>[0-9]{2})",
          "HH", "(?<H>[0-9]{2})",
          "mm", "(?<m>[0-9]{2})",
          "ss", "(?<s>[0-9]{2})",
          "SSS", "(?<S>[0-9]{3})",
          "SSSSSS", "(?<S>[0-9]{6})");

  private static Pattern shape(String format, boolean timeToo) {
    Matcher runs = Pattern.compile("'[^']*'|([A-Za-z])\\1*|.").matcher(format);
    StringBuilder shape = new StringBuilder();
    while (runs.find()) {
      String run = runs.group();
      shape.append(UNITS.getOrDefault(run, Pattern.quote(run.replace("'", ""))));
    }
    return Pattern.compile(shape + (timeToo ? "(?:[ T](?<time>.*))?" : ""));
  }

  private static LocalDate day(String format, Matcher parts) throws NotAValue {
    int year =
        format.contains("yyyy")
            ? Integer.parseInt(parts.group("y"))
            : (Integer.parseInt(parts.group("yy")) + 31) % 100 + 1969;
    check(year >= 1);
    return LocalDate.of(
        year, Integer.parseInt(parts.group("M")), Integer.parseInt(parts.group("d")));
  }

  private static LocalDateTime moment(String format, Matcher parts) throws NotAValue {
    int nanos =
        format.contains("S")
            ? Integer.parseInt((parts.group("S") + "000000000").substring(0, 9))
            : 0;
    return day(format, parts)
        .atTime(
            number(format, "HH", parts, "H"),
            number(format, "mm", parts, "m"),
            number(format, "ss", parts, "s"),
            nanos);
  }

  private static int number(String format, String unit, Matcher parts, String group) {
    return format.contains(unit) ? Integer.parseInt(parts.group(group)) : 0;
  }

  private static LocalTime time(OddColumn column, Matcher parts) throws NotAValue {
    String text = parts.group("time");
    if (text == null) {
      return LocalTime.MIDNIGHT;
    }
    Matcher time = TIME.matcher(text);
    check(time.matches());
    int second = time.group(3) == null ? 0 : Integer.parseInt(time.group(3));
    String fraction = time.group(4) == null ? "" : time.group(4);
    int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
    check(column.type() == CellType.FECHA || nanos % 1_000 == 0);
    return LocalTime.of(
        Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)), second, nanos);
  }

  private static Boolean bool(String word) throws NotAValue {
    check(YES.contains(word) || NO.contains(word));
    return YES.contains(word);
  }

  private static void check(boolean holds) throws NotAValue {
    if (!holds) {
      throw new NotAValue();
    }
  }

  /// The codes of a cell's findings, `unique` aside.
  static List<String> codes(OddColumn column, String raw) {
    Cell cell = read(column, raw);
    if (cell.bad()) {
      return List.of("TYPE");
    }
    return cell.value()
        .map(value -> Collections.nCopies(broken(column, value), "CONSTRAINT"))
        .orElse(column.required() ? List.of("REQUIRED") : List.of());
  }

  private static int broken(OddColumn column, Comparable<?> value) {
    Limits limits = column.limits();
    List<Boolean> broken = new ArrayList<>();
    broken.add(
        !limits.allowed().isEmpty()
            && limits.allowed().stream()
                .noneMatch(text -> compare(constant(column, text), value) == 0));
    limits.min().ifPresent(min -> broken.add(compare(value, constant(column, min)) < 0));
    limits.max().ifPresent(max -> broken.add(compare(value, constant(column, max)) > 0));
    limits.pattern().ifPresent(p -> broken.add(!Pattern.matches(p, value.toString())));
    broken.add(outside(limits.minLength(), value, -1));
    broken.add(outside(limits.maxLength(), value, 1));
    return Math.toIntExact(broken.stream().filter(is -> is).count());
  }

  private static boolean outside(OptionalInt limit, Comparable<?> value, int side) {
    return limit.isPresent()
        && Integer.signum(Integer.compare(codePoints(value), limit.getAsInt())) == side;
  }

  private static int codePoints(Comparable<?> value) {
    String text = value.toString();
    return text.codePointCount(0, text.length());
  }

  private static Comparable<?> constant(OddColumn column, String text) {
    return column.type() == CellType.TEXTO ? text : read(column, text).value().orElseThrow();
  }

  /// Values of one column have one class.
  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compare(Comparable one, Comparable other) {
    return one.compareTo(other);
  }

  private static final class NotAValue extends Exception {
    private static final long serialVersionUID = 1L;
  }
}
