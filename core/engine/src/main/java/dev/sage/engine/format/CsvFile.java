package dev.sage.engine.format;

import dev.sage.contract.Catalog;
import dev.sage.contract.CsvFormat;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.delivery.Prescan;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.Dialect;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.RejectCopier;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.split.Splitter;
import dev.sage.engine.split.TextForm;
import dev.sage.engine.stage.FileColumns;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.function.LongConsumer;

/// Text with delimiters: cut into parts as it is.
final class CsvFile implements RecordFile {
  private final Catalog catalog;
  private final DataFile file;
  private final Prescan prescan;
  private final Dialect dialect;
  private final Splitter splitter;

  private CsvFile(Catalog catalog, DataFile file, Prescan prescan, Dialect dialect, Workplace at) {
    this.catalog = catalog;
    this.file = file;
    this.prescan = prescan;
    this.dialect = dialect;
    splitter =
        new Splitter(
            file,
            prescan,
            dialect,
            catalog.fields().size(),
            at.directory(),
            at.partBytes().applyAsLong(prescan.bytes()));
  }

  static CsvFile open(
      Catalog catalog, CsvFormat format, DataFile file, Workplace at, LongConsumer progress) {
    Texts.refuseBinary(file);
    Prescan prescan = Prescan.of(file, format.encoding(), progress);
    return new CsvFile(catalog, file, prescan, Dialect.of(format), at);
  }

  @Override
  public String sha256() {
    return prescan.sha256();
  }

  @Override
  public long size() {
    return prescan.bytes();
  }

  @Override
  public FileShape shape() {
    return splitter.shape();
  }

  @Override
  public Optional<TextForm> pieces() {
    return splitter.pieces();
  }

  @Override
  public SplitResult split(FileColumns columns, PartListener listener) {
    return splitter.split(listener);
  }

  @Override
  public List<FileFinding> findings() {
    return prescan.guessed() ? List.of(FileFindings.guessed(catalog, file.baseName())) : List.of();
  }

  @Override
  public void copyRejects(List<Part> parts, PrimitiveIterator.OfLong records, Path target) {
    Targets.write(
        target,
        out ->
            RejectCopier.copy(
                file, prescan, dialect, catalog.fields().size(), parts, records, out));
  }

  /// The file's own, but `.csv` where that could do harm or is missing.
  @Override
  public String rejectsEnding() {
    return Targets.ending(file.baseName(), ".csv");
  }

  @Override
  public void close() {}
}
