package dev.sage.engine.infer;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Ids of catalogs and packages: names of files made such that they can name tables.
final class Identifiers {
  private static final int LONGEST = 50;

  private static final Pattern DATE =
      Pattern.compile(
          "[-_. ]?(?<![0-9])(19|20)[0-9]{2}[-_.]?(0[1-9]|1[0-2])([-_.]?[0-3][0-9])?(?![0-9])");

  private final Set<String> taken = new HashSet<>();

  /// An id from a name that no other has yet.
  String unused(String name) {
    String id = of(name);
    String free = id;
    for (int n = 2; !taken.add(free); n++) {
      free = id + "_" + n;
    }
    return free;
  }

  /// `ventas_lima` of `Ventas Lima 2026-01-31.csv`.
  static String of(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    int dot = base.lastIndexOf('.');
    String stem = dot > 0 ? base.substring(0, dot) : base;
    String plain = plain(stem).replaceAll("[^a-z0-9]+", "_");
    String undated = DATE.matcher(plain).replaceAll("");
    String id = undated.replaceAll("^_+|_+$", "");
    String usable = id.isEmpty() ? "datos" : Character.isDigit(id.charAt(0)) ? "c_" + id : id;
    return usable.substring(0, Math.min(LONGEST, usable.length()));
  }

  /// A pattern for the names that only have another date in them; empty for a name without one.
  static Optional<String> undated(String name) {
    Matcher date = DATE.matcher(name);
    return date.find() ? Optional.of(date.replaceFirst("*")) : Optional.empty();
  }

  /// The words of a name, in lower case and without accents: `codigo`, `cliente` of
  /// `códigoCliente`.
  static List<String> words(String name) {
    String split = name.replaceAll("(?<=\\p{Ll})(?=\\p{Lu})", " ");
    return Arrays.stream(plain(split).split("[^a-z0-9]+", -1)).filter(w -> !w.isEmpty()).toList();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT);
  }
}
