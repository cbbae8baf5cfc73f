package dev.sage.engine.split;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// Reads a part as strictly as its dialect is: anything not canonical is an error.
final class PartText {
  private PartText() {}

  static List<List<String>> rows(Part part) {
    byte[] text = bytes(part);
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    int at = 0;
    int rowStart = 0;
    while (at < text.length) {
      List<Byte> bytes = new ArrayList<>();
      if (text[at] == part.quote()) {
        at++;
        while (!(text[at] == part.quote() && text[at + 1] != part.quote())) {
          at += text[at] == part.quote() ? 1 : 0;
          bytes.add(text[at++]);
        }
        at++;
      } else {
        while (text[at] != part.delimiter() && text[at] != '\n') {
          if (text[at] == part.quote() || text[at] == '\r' || text[at] == 0) {
            throw new IllegalStateException("not canonical");
          }
          bytes.add(text[at++]);
        }
      }
      byte[] raw = new byte[bytes.size()];
      for (int i = 0; i < raw.length; i++) {
        raw[i] = bytes.get(i);
      }
      row.add(new String(raw, StandardCharsets.UTF_8));
      if (text[at] != part.delimiter() && text[at] != '\n') {
        throw new IllegalStateException("not canonical");
      }
      if (text[at++] == '\n') {
        if (at - rowStart == 1) {
          throw new IllegalStateException("blank line");
        }
        rowStart = at;
        rows.add(row);
        row = new ArrayList<>();
      } else if (at == text.length) {
        throw new IllegalStateException("no line end");
      }
    }
    return rows;
  }

  private static byte[] bytes(Part part) {
    try {
      return Files.readAllBytes(part.file());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
