package dev.sage.engine.report.html;

import java.nio.charset.StandardCharsets;

/// Writes HTML. Elements are ours; every text and every value of an attribute is escaped.
final class Html {
  private static final int REPLACEMENT = 0xFFFD;

  private final StringBuilder out = new StringBuilder(1 << 16);

  /// Markup of our own.
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /// Text from anywhere.
  Html text(String text) {
    escape(out, text);
    return this;
  }

  /// An element around what `body` writes.
  ///
  /// @param start the element's name, and attributes of our own: `p class="note"`
  Html in(String start, Runnable body) {
    out.append('<').append(start).append('>');
    body.run();
    out.append("</").append(name(start)).append('>');
    return this;
  }

  /// An element around a text.
  Html in(String start, String text) {
    return in(start, () -> text(text));
  }

  /// A link to a file beside the page.
  Html link(String file) {
    return in("a href=\"" + relative(file) + "\"", file);
  }

  @Override
  public String toString() {
    return out.toString();
  }

  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    escape(escaped, text);
    return escaped.toString();
  }

  /// At most `max` characters; what was cut is shown as `…`.
  static String cut(String text, int max) {
    return text.length() <= max || text.codePointCount(0, text.length()) <= max
        ? text
        : text.substring(0, text.offsetByCodePoints(0, max)) + "…";
  }

  private static String name(String start) {
    int blank = start.indexOf(' ');
    return blank < 0 ? start : start.substring(0, blank);
  }

  private static void escape(StringBuilder out, String text) {
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      i += Character.charCount(point);
      switch (point) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.appendCodePoint(visible(point));
      }
    }
  }

  /// What nobody sees is what senders look for longest; and what turns the direction of reading
  /// could say what is not so.
  private static int visible(int point) {
    return switch (point) {
      case '\n', '\r', 0x2028, 0x2029 -> '⏎';
      case '\t' -> '⇥';
      default -> isInvisible(point) ? REPLACEMENT : point;
    };
  }

  private static boolean isInvisible(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.UNASSIGNED -> true;
      default -> false;
    };
  }

  /// The path of a file as a relative reference.
  private static String relative(String file) {
    StringBuilder path = new StringBuilder();
    for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = b > 0 && (Character.isLetterOrDigit(b) || "-._~/".indexOf(b) >= 0);
      path.append(plain ? Character.toString(b) : "%%%02X".formatted(b & 0xFF));
    }
    return path.toString();
  }
}
