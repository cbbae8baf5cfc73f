package dev.sage.engine.infer;

import dev.sage.engine.delivery.ExtendedUtf8;
import dev.sage.engine.delivery.Prescan;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The beginning of a file, taken for text.
///
/// @param text without a byte order mark
record FileText(SampledFile head, Prescan prescan, String text) {
  private static final int HEAD = 512 << 10;

  /// Of 100 bytes, so many may be no characters of a text.
  private static final int MOST_CONTROLS = 5;

  private static final List<String> SIGNATURES =
      List.of(
          "%PDF", "\u2030PNG", "\u00ff\u00d8\u00ff", "GIF8", "Rar!", "7z\u00bc\u00af", "\u007fELF");

  static FileText of(SampledFile file, Workbench bench) {
    SampledFile head = file.head(bench.newDirectory(), HEAD);
    Prescan prescan = Prescan.of(head, Optional.empty(), bytes -> {});
    try (InputStream in = ExtendedUtf8.open(head, prescan.encoding())) {
      return new FileText(head, prescan, ExtendedUtf8.text(in.readAllBytes()));
    } catch (IOException e) {
      throw head.unreadable(e);
    }
  }

  /// Nothing but blanks and line ends.
  boolean isBlank() {
    return text.isBlank();
  }

  /// Whether its bytes are those of a picture, a program or another file that is no table.
  boolean isBinary() {
    long controls = text.chars().filter(FileText::isForeign).count();
    return SIGNATURES.stream().anyMatch(text::startsWith)
        || controls * 100 > (long) text.length() * MOST_CONTROLS;
  }

  /// The first character that is no blank, and the next one; shorter where there are none.
  String firstMarks() {
    return text.chars()
        .filter(c -> !Character.isWhitespace(c))
        .limit(2)
        .collect(StringBuilder::new, (marks, c) -> marks.append((char) c), StringBuilder::append)
        .toString();
  }

  /// Some control characters separate cells.
  private static boolean isForeign(int c) {
    return c == 0 || (c > 1 && c < '\t') || (c > '\r' && c < 0x1A) || c == 0xFFFD;
  }
}
