package dev.sage.engine.infer;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Texts as scalars of YAML. What is no plain word stands in double quotes, where nothing means
/// anything but the backslash; what an editor or a terminal would not show as itself is escaped.
final class YamlText {
  private static final Pattern PLAIN = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.-]*");

  /// What YAML, of one version or another, takes for something else.
  private static final Set<String> WORDS =
      Set.of("null", "true", "false", "yes", "no", "on", "off", "y", "n");

  private YamlText() {}

  static String scalar(String text) {
    boolean plain = PLAIN.matcher(text).matches() && !WORDS.contains(text.toLowerCase(Locale.ROOT));
    return plain ? text : quoted(text);
  }

  static String list(List<String> texts) {
    return texts.stream().map(YamlText::scalar).collect(Collectors.joining(", ", "[", "]"));
  }

  static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.codePoints().forEach(point -> append(quoted, point));
    return quoted.append('"').toString();
  }

  /// What stands behind `#`: one line.
  static String comment(String text) {
    StringBuilder comment = new StringBuilder();
    text.codePoints().forEach(point -> comment.appendCodePoint(isShown(point) ? point : 0xFFFD));
    return comment.toString();
  }

  private static void append(StringBuilder quoted, int point) {
    if (point == '"' || point == '\\') {
      quoted.append('\\').appendCodePoint(point);
    } else if (point == '\t') {
      quoted.append("\\t");
    } else if (isShown(point)) {
      quoted.appendCodePoint(point);
    } else {
      quoted.append(point > 0xFFFF ? "\\U%08x".formatted(point) : "\\u%04x".formatted(point));
    }
  }

  private static boolean isShown(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.PRIVATE_USE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> point == ' ';
      default -> true;
    };
  }
}
