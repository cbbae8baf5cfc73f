package dev.sage.engine.split;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.ExtendedUtf8;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.delivery.SourceEncoding;
import dev.sage.spi.SageException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The text of a data file, readable any number of times.
final class TextSource {
  private final DataFile file;
  private final SourceEncoding encoding;
  private final boolean allValid;
  private final Dialect dialect;
  private final int bufferBytes;
  private final long skipped;
  private final boolean crLines;

  TextSource(DataFile file, Prescan prescan, Dialect dialect, int bufferBytes) {
    this.file = file;
    this.encoding = prescan.encoding();
    this.allValid = prescan.allValid();
    this.dialect = dialect;
    this.bufferBytes = bufferBytes;
    try {
      skipped = skippedBytes();
      try (InputStream in = open()) {
        crLines = LineEnds.areReturns(in, dialect);
      }
    } catch (IOException e) {
      throw file.unreadable(e);
    }
  }

  private TextSource(DataFile piece, TextForm form, Dialect dialect, int bufferBytes) {
    this.file = piece;
    this.encoding = new SourceEncoding(StandardCharsets.UTF_8, 0);
    this.allValid = form.allValid();
    this.dialect = dialect;
    this.bufferBytes = bufferBytes;
    this.skipped = 0;
    this.crLines = form.crLines();
  }

  /// A piece of a text, from the start of one record to the end of another.
  ///
  /// @param dialect without header, and nothing is skipped
  static TextSource ofPiece(DataFile piece, TextForm form, Dialect dialect, int bufferBytes) {
    return new TextSource(piece, form, dialect, bufferBytes);
  }

  private long skippedBytes() throws IOException {
    if (dialect.skipRows() == 0) {
      return 0;
    }
    try (InputStream in = new BufferedInputStream(openText(), bufferBytes)) {
      return LineEnds.bytesOf(in, dialect.skipRows());
    }
  }

  Dialect dialect() {
    return dialect;
  }

  boolean allValid() {
    return allValid;
  }

  /// Whether a place in the text is a place in a file that can be jumped to.
  boolean isSeekable() {
    return encoding.isUtf8() && file.plainPath().isPresent();
  }

  TextForm form() {
    return new TextForm(crLines, allValid);
  }

  /// The place of the text's first byte: behind the mark of a UTF-8 file.
  long textBegin() {
    return encoding.isUtf8() ? encoding.bom() : 0;
  }

  /// The place behind the lines that the contract skips.
  long begin() {
    return textBegin() + skipped;
  }

  InputStream openText() throws IOException {
    return ExtendedUtf8.open(file, encoding);
  }

  /// From [#begin] on.
  InputStream open() throws IOException {
    InputStream in = openText();
    in.skipNBytes(skipped);
    return in;
  }

  /// The file's bytes from a place in its text on, as text.
  InputStream openAt(long offset) throws IOException {
    InputStream in = openText();
    in.skipNBytes(offset - textBegin());
    return in;
  }

  RecordScanner scanner(InputStream in, long offset) {
    RecordScanner scanner = RecordScanner.over(in, dialect, crLines, bufferBytes, offset);
    scanner.startAtLine(dialect.skipRows() + 1L);
    return scanner;
  }

  /// A stream that takes text and writes the file's own bytes, its byte order mark first.
  OutputStream restore(OutputStream out) throws IOException {
    try (InputStream in = file.open()) {
      out.write(in.readNBytes(encoding.bom()));
    }
    return ExtendedUtf8.restore(out, encoding);
  }

  SageException unreadable(IOException e) {
    return file.unreadable(e);
  }

  /// Goes to the header, the first line that is not blank; false if there is none.
  static boolean toHeader(RecordScanner scanner) throws IOException {
    while (scanner.next()) {
      if (!scanner.isBlank()) {
        return true;
      }
    }
    return false;
  }

  static byte[] text(Cells cells) {
    return Arrays.copyOf(cells.text, cells.length);
  }
}
