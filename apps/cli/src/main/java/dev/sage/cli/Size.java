package dev.sage.cli;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Amounts of memory as people write them: `512MB`, `1GiB`, `1.5 GiB`, `1048576`.
final class Size {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,15}(?:\\.\\d{1,3})?) ?([kmgt]?)(i?)b?", Pattern.CASE_INSENSITIVE);
  private static final String UNITS = "kmgt";

  private Size() {}

  /// Bytes; empty for what is no size. `KB` counts in thousands, `KiB` and a bare `K` in 1024.
  static OptionalLong parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      return OptionalLong.empty();
    }
    double bytes = Double.parseDouble(form.group(1)) * unit(form, text.strip());
    return bytes < Long.MAX_VALUE ? OptionalLong.of((long) bytes) : OptionalLong.empty();
  }

  private static double unit(Matcher form, String text) {
    String letter = form.group(2).toLowerCase(Locale.ROOT);
    if (letter.isEmpty()) {
      return 1;
    }
    boolean thousands = form.group(3).isEmpty() && text.toLowerCase(Locale.ROOT).endsWith("b");
    return Math.pow(thousands ? 1000 : 1024, UNITS.indexOf(letter) + 1);
  }
}
