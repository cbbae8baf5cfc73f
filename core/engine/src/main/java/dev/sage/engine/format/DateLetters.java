package dev.sage.engine.format;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/// A contract's date format, to write with. Contracts have few letters: yyyy or yy, MM, dd, HH, mm,
/// ss, S, and text in quotes.
record DateLetters(List<String> units, List<Boolean> letters) {
  DateLetters {
    units = List.copyOf(units);
    letters = List.copyOf(letters);
  }

  static DateLetters of(String format) {
    List<String> units = new ArrayList<>();
    List<Boolean> letters = new ArrayList<>();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at);
      int end = c == '\'' ? quoteEnd(format, at) : runEnd(format, at);
      String run = format.substring(at, end);
      boolean unit = Character.isLetter(c);
      units.add(c == '\'' ? unquoted(run) : run);
      letters.add(unit);
      at = end;
    }
    return new DateLetters(units, letters);
  }

  boolean hasShortYear() {
    return has("yy") || has("uu");
  }

  boolean saysTime(LocalDateTime moment) {
    int fraction = fractionDigits();
    return (moment.getHour() == 0 || has("HH"))
        && (moment.getMinute() == 0 || has("mm"))
        && (moment.getSecond() == 0 || has("ss"))
        && moment.getNano() % (int) Math.pow(10, 9 - fraction) == 0;
  }

  String spell(LocalDateTime moment) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < units.size(); i++) {
      if (letters.get(i)) {
        value(text, units.get(i), moment);
      } else {
        text.append(units.get(i));
      }
    }
    return text.toString();
  }

  boolean has(String unit) {
    int at = units.indexOf(unit);
    return at >= 0 && letters.get(at);
  }

  int fractionDigits() {
    for (int i = 0; i < units.size(); i++) {
      if (letters.get(i) && units.get(i).startsWith("S")) {
        return units.get(i).length();
      }
    }
    return 0;
  }

  private static void value(StringBuilder text, String unit, LocalDateTime moment) {
    switch (unit) {
      case "yyyy", "uuuu" -> DateSpelling.padded(text, moment.getYear(), 4);
      case "yy", "uu" -> DateSpelling.padded(text, moment.getYear() % 100, 2);
      case "MM" -> DateSpelling.padded(text, moment.getMonthValue(), 2);
      case "dd" -> DateSpelling.padded(text, moment.getDayOfMonth(), 2);
      case "HH" -> DateSpelling.padded(text, moment.getHour(), 2);
      case "mm" -> DateSpelling.padded(text, moment.getMinute(), 2);
      case "ss" -> DateSpelling.padded(text, moment.getSecond(), 2);
      default -> fraction(text, unit.length(), moment.getNano());
    }
  }

  private static void fraction(StringBuilder text, int digits, int nanos) {
    int end = text.length() + digits;
    DateSpelling.padded(text, nanos, 9).setLength(end);
  }

  private static int runEnd(String format, int from) {
    int end = from + 1;
    while (Character.isLetter(format.charAt(from))
        && end < format.length()
        && format.charAt(end) == format.charAt(from)) {
      end++;
    }
    return end;
  }

  /// A quote within quotes is doubled.
  private static int quoteEnd(String format, int from) {
    int close = format.indexOf('\'', from + 1);
    while (close > from + 1 && format.startsWith("''", close)) {
      close = format.indexOf('\'', close + 2);
    }
    return close < 0 ? format.length() : close + 1;
  }

  private static String unquoted(String run) {
    return run.length() == 2 ? "'" : run.substring(1, run.length() - 1).replace("''", "'");
  }
}
