package dev.sage.engine.format;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// A record on each line; blank lines are none.
final class LineScanner extends ObjectScanner {
  LineScanner(InputStream in) {
    super(in);
  }

  @Override
  boolean next() throws IOException {
    while (peek() >= 0) {
      beginRecord();
      while (peek() >= 0 && !takeLine()) {
        // the line goes on in the next piece
      }
      if (peek() == '\n') {
        skip();
      }
      endRecord();
      if (tooLong || !isBlankLine()) {
        return true;
      }
    }
    return false;
  }

  @Override
  Optional<Break> broken() {
    return Optional.empty();
  }

  /// Drops the CR of a CRLF too.
  private boolean isBlankLine() {
    if (length > 0 && text[length - 1] == '\r') {
      length--;
    }
    for (int i = 0; i < length; i++) {
      if (text[i] != ' ' && text[i] != '\t') {
        return false;
      }
    }
    return true;
  }
}
