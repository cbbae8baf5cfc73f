package dev.sage.engine.format;

import java.util.Locale;
import java.util.regex.Pattern;

/// What the names of files say.
public final class Names {
  private static final Pattern COMPRESSED =
      Pattern.compile("\\.(gz|gzip|zst|zstd)$", Pattern.CASE_INSENSITIVE);

  private Names() {}

  /// `ventas.csv` of `ventas.csv.gz`.
  public static String uncompressed(String name) {
    return COMPRESSED.matcher(name).replaceFirst("");
  }

  /// `xlsx` of `Libro.XLSX.gz`; empty where there is none.
  public static String ending(String name) {
    String plain = uncompressed(name);
    int dot = plain.lastIndexOf('.');
    return dot < 0 ? "" : plain.substring(dot + 1).toLowerCase(Locale.ROOT);
  }
}
