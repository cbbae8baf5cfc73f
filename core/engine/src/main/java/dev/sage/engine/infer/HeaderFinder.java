package dev.sage.engine.infer;

import dev.sage.contract.FileFormat;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.split.FileShape;
import dev.sage.spi.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Finds the header of a file that may have one, below a title if need be, and loads what follows.
///
/// Where the names of a header are such as a contract accepts, it says `header: true`; else the
/// header is skipped and columns go by their position.
final class HeaderFinder {
  /// A header is looked for below at most so many lines.
  private static final int MOST_TITLES = 15;

  private final Workbench bench;
  private final InferOptions options;
  private final SampledFile file;
  private final Written written;
  private final Opener opener;

  HeaderFinder(
      Workbench bench, InferOptions options, SampledFile file, Written written, Opener opener) {
    this.bench = bench;
    this.options = options;
    this.file = file;
    this.written = written;
    this.opener = opener;
  }

  /// How the file's format is written, by what is to be found out.
  interface Written {
    FileFormat with(boolean header, int skipRows);
  }

  /// Opens the file with so many fields, all of them texts.
  interface Opener {
    RecordFile open(OpenFiles files, FileFormat format, int width);
  }

  /// The first record that may be a header, and what stands above it.
  private record Head(int skip, List<String> names) {}

  /// Empty for a file or a sheet without a record.
  Optional<Sample> sample() {
    FileShape shape = shape(written.with(false, 0));
    if (shape.blank()) {
      return Optional.empty();
    }
    Optional<Head> head = options.header().orElse(true) ? head(shape.width()) : Optional.empty();
    return Optional.of(
        head.map(found -> judged(found, shape.width()))
            .orElseGet(() -> positional(load(written.with(false, 0), shape.width()))));
  }

  private FileShape shape(FileFormat format) {
    try (OpenFiles files = new OpenFiles()) {
      return opener.open(files, format, 0).shape();
    }
  }

  /// A record as wide as the others, most of it filled; else it is a title.
  private Optional<Head> head(int width) {
    for (int skip = 0; skip <= (width > 1 ? MOST_TITLES : 0); skip++) {
      List<String> names = shape(written.with(true, skip)).header();
      if (names.isEmpty()) {
        return Optional.empty();
      }
      long filled = names.stream().filter(name -> !name.isBlank()).count();
      if (names.size() >= width && filled * 2 >= width) {
        return Optional.of(new Head(skip, names));
      }
    }
    return Optional.empty();
  }

  private Sample judged(Head head, int width) {
    TextTable table = load(written.with(false, head.skip()), Math.max(width, head.names().size()));
    HeaderEvidence evidence = new HeaderEvidence(bench.session(), table, head.names());
    boolean stands = evidence.standsFirst();
    if (stands && (options.header().isPresent() || evidence.isHeader())) {
      bench.session().execute("DELETE FROM " + table.name() + " WHERE rowid = 0");
      return below(head, table);
    }
    return head.skip() == 0 ? positional(table) : positional(load(written.with(false, 0), width));
  }

  private Sample below(Head head, TextTable table) {
    if (FieldNames.areNames(head.names())) {
      return named(head, table.withoutFirst());
    }
    long skipped = table.secondLine() == 0 ? table.firstLine() : table.secondLine() - 1;
    List<Message> notes = new ArrayList<>(titles(head));
    notes.add(Notes.oddHeader());
    return sample(
        written.with(false, (int) skipped),
        FieldNames.mended(head.names(), table.width()),
        table.withoutFirst(),
        notes);
  }

  private Sample named(Head head, TextTable table) {
    return sample(written.with(true, head.skip()), head.names(), table, titles(head));
  }

  private Sample positional(TextTable table) {
    return sample(
        written.with(false, 0),
        FieldNames.numbered(table.width()),
        table,
        List.of(Notes.noHeader()));
  }

  private Sample sample(
      FileFormat format, List<String> names, TextTable table, List<Message> notes) {
    boolean partial = file.partial() || table.full();
    return new Sample(file, format, names, table, partial, false, notes);
  }

  private static List<Message> titles(Head head) {
    return head.skip() == 0 ? List.of() : List.of(Notes.title(head.skip()));
  }

  private TextTable load(FileFormat format, int width) {
    try (OpenFiles files = new OpenFiles()) {
      return TableLoader.load(
          opener.open(files, format, width),
          bench,
          options.rows() + (options.header().equals(Optional.of(false)) ? 0 : 1));
    }
  }
}
