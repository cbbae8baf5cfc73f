package dev.sage.engine.split;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.disk.DiskFailure;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.PrimitiveIterator;

/// A second look at a file: copies the bytes of records as they were delivered.
public final class RejectCopier {
  private final TextSource source;
  private final int contractWidth;
  private final List<Part> parts;
  private final OutputStream out;
  private final byte[] piece = new byte[1 << 16];
  private InputStream scanned;
  private InputStream copied;
  private RecordScanner scanner;
  private long number;
  private long copiedTo;
  private long pendingStart;
  private long pendingEnd;
  private int nextPart;

  private RejectCopier(TextSource source, int contractWidth, List<Part> parts, OutputStream out)
      throws IOException {
    this.source = source;
    this.contractWidth = contractWidth;
    this.parts = List.copyOf(parts);
    this.out = source.restore(out);
    scanned = source.open();
    copied = new BufferedInputStream(source.openText(), piece.length);
    copiedTo = source.textBegin();
    pendingStart = copiedTo;
    pendingEnd = source.begin();
    scanner = source.scanner(scanned, source.begin());
  }

  /// Copies the skipped lines, the header, if there is one, and the named records: their original
  /// bytes in the original encoding, line ends included, behind the file's byte order mark. In a
  /// plain UTF-8 file, parts without any such record are skipped.
  ///
  /// @param parts of the file, all of them, in their order
  /// @param records record numbers, ascending
  /// @param out is flushed, not closed
  public static void copy(
      DataFile file,
      Prescan prescan,
      Dialect dialect,
      int contractWidth,
      List<Part> parts,
      PrimitiveIterator.OfLong records,
      OutputStream out) {
    copy(
        new TextSource(file, prescan, dialect, RecordScanner.DEFAULT_BUFFER),
        contractWidth,
        parts,
        records,
        out);
  }

  static void copy(
      TextSource source,
      int contractWidth,
      List<Part> parts,
      PrimitiveIterator.OfLong records,
      OutputStream out) {
    try {
      RejectCopier copier = new RejectCopier(source, contractWidth, parts, out);
      try {
        copier.header();
        while (records.hasNext()) {
          copier.record(records.nextLong());
        }
        copier.copyPending();
        copier.out.flush();
      } finally {
        copier.scanned.close();
        copier.copied.close();
      }
    } catch (IOException e) {
      throw DiskFailure.of("The rejected records cannot be copied", e);
    }
  }

  private void header() throws IOException {
    if (source.dialect().header() && TextSource.toHeader(scanner)) {
      copyRecord();
    }
  }

  private void record(long wanted) throws IOException {
    skipParts(wanted);
    while (number < wanted) {
      if (!scanner.next()) {
        throw new EOFException("The file has fewer records than before.");
      }
      if (contractWidth == 1 || !scanner.isBlank()) {
        number++;
      }
    }
    copyRecord();
  }

  /// Jumps to the last part that begins before the wanted record, if it lies ahead.
  private void skipParts(long wanted) throws IOException {
    int last = -1;
    while (nextPart < parts.size() && parts.get(nextPart).firstRecord() <= wanted) {
      last = nextPart++;
    }
    if (last >= 0 && source.isSeekable() && parts.get(last).firstRecord() > number + 1) {
      scanned.close();
      long offset = parts.get(last).sourceOffset();
      scanned = source.openAt(offset);
      scanner = source.scanner(scanned, offset);
      number = parts.get(last).firstRecord() - 1;
    }
  }

  /// Records that follow each other are copied in one go.
  private void copyRecord() throws IOException {
    if (scanner.offset() != pendingEnd) {
      copyPending();
      pendingStart = scanner.offset();
    }
    pendingEnd = scanner.nextOffset();
  }

  private void copyPending() throws IOException {
    if (pendingEnd == pendingStart) {
      return;
    }
    copied.skipNBytes(pendingStart - copiedTo);
    long left = pendingEnd - pendingStart;
    while (left > 0) {
      int read = copied.read(piece, 0, (int) Math.min(piece.length, left));
      if (read < 0) {
        throw new EOFException("The file is shorter than before.");
      }
      out.write(piece, 0, read);
      left -= read;
    }
    copiedTo = pendingEnd;
  }
}
