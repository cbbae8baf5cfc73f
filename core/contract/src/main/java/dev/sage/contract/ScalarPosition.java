package dev.sage.contract;

/// Where a character of a scalar's text is in the file.
final class ScalarPosition {
  private ScalarPosition() {}

  /// Exact for scalars on one line; else where the scalar begins.
  static Position of(Yaml.Scalar scalar, int offset) {
    String raw = scalar.raw();
    if (raw.isEmpty() || offset < 0 || offset > scalar.text().length()) {
      return scalar.start();
    }
    int index =
        switch (scalar.style()) {
          case PLAIN -> scalar.text().equals(raw) ? offset : -1;
          case SINGLE_QUOTED -> afterEscapes(raw, offset, '\'');
          case DOUBLE_QUOTED -> simple(raw) ? afterEscapes(raw, offset, '\\') : -1;
          case BLOCK -> -1;
        };
    if (index < 0 || index > raw.length()) {
      return scalar.start();
    }
    Position start = scalar.start();
    return new Position(start.line(), start.column() + raw.codePointCount(0, index));
  }

  /// The index of the text's `offset` in `raw`, where `escape` makes two characters one.
  private static int afterEscapes(String raw, int offset, char escape) {
    int index = 1;
    for (int i = 0; i < offset && index < raw.length(); i++) {
      index += raw.charAt(index) == escape ? 2 : 1;
    }
    return index;
  }

  private static boolean simple(String raw) {
    for (int i = 0; i + 1 < raw.length(); i++) {
      if (raw.charAt(i) == '\\' && "xuU".indexOf(raw.charAt(++i)) >= 0) {
        return false;
      }
    }
    return true;
  }
}
