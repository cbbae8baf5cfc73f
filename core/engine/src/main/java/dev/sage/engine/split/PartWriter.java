package dev.sage.engine.split;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Writes the parts of one file. Records that follow each other and need no change are not copied
/// one by one: only where such a run begins and ends is kept, and it is written at once.
final class PartWriter implements AutoCloseable {
  private final Path directory;

  /// A part of records with several lines each is cut early: its line map would outgrow the memory.
  private static final int MOST_STRETCHES = 1 << 20;

  private final long partBytes;
  private final PartListener listener;
  private final RecordScanner scanner;
  private final CanonicalForm form;
  private final byte delimiter;
  private final byte quote;
  private final ByteBuffer output;
  private @Nullable PartFile file;
  private LineMap.Builder lines = new LineMap.Builder();
  private int parts;
  private long sourceOffset;
  private long sourceEnd;
  private long firstRecord;
  private long firstLine;
  private long written;
  private int longest;
  private int runStart;
  private int runEnd;

  PartWriter(Path directory, long partBytes, PartListener listener, RecordScanner scanner) {
    this.directory = directory;
    output = ByteBuffer.allocateDirect((int) Math.clamp(partBytes, 512L, (long) PartFile.OUTPUT));
    this.partBytes = partBytes;
    this.listener = listener;
    this.scanner = scanner;
    delimiter = scanner.dialect.partDelimiter();
    quote = scanner.dialect.partQuote();
    form = new CanonicalForm(scanner.dialect);
    scanner.beforeMove(this::endRun);
  }

  int parts() {
    return parts;
  }

  /// Takes the record that the scanner is at.
  void accept(long record) {
    PartFile target = file == null ? begin(record) : file;
    lines.add(record, scanner.line());
    int size = scanner.canonical && scanner.end > scanner.start ? copy(target) : rewrite(target);
    longest = Math.max(longest, size);
    written += size;
    sourceEnd = scanner.nextOffset();
    if (written >= partBytes || lines.stretches() >= MOST_STRETCHES) {
      finish();
    }
  }

  /// Completes the last part.
  void finish() {
    PartFile done = file;
    if (done == null) {
      return;
    }
    endRun();
    done.complete();
    file = null;
    listener.part(part(done.path()));
    parts++;
  }

  @Override
  public void close() {
    if (file != null) {
      file.close();
      file = null;
    }
  }

  private PartFile begin(long record) {
    sourceOffset = scanner.offset();
    firstRecord = record;
    firstLine = scanner.line();
    Path path = directory.resolve("part-%05d.csv".formatted(parts));
    PartFile begun =
        listener.isStaged(parts, sourceOffset, firstRecord, firstLine)
            ? PartFile.dropped(path, output)
            : PartFile.create(path, output);
    file = begun;
    lines = new LineMap.Builder();
    written = 0;
    longest = 0;
    return begun;
  }

  private Part part(Path path) {
    return new Part(
        parts,
        path,
        lines.records(),
        lines.build(),
        sourceOffset,
        sourceEnd,
        firstRecord,
        firstLine,
        delimiter,
        quote,
        longest);
  }

  private int copy(PartFile target) {
    int length = scanner.end - scanner.start;
    if (scanner.endsWithLineFeed()) {
      extendRun();
    } else {
      endRun();
      target.put(scanner.buffer, scanner.start, length);
      target.putLineFeed();
    }
    return length + 1;
  }

  private void extendRun() {
    if (runEnd != scanner.start || runStart == runEnd) {
      endRun();
      runStart = scanner.start;
    }
    runEnd = scanner.next;
  }

  private int rewrite(PartFile target) {
    endRun();
    form.of(scanner.buffer, scanner.start, scanner.end);
    target.put(form.text, 0, form.length);
    return form.length;
  }

  private void endRun() {
    if (file != null && runEnd > runStart) {
      file.put(scanner.buffer, runStart, runEnd - runStart);
    }
    runStart = 0;
    runEnd = 0;
  }
}
