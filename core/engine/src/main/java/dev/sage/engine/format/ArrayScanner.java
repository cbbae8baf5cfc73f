package dev.sage.engine.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The elements of the one array that a text is. Where brackets and commas are not as they must be,
/// nothing tells any more where a record would begin.
final class ArrayScanner extends ObjectScanner {
  private boolean begun;
  private boolean over;
  private @Nullable Break broken;

  ArrayScanner(InputStream in) {
    super(in);
  }

  @Override
  boolean next() throws IOException {
    if (over || !(begun ? separator() : begin())) {
      return false;
    }
    beginRecord();
    boolean whole =
        switch (peek()) {
          case '{', '[' -> nested();
          case '"' -> string();
          default -> word();
        };
    endRecord();
    return whole;
  }

  @Override
  Optional<Break> broken() {
    return Optional.ofNullable(broken);
  }

  /// Nothing more is read.
  void stopAt(Break place) {
    over = true;
    broken = place;
  }

  /// Past `[`; false if there is no array or nothing in it.
  private boolean begin() throws IOException {
    begun = true;
    if (skipBlanks() != '[') {
      return stop("se esperaba un arreglo [ … ]", "an array [ … ] was expected");
    }
    skip();
    return skipBlanks() != ']' || bracket();
  }

  /// Past the comma before a record; false behind the last one.
  private boolean separator() throws IOException {
    int next = skipBlanks();
    if (next == ']') {
      return bracket();
    }
    if (next != ',') {
      return next < 0
          ? stop("el archivo se acaba sin ]", "the file ends without ]")
          : stop("falta una coma o ]", "a comma or ] is missing");
    }
    skip();
    return skipBlanks() != ']' || stop("sobra una coma antes de ]", "a comma too many before ]");
  }

  /// Past `]`, behind which nothing may be.
  private boolean bracket() throws IOException {
    skip();
    over = true;
    return skipBlanks() >= 0
        && stop("hay algo después de ] que no se lee", "there is something behind ], not read");
  }

  private boolean stop(String es, String en) {
    stopAt(here(es, en));
    return false;
  }

  private boolean nested() throws IOException {
    int depth = 0;
    do {
      int next = peek();
      if (next < 0) {
        return stop(
            "el registro que empieza en la línea %d no se cierra".formatted(line()),
            "the record that begins on line %d is not closed".formatted(line()));
      }
      if (next == '"') {
        if (!string()) {
          return false;
        }
      } else {
        depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
        take();
      }
    } while (depth > 0);
    return true;
  }

  private boolean string() throws IOException {
    take();
    int next = peek();
    while (next >= 0 && next != '"') {
      take();
      if (next == '\\' && peek() >= 0) {
        take();
      }
      next = peek();
    }
    if (next < 0) {
      return stop(
          "un texto del registro de la línea %d no se cierra".formatted(line()),
          "a text of the record on line %d is not closed".formatted(line()));
    }
    take();
    return true;
  }

  private boolean word() throws IOException {
    int next = peek();
    while (next > ' ' && next != ',' && next != ']' && next != '}') {
      take();
      next = peek();
    }
    return length > 0 || stop("aquí falta un registro", "a record is missing here");
  }
}
