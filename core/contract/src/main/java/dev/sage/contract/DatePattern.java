package dev.sage.contract;

import dev.sage.spi.Message;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.format.SignStyle;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A pattern of dates: letters in the way of java.time, of fixed widths, and text between them.
///
/// @param letters the pattern in java.time's letters, whatever the spelling it was given in
record DatePattern(String letters, List<Piece> pieces) {
  private static final LocalDate PIVOT = LocalDate.of(1969, 1, 1);
  private static final Map<Character, String> PYTHON =
      Map.of(
          'Y',
          "yyyy",
          'y',
          "yy",
          'm',
          "MM",
          'd',
          "dd",
          'H',
          "HH",
          'M',
          "mm",
          'S',
          "ss",
          'f',
          "SSSSSS",
          'F',
          "yyyy-MM-dd",
          'T',
          "HH:mm:ss");
  private static final Set<String> UNITS = Set.of("yyyy", "yy", "MM", "dd", "HH", "mm", "ss");

  DatePattern {
    pieces = List.copyOf(pieces);
  }

  /// A unit (`yyyy`) or a text between units.
  record Piece(String text, boolean unit) {}

  /// What came of reading a pattern.
  sealed interface Outcome {}

  record Read(DatePattern pattern) implements Outcome {}

  record Refused(Message why) implements Outcome {}

  static Outcome of(String text) {
    try {
      String letters = text.indexOf('%') >= 0 ? fromPython(text) : text;
      List<Piece> pieces = pieces(letters);
      check(pieces);
      return new Read(new DatePattern(letters, pieces));
    } catch (BadPattern bad) {
      return new Refused(
          new Message(
              "El formato de fecha " + Messages.quoted(text) + " no vale: " + bad.text.es(),
              "The date format " + Messages.quoted(text) + " is not valid: " + bad.text.en()));
    }
  }

  Optional<LocalDateTime> parse(String text) {
    try {
      return Optional.of(LocalDateTime.parse(text, formatter()));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  String format(LocalDateTime moment) {
    return formatter().format(moment);
  }

  private static String fromPython(String text) throws BadPattern {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != '%') {
        letters.append(literal(c));
      } else if (++i < text.length() && text.charAt(i) == '%') {
        letters.append('%');
      } else {
        String code = i < text.length() ? text.substring(i, i + 1) : "";
        letters.append(unit(code));
      }
    }
    return letters.toString();
  }

  private static String literal(char c) {
    if (c == '\'') {
      return "''";
    }
    return Character.isLetter(c) || "[]{}#".indexOf(c) >= 0 ? "'" + c + "'" : String.valueOf(c);
  }

  private static String unit(String code) throws BadPattern {
    String letters = code.isEmpty() ? null : PYTHON.get(code.charAt(0));
    if (letters == null) {
      throw new BadPattern(
          "'%" + code + "' no se admite; sí %Y %y %m %d %H %M %S %f.",
          "'%" + code + "' is not supported; these are: %Y %y %m %d %H %M %S %f.");
    }
    return letters;
  }

  private static List<Piece> pieces(String letters) throws BadPattern {
    List<Piece> pieces = new ArrayList<>();
    for (int i = 0; i < letters.length(); ) {
      char c = letters.charAt(i);
      int end =
          c == '\'' ? endOfQuote(letters, i) : Character.isLetter(c) ? endOfRun(letters, i) : i + 1;
      String piece = letters.substring(i, end);
      if (c == '\'') {
        String inside = piece.substring(1, piece.length() - 1);
        pieces.add(new Piece(inside.isEmpty() ? "'" : inside.replace("''", "'"), false));
      } else if (Character.isLetter(c)) {
        pieces.add(new Piece(supported(piece), true));
      } else {
        pieces.add(new Piece(plain(piece), false));
      }
      i = end;
    }
    return pieces;
  }

  private static int endOfQuote(String letters, int from) throws BadPattern {
    for (int i = from + 1; i < letters.length(); i++) {
      if (letters.charAt(i) == '\'') {
        boolean doubled = i > from + 1 && i + 1 < letters.length() && letters.charAt(i + 1) == '\'';
        if (!doubled) {
          return i + 1;
        }
        i++;
      }
    }
    throw new BadPattern("una comilla ' no se cierra.", "a quote ' is not closed.");
  }

  private static int endOfRun(String letters, int from) {
    int end = from;
    while (end < letters.length() && letters.charAt(end) == letters.charAt(from)) {
      end++;
    }
    return end;
  }

  private static String plain(String text) throws BadPattern {
    if ("[]{}#".contains(text)) {
      throw new BadPattern("'" + text + "' no se admite.", "'" + text + "' is not supported.");
    }
    return text;
  }

  private static String supported(String run) throws BadPattern {
    String unit = run.equals("uuuu") ? "yyyy" : run;
    if (!UNITS.contains(unit) && !unit.matches("S{1,6}")) {
      throw new BadPattern(
          "'" + run + "' no se admite; sí yyyy yy MM dd HH mm ss SSS, y el texto fijo entre ' '.",
          "'"
              + run
              + "' is not supported; these are: yyyy yy MM dd HH mm ss SSS, and fixed text in ' '.");
    }
    return unit;
  }

  private static void check(List<Piece> pieces) throws BadPattern {
    Set<Character> seen = new HashSet<>();
    for (Piece piece : pieces) {
      if (piece.unit() && !seen.add(piece.text().charAt(0))) {
        throw new BadPattern(
            "'" + piece.text() + "' está dos veces.", "'" + piece.text() + "' is there twice.");
      }
    }
    if (!seen.containsAll(Set.of('y', 'M', 'd'))) {
      throw new BadPattern(
          "necesita año (yyyy o yy), mes (MM) y día (dd).",
          "it needs year (yyyy or yy), month (MM) and day (dd).");
    }
    boolean loose =
        (seen.contains('m') && !seen.contains('H'))
            || (seen.contains('s') && !seen.contains('m'))
            || (seen.contains('S') && !seen.contains('s'));
    if (loose) {
      throw new BadPattern(
          "la hora necesita HH antes de mm, y mm antes de ss (MM es el mes, mm los minutos).",
          "the time needs HH before mm, and mm before ss (MM is the month, mm the minutes).");
    }
  }

  private DateTimeFormatter formatter() {
    DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
    for (Piece piece : pieces) {
      append(builder, piece);
    }
    for (ChronoField field : missing()) {
      builder.parseDefaulting(field, 0);
    }
    return builder
        .toFormatter(Locale.ROOT)
        .withChronology(IsoChronology.INSTANCE)
        .withResolverStyle(ResolverStyle.STRICT);
  }

  private static void append(DateTimeFormatterBuilder builder, Piece piece) {
    switch (piece.unit() ? piece.text() : "") {
      case "yyyy" -> builder.appendValue(ChronoField.YEAR, 4, 4, SignStyle.NOT_NEGATIVE);
      case "yy" -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, PIVOT);
      case "MM" -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
      case "dd" -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
      case "HH" -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
      case "mm" -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
      case "ss" -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
      case "" -> builder.appendLiteral(piece.text());
      default -> {
        int digits = piece.text().length();
        builder.appendFraction(ChronoField.NANO_OF_SECOND, digits, digits, false);
      }
    }
  }

  private List<ChronoField> missing() {
    List<ChronoField> missing = new ArrayList<>();
    if (!has("HH")) {
      missing.add(ChronoField.HOUR_OF_DAY);
    }
    if (!has("mm")) {
      missing.add(ChronoField.MINUTE_OF_HOUR);
    }
    if (!has("ss")) {
      missing.add(ChronoField.SECOND_OF_MINUTE);
    }
    if (pieces.stream().noneMatch(piece -> piece.unit() && piece.text().startsWith("S"))) {
      missing.add(ChronoField.NANO_OF_SECOND);
    }
    return missing;
  }

  private boolean has(String unit) {
    return pieces.contains(new Piece(unit, true));
  }

  private static final class BadPattern extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Message text;

    BadPattern(String es, String en) {
      super(en, null, false, false);
      this.text = new Message(es, en);
    }
  }
}
