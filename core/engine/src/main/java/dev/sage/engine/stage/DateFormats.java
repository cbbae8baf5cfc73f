package dev.sage.engine.stage;

import dev.sage.engine.sql.Sql;
import java.util.List;

/// Dates written as the contract's `formats` say: letters of java.time, each an exact number of
/// digits.
final class DateFormats {
  private DateFormats() {}

  static String date(String text, List<String> formats) {
    return "CAST(%s AS DATE)".formatted(dateTime(text, formats));
  }

  static String dateTime(String text, List<String> formats) {
    String bare = Casts.stripped(text);
    StringBuilder cases = new StringBuilder("CASE");
    for (String format : formats) {
      Translation translation = Translation.of(format);
      cases.append(
          "\n WHEN regexp_full_match(%s, %s) THEN try_strptime(%1$s, %3$s)"
              .formatted(
                  bare, Sql.literal(translation.pattern()), Sql.literal(translation.directives())));
    }
    return cases.append(" END").toString();
  }

  /// One format as a pattern of its exact shape and as the engine's directives.
  private record Translation(String pattern, String directives) {
    static Translation of(String format) {
      StringBuilder pattern = new StringBuilder();
      StringBuilder directives = new StringBuilder();
      int at = 0;
      while (at < format.length()) {
        int end = runEnd(format, at);
        append(format.substring(at, end), pattern, directives);
        at = end;
      }
      return new Translation(pattern.toString(), directives.toString());
    }

    private static int runEnd(String format, int start) {
      if (format.charAt(start) == '\'') {
        return quoteEnd(format, start);
      }
      int end = start + 1;
      while (end < format.length() && format.charAt(end) == format.charAt(start)) {
        end++;
      }
      return end;
    }

    /// A quote within quotes is doubled.
    private static int quoteEnd(String format, int start) {
      int close = format.indexOf('\'', start + 1);
      while (close > start + 1 && format.startsWith("''", close)) {
        close = format.indexOf('\'', close + 2);
      }
      return close < 0 ? format.length() : close + 1;
    }

    private static void append(String run, StringBuilder pattern, StringBuilder directives) {
      switch (run) {
        case "yyyy", "uuuu" -> add(pattern, directives, Casts.YEAR, "%Y");
        case "yy", "uu" -> add(pattern, directives, "[0-9]{2}", "%y");
        case "MM" -> add(pattern, directives, "[0-9]{2}", "%m");
        case "M" -> add(pattern, directives, "[0-9]{1,2}", "%m");
        case "dd" -> add(pattern, directives, "[0-9]{2}", "%d");
        case "d" -> add(pattern, directives, "[0-9]{1,2}", "%d");
        case "HH" -> add(pattern, directives, "[0-9]{2}", "%H");
        case "H" -> add(pattern, directives, "[0-9]{1,2}", "%H");
        case "hh" -> add(pattern, directives, "[0-9]{2}", "%I");
        case "h" -> add(pattern, directives, "[0-9]{1,2}", "%I");
        case "mm" -> add(pattern, directives, "[0-9]{2}", "%M");
        case "ss" -> add(pattern, directives, "[0-9]{2}", "%S");
        case "a" -> add(pattern, directives, "[AaPp][Mm]", "%p");
        case "S", "SS", "SSS", "SSSS", "SSSSS", "SSSSSS" ->
            add(pattern, directives, "[0-9]{" + run.length() + "}", "%f");
        case "X", "XX", "XXX" -> add(pattern, directives, "(Z|[+-][0-9]{2}:?([0-9]{2})?)", "%z");
        case "MMM" -> add(pattern, directives, "[A-Za-z]{3}", "%b");
        default -> verbatim(run, pattern, directives);
      }
    }

    private static void verbatim(String run, StringBuilder pattern, StringBuilder directives) {
      String text = run.startsWith("'") ? unquoted(run) : run;
      for (int i = 0; i < text.length(); i++) {
        char c = text.charAt(i);
        pattern.append(Character.isLetterOrDigit(c) || c > 127 ? String.valueOf(c) : "\\" + c);
        directives.append(c == '%' ? "%%" : String.valueOf(c));
      }
    }

    private static String unquoted(String run) {
      return run.length() == 2 ? "'" : run.substring(1, run.length() - 1).replace("''", "'");
    }

    private static void add(
        StringBuilder pattern, StringBuilder directives, String shape, String directive) {
      pattern.append(shape);
      directives.append(directive);
    }
  }
}
