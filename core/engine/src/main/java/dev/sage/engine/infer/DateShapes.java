package dev.sage.engine.infer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// The ways to write dates that are looked for, by their shapes: the text with each digit as `9`.
/// Of several ways with one shape that with the day first comes first.
final class DateShapes {
  private static final List<String> SEPARATED =
      List.of(
          "yyyy-MM-dd",
          "dd/MM/yyyy",
          "dd-MM-yyyy",
          "MM/dd/yyyy",
          "MM-dd-yyyy",
          "yyyy/MM/dd",
          "dd.MM.yyyy",
          "yyyy.MM.dd",
          "MM.dd.yyyy",
          "dd/MM/yy",
          "MM/dd/yy",
          "yy/MM/dd",
          "dd-MM-yy",
          "MM-dd-yy",
          "yy-MM-dd",
          "dd.MM.yy",
          "MM.dd.yy",
          "yy.MM.dd");
  private static final List<String> COMPACT = List.of("yyyyMMdd", "ddMMyyyy", "MMddyyyy");
  private static final List<String> TIMES =
      List.of(
          "HH:mm",
          "HH:mm:ss",
          "HH:mm:ss.S",
          "HH:mm:ss.SS",
          "HH:mm:ss.SSS",
          "HH:mm:ss.SSSS",
          "HH:mm:ss.SSSSS",
          "HH:mm:ss.SSSSSS");
  private static final Pattern ZONE = Pattern.compile("[+-]99:99$");
  private static final Pattern USUAL =
      Pattern.compile("(9999-99-99|99/99/9999|99-99-9999|99999999)([ T]99:99(:99(\\.9{1,9})?)?)?");
  private static final Pattern DOUBTFUL = Pattern.compile("99([-/.])99\\1(99|9999)([^0-9].*)?");
  private static final Map<String, List<String>> BY_SHAPE = byShape();

  private DateShapes() {}

  static boolean isKnown(String shape) {
    return USUAL.matcher(shape).matches() || BY_SHAPE.containsKey(bare(shape));
  }

  /// Whether a contract reads it without being told how.
  static boolean isUsual(String shape) {
    return USUAL.matcher(shape).matches();
  }

  /// Whether day and month look alike.
  static boolean isDoubtful(String shape) {
    return DOUBTFUL.matcher(shape).matches();
  }

  static boolean hasZone(String shape) {
    return shape.indexOf(':') > 0 && ZONE.matcher(shape).find();
  }

  static boolean hasTime(String shape) {
    return shape.indexOf(':') > 0 || shape.matches("9{12}|9{14}|9{8}[T ]9+Z?");
  }

  /// In the letters of a contract's `formats`.
  ///
  /// @param zone what stands for the shape's offset; empty if it has none, or no fixed one
  static List<String> of(String shape, String zone) {
    return hasZone(shape) && zone.isEmpty()
        ? List.of()
        : BY_SHAPE.getOrDefault(bare(shape), List.of()).stream()
            .map(format -> hasZone(shape) ? format + zone : format)
            .toList();
  }

  private static String bare(String shape) {
    return hasZone(shape) ? shape.substring(0, shape.length() - 6) : shape;
  }

  private static Map<String, List<String>> byShape() {
    List<String> all = new ArrayList<>();
    for (String date : SEPARATED) {
      withTimes(all, date, TIMES, List.of(" ", "'T'"));
    }
    for (String date : COMPACT) {
      withTimes(all, date, TIMES, List.of(" ", "'T'"));
      withTimes(all, date, List.of("HHmm", "HHmmss"), List.of(" ", "'T'", ""));
    }
    Map<String, List<String>> byShape = new HashMap<>();
    for (String format : all) {
      List<String> same = byShape.computeIfAbsent(shape(format), _ -> new ArrayList<>());
      if (!same.contains(format)) {
        same.add(format);
      }
    }
    return byShape;
  }

  private static void withTimes(
      List<String> all, String date, List<String> times, List<String> between) {
    all.add(date);
    for (String time : times) {
      for (String mark : between) {
        all.add(date + mark + time);
        all.add(date + mark + time + "'Z'");
      }
    }
  }

  private static String shape(String format) {
    StringBuilder shape = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < format.length(); i++) {
      char c = format.charAt(i);
      if (c == '\'') {
        quoted = !quoted;
      } else {
        shape.append(Character.isLetter(c) && !quoted ? '9' : c);
      }
    }
    return shape.toString();
  }
}
