package dev.sage.engine.format;

import dev.sage.engine.delivery.DataFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the styles of a workbook say about numbers: whether they are dates.
final class CellStyles {
  private final byte[] kinds;

  private CellStyles(byte[] kinds) {
    this.kinds = kinds;
  }

  /// @param part none: every number is a number
  static CellStyles load(Optional<DataFile> part, String book) {
    Map<Integer, String> formats = new HashMap<>();
    List<Byte> kinds = new ArrayList<>();
    if (part.isPresent()) {
      try (Xml xml = Xml.open(part.get(), book)) {
        boolean cells = false;
        while (xml.next()) {
          if (xml.isStart("numFmt")) {
            String code = xml.attribute("formatCode");
            formats.put(number(xml.attribute("numFmtId")), code == null ? "" : code);
          } else if (xml.isStart("cellXfs") || xml.isEnd("cellXfs")) {
            cells = xml.isStart();
          } else if (cells && xml.isStart("xf")) {
            int id = number(xml.attribute("numFmtId"));
            kinds.add(kind(id, formats.get(id)));
          }
        }
      }
    }
    byte[] all = new byte[kinds.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = kinds.get(i);
    }
    return new CellStyles(all);
  }

  /// NUMBER, MOMENT or DURATION.
  byte of(int style) {
    return style >= 0 && style < kinds.length ? kinds[style] : SheetRow.NUMBER;
  }

  private static int number(@Nullable String text) {
    return text != null && text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
  }

  /// @param code none, or that of a reserved place: the number alone says what it is
  static byte kind(int id, @Nullable String code) {
    if (code != null && !code.startsWith("reserved")) {
      return kind(code);
    }
    if (id == 46) {
      return SheetRow.DURATION;
    }
    boolean date =
        (id >= 14 && id <= 22)
            || (id >= 27 && id <= 36)
            || id == 45
            || id == 47
            || (id >= 50 && id <= 58);
    return date ? SheetRow.MOMENT : SheetRow.NUMBER;
  }

  /// Of what the format shows for positive numbers, without what it shows as it is.
  private static byte kind(String code) {
    String lower = code.toLowerCase(Locale.ROOT);
    String bare =
        lower
            .replaceAll("\"[^\"]*\"?|\\\\.|[_*].", "")
            .replaceFirst(";.*", "")
            .replaceAll("\\[(?!h+\\]|m+\\]|s+\\])[^\\]]*\\]", "");
    if (bare.matches(".*\\[[hms]+\\].*")) {
      return SheetRow.DURATION;
    }
    boolean general = bare.contains("general") || bare.contains("standard");
    return !general && bare.matches("(?s).*[ymdhs].*") ? SheetRow.MOMENT : SheetRow.NUMBER;
  }
}
