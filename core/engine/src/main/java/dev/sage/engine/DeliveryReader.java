package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.contract.Rule;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.finish.Finisher;
import dev.sage.engine.format.OpenFiles;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.format.Workplace;
import dev.sage.engine.hash.Sha256;
import dev.sage.engine.load.Loading;
import dev.sage.engine.load.PartFeed;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.report.FindingTables;
import dev.sage.engine.rule.RuleCompiler;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.LineMap;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.split.SplitResult;
import dev.sage.engine.stage.CatalogChecks;
import dev.sage.engine.stage.Checkpoint;
import dev.sage.engine.stage.FileColumns;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import dev.sage.engine.stage.Stager;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.ErrorCode;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// Reads the files of a delivery: open, split, stage; one file after the other, its parts in
/// parallel.
final class DeliveryReader {
  /// Parts end at record boundaries; without some room one more part would be left over.
  private static final long EVEN_MARGIN = 64 << 10;

  private final OpenFiles files;
  private final Path work;
  private final long partBytes;
  private final long memoryBytes;
  private final StagingPool pool;
  private final FindingTables tables;
  private final RuleCompiler compiler;
  private final List<Rule> packageRules;
  private final Loading loading;
  private final Progress progress;

  DeliveryReader(
      OpenFiles files,
      Path work,
      long partBytes,
      long memoryBytes,
      StagingPool pool,
      FindingTables tables,
      RuleCompiler compiler,
      List<Rule> packageRules,
      Loading loading,
      Progress progress) {
    this.files = files;
    this.work = work;
    this.partBytes = partBytes;
    this.memoryBytes = memoryBytes;
    this.pool = pool;
    this.tables = tables;
    this.compiler = compiler;
    this.packageRules = packageRules;
    this.loading = loading;
    this.progress = progress;
  }

  /// @param index place of the catalog in the execution
  /// @param sheets names of its sheet, if it is one of several in a workbook
  /// @param limits what destinations cannot hold, by field
  ReadCatalog read(
      int index,
      Catalog catalog,
      DataFile file,
      List<String> sheets,
      Map<String, List<ColumnLimit>> limits) {
    progress.phase(Progress.Phase.SCAN, file.size());
    Path directory = directory("catalog-%03d".formatted(index));
    RecordFile opened =
        files.open(
            catalog,
            file,
            sheets,
            new Workplace(directory, memoryBytes, this::evenParts),
            bytes -> progress.advance(bytes, 0));
    return new One(index, catalog, file.baseName(), opened, directory, limits).read();
  }

  /// As many parts for each worker as for the next, of about the size that was asked for: otherwise
  /// one worker stages the last part while the others look on.
  private long evenParts(long size) {
    long rounds = Math.ceilDiv(Math.max(1, size), partBytes * pool.size());
    long even = Math.ceilDiv(size, rounds * pool.size()) + EVEN_MARGIN;
    return rounds == 1 ? partBytes : Math.min(partBytes, even);
  }

  /// The reading of one file.
  private final class One implements PartListener {
    private final int index;
    private final Catalog catalog;
    private final String name;
    private final RecordFile file;
    private final List<FileFinding> findings = new ArrayList<>();
    private final List<Part> parts = new ArrayList<>();
    private final List<Future<StagedPart>> staging = new ArrayList<>();
    private final FileColumns columns;
    private final CatalogChecks checks;
    private final Stager stager;
    private final PartFeed feed;
    private final Checkpoint checkpoint;
    private final Map<Integer, StagedPart> stagedBefore = new HashMap<>();
    private final boolean empty;

    One(
        int index,
        Catalog catalog,
        String name,
        RecordFile file,
        Path directory,
        Map<String, List<ColumnLimit>> limits) {
      this.index = index;
      this.catalog = catalog;
      this.name = name;
      this.file = file;
      FileShape shape = file.shape();
      this.empty = shape.blank();
      this.columns = columns(shape);
      this.checks = CatalogChecks.of(catalog, columns, limits, compiler);
      this.stager =
          new Stager(
              catalog, columns, checks, Finisher.quotedFields(catalog, packageRules), directory);
      this.feed = loading.feed(catalog.id());
      feed.begin(staged(List.of()));
      this.checkpoint = Checkpoint.open(directory, fingerprint(limits));
    }

    private FileColumns columns(FileShape shape) {
      if (empty) {
        int width = catalog.fields().size();
        return new FileColumns(width, IntStream.range(0, width).boxed().toList());
      }
      ColumnMapping mapping = new ColumnMapping(catalog, name, shape);
      findings.addAll(mapping.findings());
      return mapping.columns();
    }

    ReadCatalog read() {
      describeFile();
      stopLoadingOnError();
      progress.phase(Progress.Phase.STAGE, file.size());
      SplitResult result = file.split(columns, this);
      findings.addAll(file.findings());
      stopLoadingOnError();
      feed.end(parts.size());
      StagedCatalog all = staged(StagingPool.await(staging));
      Delivered delivered = new Delivered(name, result.read(), all, checks.skippedRules());
      return new ReadCatalog(delivered, file, parts, findings);
    }

    private void stopLoadingOnError() {
      if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
        loading.errorIn(catalog.id());
      }
    }

    private StagedCatalog staged(List<StagedPart> parts) {
      return new StagedCatalog(index, catalog, columns, checks.checks(), stager.maskCount(), parts);
    }

    private void describeFile() {
      if (empty) {
        about(FindingCode.EMPTY_FILE, new Message("el archivo está vacío", "the file is empty"));
      }
      file.shape()
          .headerFault()
          .ifPresent(code ->
              about(
                  code,
                  new Message("el encabezado no se puede leer", "the header cannot be read")));
    }

    private void about(FindingCode code, Message message) {
      findings.add(new FileFinding(catalog.id(), name, code, code.severity(), "", "", message));
    }

    @Override
    public void part(Part part) {
      tables.lines(index, part.number(), part.lines());
      parts.add(withoutLines(part));
      StagedPart before = stagedBefore.remove(part.number());
      if (before == null) {
        staging.add(pool.submit(part, stager, staged -> stagedNow(part, staged)));
      } else {
        staging.add(CompletableFuture.completedFuture(before));
        staged(before);
      }
      progress.advance(part.sourceEnd() - part.sourceOffset(), part.records());
    }

    /// What has to be the same for a part that was staged before to be of use.
    private String fingerprint(Map<String, List<ColumnLimit>> limits) {
      String all =
          String.join(
              "\n",
              Objects.requireNonNullElse(
                  DeliveryReader.class.getPackage().getImplementationVersion(), "dev"),
              file.sha256(),
              Long.toString(evenParts(file.size())),
              limits.toString(),
              stager.fingerprint());
      return Sha256.of(all.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
      Optional<StagedPart> before = checkpoint.find(number, sourceOffset, firstRecord, firstLine);
      before.ifPresent(staged -> stagedBefore.put(number, staged));
      return before.isPresent();
    }

    /// Called by the threads that stage.
    private void stagedNow(Part part, StagedPart staged) {
      checkpoint.add(part, staged);
      staged(staged);
    }

    private void staged(StagedPart part) {
      if (part.rejected() > 0) {
        loading.errorIn(catalog.id());
      }
      feed.add(part);
    }

    @Override
    public void fault(Fault fault) {
      loading.errorIn(catalog.id());
      tables.fault(index, fault);
    }

    /// Line maps can be as large as the part; the engine has them now.
    private Part withoutLines(Part part) {
      return new Part(
          part.number(),
          part.file(),
          part.records(),
          LineMap.of(new long[][] {{0, part.firstRecord(), part.firstLine()}}),
          part.sourceOffset(),
          part.sourceEnd(),
          part.firstRecord(),
          part.firstLine(),
          part.delimiter(),
          part.quote(),
          part.maxRecordBytes());
    }
  }

  private Path directory(String name) {
    try {
      return Files.createDirectories(work.resolve(name));
    } catch (IOException e) {
      throw new SageException(
          ErrorCode.STORAGE, "The directory for parts cannot be made in " + work + ".", e);
    }
  }

  /// What a missing member means.
  static FileFinding missing(Catalog catalog) {
    return new FileFinding(
        catalog.id(),
        catalog.filename(),
        FindingCode.MEMBER_MISSING,
        FindingCode.MEMBER_MISSING.severity(),
        "",
        "",
        new Message(
            "falta el archivo «%s» en la entrega".formatted(catalog.filename()),
            "the file «%s» is missing in the delivery".formatted(catalog.filename())));
  }

  /// What a member means that belongs to no catalog.
  static FileFinding unknown(String member) {
    return new FileFinding(
        "",
        member,
        FindingCode.MEMBER_UNKNOWN,
        FindingCode.MEMBER_UNKNOWN.severity(),
        "",
        "",
        new Message(
            "el archivo «%s» no está en el contrato; no se lee".formatted(member),
            "the file «%s» is not in the contract; it is not read".formatted(member)));
  }
}
