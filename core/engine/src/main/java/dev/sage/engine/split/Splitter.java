package dev.sage.engine.split;

import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.ExtendedUtf8;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.delivery.SpooledText;
import dev.sage.engine.delivery.Utf8;
import dev.sage.spi.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Cuts a file into parts at true record boundaries.
///
/// [#shape] looks at the beginning only; [#split] goes through the file once and tells a listener
/// each part as soon as its file is complete, and each fault, in the order of the file. Memory is
/// bounded by the record limit, whatever the file holds.
public final class Splitter {
  private static final int WIDTH_SAMPLE = 1_000;

  private final TextSource source;
  private final Dialect dialect;
  private final int contractWidth;
  private final Path directory;
  private final long partBytes;
  private @Nullable FileShape shape;
  private long records;
  private long faults;

  /// @param contractWidth the fields of the catalog; with one field, a blank line is a record
  /// @param directory where the parts are written; must exist
  /// @param partBytes a part is complete when it is at least so large
  public Splitter(
      DataFile file,
      Prescan prescan,
      Dialect dialect,
      int contractWidth,
      Path directory,
      long partBytes) {
    this(file, prescan, dialect, contractWidth, directory, partBytes, RecordScanner.DEFAULT_BUFFER);
  }

  Splitter(
      DataFile file,
      Prescan prescan,
      Dialect dialect,
      int contractWidth,
      Path directory,
      long partBytes,
      int bufferBytes) {
    this(
        new TextSource(file, prescan, dialect, bufferBytes),
        dialect,
        contractWidth,
        directory,
        partBytes);
  }

  private Splitter(
      TextSource source, Dialect dialect, int contractWidth, Path directory, long partBytes) {
    this.source = source;
    this.dialect = dialect;
    this.contractWidth = contractWidth;
    this.directory = directory;
    this.partBytes = partBytes;
  }

  /// Goes through the bytes that one part has in its file, and makes the same part of them again.
  ///
  /// @param piece from the start of its first record to the end of its last
  /// @param form of the file, from [#pieces]
  /// @param width of the file
  public static Splitter ofPiece(
      Path piece, TextForm form, Dialect dialect, int contractWidth, int width, Path directory) {
    return ofPiece(
        piece, form, dialect, contractWidth, width, directory, RecordScanner.DEFAULT_BUFFER);
  }

  static Splitter ofPiece(
      Path piece,
      TextForm form,
      Dialect dialect,
      int contractWidth,
      int width,
      Path directory,
      int bufferBytes) {
    Dialect records = dialect.ofRecords();
    TextSource source = TextSource.ofPiece(new SpooledText(piece), form, records, bufferBytes);
    Splitter splitter = new Splitter(source, records, contractWidth, directory, Long.MAX_VALUE);
    splitter.shape = new FileShape(List.of(), width, Optional.empty(), false);
    return splitter;
  }

  /// What it takes to read the parts of the file where only their own bytes are; empty: they cannot
  /// be cut out of it.
  public Optional<TextForm> pieces() {
    return source.isSeekable() ? Optional.of(source.form()) : Optional.empty();
  }

  /// What the file's beginning says about it.
  ///
  /// @throws dev.sage.spi.SageException TOO_MANY_COLUMNS
  public FileShape shape() {
    FileShape known = shape;
    if (known == null) {
      known = look();
      shape = known;
    }
    if (known.width() > Dialect.MAX_COLUMNS) {
      throw Dialect.tooWide(known.width(), "mire su delimitador", "check its delimiter");
    }
    return known;
  }

  /// Goes through the file; to be called once.
  ///
  /// @param listener is told each part and each fault
  public SplitResult split(PartListener listener) {
    int width = shape().width();
    try (InputStream in = source.open()) {
      RecordScanner scanner = source.scanner(in, source.begin());
      try (PartWriter writer = new PartWriter(directory, partBytes, listener, scanner)) {
        boolean any = !dialect.header() || TextSource.toHeader(scanner);
        while (any && scanner.next()) {
          take(scanner, writer, width, listener);
        }
        writer.finish();
        return new SplitResult(
            records, faults, scanner.nextOffset() - source.begin(), writer.parts());
      }
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }

  private void take(RecordScanner scanner, PartWriter writer, int width, PartListener listener) {
    if (contractWidth != 1 && scanner.isBlank()) {
      return;
    }
    records++;
    FindingCode fault = fault(scanner, width);
    if (fault == null) {
      writer.accept(records);
      return;
    }
    faults++;
    listener.fault(new Fault(fault, records, scanner.line(), scanner.cells, width, scanner.raw()));
  }

  /// What is wrong with a record; the first that applies, in this order.
  private @Nullable FindingCode fault(RecordScanner scanner, int width) {
    if (scanner.cut != null) {
      return scanner.cut;
    }
    if (scanner.nul) {
      return FindingCode.NUL;
    }
    if (!source.allValid() && !Utf8.isValid(scanner.buffer, scanner.start, scanner.end)) {
      return FindingCode.ENCODING;
    }
    if (scanner.badLineEnd) {
      return FindingCode.LINE_END;
    }
    return scanner.cells == width ? null : FindingCode.RAGGED;
  }

  private FileShape look() {
    try (InputStream in = source.open()) {
      RecordScanner scanner = source.scanner(in, source.begin());
      return dialect.header() ? withHeader(scanner) : withoutHeader(scanner);
    } catch (IOException e) {
      throw source.unreadable(e);
    }
  }

  private FileShape withHeader(RecordScanner scanner) throws IOException {
    if (!TextSource.toHeader(scanner)) {
      return new FileShape(List.of(), contractWidth, Optional.empty(), true);
    }
    if (scanner.cut != null) {
      Optional<FindingCode> fault = Optional.of(scanner.cut);
      return new FileShape(List.of(), mostFrequent(widths(scanner)), fault, false);
    }
    List<String> names = names(scanner);
    return new FileShape(names, names.size(), Optional.empty(), false);
  }

  private List<String> names(RecordScanner scanner) {
    List<String> names = new ArrayList<>();
    Cells cells = new Cells(dialect);
    cells.over(scanner.buffer, scanner.start, scanner.end);
    while (cells.next()) {
      names.add(ExtendedUtf8.text(TextSource.text(cells)).strip());
    }
    return names;
  }

  private FileShape withoutHeader(RecordScanner scanner) throws IOException {
    Map<Integer, Integer> counts = widths(scanner);
    return new FileShape(List.of(), mostFrequent(counts), Optional.empty(), counts.isEmpty());
  }

  /// How many records have how many cells. Records that were cut have no number of cells, counted
  /// as 0, but are among the first 1,000.
  private Map<Integer, Integer> widths(RecordScanner scanner) throws IOException {
    Map<Integer, Integer> counts = new LinkedHashMap<>();
    int seen = 0;
    while (seen < WIDTH_SAMPLE && scanner.next()) {
      if (contractWidth == 1 || !scanner.isBlank()) {
        seen++;
        counts.merge(scanner.cut == null ? scanner.cells : 0, 1, Integer::sum);
      }
    }
    return counts;
  }

  private int mostFrequent(Map<Integer, Integer> counts) {
    int best = contractWidth;
    int most = counts.getOrDefault(contractWidth, 0);
    for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
      if (entry.getKey() > 0 && entry.getValue() > most) {
        best = entry.getKey();
        most = entry.getValue();
      }
    }
    return best;
  }
}
