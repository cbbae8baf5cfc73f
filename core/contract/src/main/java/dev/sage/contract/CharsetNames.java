package dev.sage.contract;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Encodings by the names that people and other tools give them.
final class CharsetNames {
  static final List<String> COMMON =
      List.of(
          "auto",
          "utf-8",
          "latin-1",
          "iso-8859-1",
          "iso-8859-15",
          "windows-1252",
          "cp1252",
          "utf-16",
          "ascii");

  private static final Map<String, String> ALIASES =
      Map.of(
          "utf-8-sig", "UTF-8",
          "latin-1", "ISO-8859-1",
          "latin-9", "ISO-8859-15",
          "ansi", "windows-1252",
          "mac-roman", "x-MacRoman");

  private CharsetNames() {}

  /// The canonical name.
  static Optional<String> canonical(String name) {
    String word = name.strip().toLowerCase(Locale.ROOT);
    String known = ALIASES.getOrDefault(word.replace('_', '-'), word);
    try {
      return Optional.of(Charset.forName(known).name());
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }
}
