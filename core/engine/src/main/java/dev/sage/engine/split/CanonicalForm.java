package dev.sage.engine.split;

import java.util.Arrays;

/// A record in the dialect of the parts: quoted where it must be, with doubled quotes, ended by LF.
final class CanonicalForm {
  private final Cells cells;
  private final byte delimiter;
  private final byte quote;
  byte[] text = new byte[1024];
  int length;

  CanonicalForm(Dialect dialect) {
    cells = new Cells(dialect);
    delimiter = dialect.partDelimiter();
    quote = dialect.partQuote();
  }

  void of(byte[] record, int start, int end) {
    length = 0;
    cells.over(record, start, end);
    while (cells.next()) {
      add();
    }
    if (length == 1) {
      // A line without a character is no record for whoever reads the part; quotes make it a null.
      length = 0;
      quoteCell();
      length++;
    }
    text[length - 1] = '\n';
  }

  /// The cell and a delimiter.
  private void add() {
    reserve(2 * cells.length + 5);
    if (mustQuote()) {
      quoteCell();
    } else {
      System.arraycopy(cells.text, 0, text, length, cells.length);
      length += cells.length;
    }
    text[length++] = delimiter;
  }

  private boolean mustQuote() {
    for (int i = 0; i < cells.length; i++) {
      byte b = cells.text[i];
      if (b == delimiter || b == quote || b == '\n' || b == '\r') {
        return true;
      }
    }
    return false;
  }

  private void quoteCell() {
    text[length++] = quote;
    for (int i = 0; i < cells.length; i++) {
      text[length++] = cells.text[i];
      if (cells.text[i] == quote) {
        text[length++] = quote;
      }
    }
    text[length++] = quote;
  }

  private void reserve(int more) {
    if (length + more > text.length) {
      text = Arrays.copyOf(text, Math.max(text.length * 2, length + more));
    }
  }
}
