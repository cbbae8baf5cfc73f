package dev.sage.engine;

import dev.sage.contract.Catalog;
import dev.sage.engine.DeliveryPlan.Assignment;
import dev.sage.engine.delivery.DataFile;
import dev.sage.engine.format.RecordFile;
import dev.sage.engine.format.Workplace;
import dev.sage.engine.load.PartFeed;
import dev.sage.engine.report.Delivered;
import dev.sage.engine.report.FileFinding;
import dev.sage.engine.split.Fault;
import dev.sage.engine.split.FileShape;
import dev.sage.engine.split.Part;
import dev.sage.engine.split.PartListener;
import dev.sage.engine.stage.CatalogChecks;
import dev.sage.engine.stage.Checkpoint;
import dev.sage.engine.stage.StagedCatalog;
import dev.sage.engine.stage.StagedPart;
import dev.sage.spi.ColumnLimit;
import dev.sage.spi.FindingCode;
import dev.sage.spi.Language;
import dev.sage.spi.Message;
import dev.sage.spi.SageException;
import dev.sage.spi.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/// The reading of one catalog: open, split, stage, one file after the other, their parts in
/// parallel.
///
/// Each file has its own encoding, header, width, records, lines and checkpoint. Parts are numbered
/// through all files, so that the order of the numbers is that of the files. Used once.
final class CatalogReading {
  private final DeliveryReader reader;
  private final int index;
  private final Catalog catalog;
  private final Assignment assignment;
  private final Map<String, List<ColumnLimit>> limits;
  private final CatalogChecks checks;
  private final PartFeed feed;
  private final PassedOver passedOver;

  private final List<ReadFile> read = new ArrayList<>();
  private final List<FileFinding> findings = new ArrayList<>();
  private final List<Future<StagedPart>> staging = new ArrayList<>();
  private final Set<Integer> absent = new HashSet<>();
  private final Set<String> skippedRules = new LinkedHashSet<>();
  private int parts;

  CatalogReading(
      DeliveryReader reader,
      int index,
      Assignment assignment,
      boolean alone,
      Map<String, List<ColumnLimit>> limits) {
    this.reader = reader;
    this.index = index;
    this.catalog = assignment.catalog();
    this.assignment = assignment;
    this.passedOver = new PassedOver(assignment, alone);
    this.limits = limits;
    this.checks = CatalogChecks.of(catalog, limits, reader.compiler());
    this.feed = reader.loading().feed(catalog.id());
  }

  ReadCatalog read() {
    feed.begin(staged(List.of()));
    for (int i = 0; i < assignment.files().size(); i++) {
      read(assignment.files().get(i), directory(i));
      stopLoadingOnError();
    }
    feed.end(parts);
    StagedCatalog all = staged(StagingPool.await(staging));
    List<String> names = read.stream().map(ReadFile::name).toList();
    long records = read.stream().mapToLong(ReadFile::read).sum();
    Delivered delivered = new Delivered(names, records, all, List.copyOf(skippedRules));
    return new ReadCatalog(delivered, read, findings);
  }

  private Path directory(int file) {
    return reader.directory(CatalogFile.folder(index, file, assignment.hasSeveralFiles()));
  }

  private void read(DataFile file, Path directory) {
    reader.progress().phase(Progress.Phase.SCAN, file.size());
    try {
      RecordFile opened =
          reader
              .files()
              .open(
                  catalog,
                  file,
                  assignment.sheets(),
                  new Workplace(directory, reader.memoryBytes(), reader.sizes()::of),
                  bytes -> reader.progress().advance(bytes, 0));
      String name = file.baseName();
      CatalogFile known =
          CatalogFile.of(catalog, checks, reader.packageRules(), name, opened, directory);
      read.add(new OneFile(known, directory).read());
    } catch (SageException e) {
      passOver(file.baseName(), e);
    }
  }

  /// What is wrong with one file of several is said of that file, and the others are read. Nothing
  /// that asks for all records can be said then.
  private void passOver(String file, SageException e) {
    boolean noSheet = passedOver.isNoSheet(e);
    if (!passedOver.holds(e)) {
      throw e;
    }
    FindingCode code = noSheet ? FindingCode.MEMBER_MISSING : FindingCode.FILE_UNREADABLE;
    String name = noSheet ? file + " (" + assignment.sheets().getFirst() + ")" : file;
    Message message = new Message(e.in(Language.ES), e.in(Language.EN));
    findings.add(new FileFinding(catalog.id(), name, code, code.severity(), "", "", message));
    IntStream.range(0, catalog.fields().size()).forEach(absent::add);
  }

  private void stopLoadingOnError() {
    if (findings.stream().anyMatch(finding -> finding.severity() == Severity.ERROR)) {
      reader.loading().errorIn(catalog.id());
    }
  }

  private StagedCatalog staged(List<StagedPart> some) {
    return new StagedCatalog(index, catalog, absent, checks.checks(), checks.maskCount(), some);
  }

  /// The reading of one file. It adds what it finds to that of the catalog.
  private final class OneFile implements PartListener {
    private final int place = read.size();
    private final int firstPart = parts;
    private final CatalogFile known;
    private final RecordFile file;
    private final Checkpoint checkpoint;
    private final Map<Integer, StagedPart> stagedBefore = new HashMap<>();
    private final List<Part> told = new ArrayList<>();
    private long faults;

    OneFile(CatalogFile known, Path directory) {
      this.known = known;
      this.file = known.records();
      this.checkpoint = Checkpoint.open(directory, fingerprint());
      findings.addAll(known.findings());
    }

    ReadFile read() {
      describe();
      stopLoadingOnError();
      reader.progress().phase(Progress.Phase.STAGE, file.size());
      long records = split();
      findings.addAll(file.findings());
      return new ReadFile(known.name(), records, file, told);
    }

    /// Of a file that breaks on the way, what was told before counts.
    private long split() {
      try {
        return file.split(known.columns(), this).read();
      } catch (SageException e) {
        passOver(known.name(), e);
        return told.stream().mapToLong(Part::records).sum() + faults;
      }
    }

    private void describe() {
      skippedRules.addAll(checks.skippedRules(known.columns()));
      IntStream.range(0, catalog.fields().size())
          .filter(field -> !known.columns().has(field))
          .forEach(absent::add);
      FileShape shape = file.shape();
      if (shape.blank()) {
        about(FindingCode.EMPTY_FILE, new Message("el archivo está vacío", "the file is empty"));
      }
      shape
          .headerFault()
          .ifPresent(code ->
              about(
                  code,
                  new Message("el encabezado no se puede leer", "the header cannot be read")));
    }

    private void about(FindingCode code, Message message) {
      findings.add(
          new FileFinding(catalog.id(), known.name(), code, code.severity(), "", "", message));
    }

    private String fingerprint() {
      long partBytes = reader.sizes().of(file.size());
      return Fingerprint.of(file.sha256(), firstPart, partBytes, limits, known.stager());
    }

    @Override
    public boolean isStaged(int number, long sourceOffset, long firstRecord, long firstLine) {
      int ours = firstPart + number;
      Optional<StagedPart> before = checkpoint.find(ours, sourceOffset, firstRecord, firstLine);
      before.ifPresent(staged -> stagedBefore.put(ours, staged));
      return before.isPresent();
    }

    @Override
    public void part(Part itsOwn) {
      Part part = itsOwn.numbered(parts++);
      reader.tables().lines(index, place, part.number(), part.lines());
      told.add(part.withoutLines());
      StagedPart before = stagedBefore.remove(part.number());
      if (before == null) {
        staging.add(reader.pool().submit(part, known.stager(), staged -> stagedNow(part, staged)));
      } else {
        staging.add(CompletableFuture.completedFuture(before));
        staged(before);
      }
      reader.progress().advance(part.sourceEnd() - part.sourceOffset(), part.records());
    }

    /// Called by the threads that stage.
    private void stagedNow(Part part, StagedPart staged) {
      checkpoint.add(part, staged);
      staged(staged);
    }

    private void staged(StagedPart part) {
      if (part.rejected() > 0) {
        reader.loading().errorIn(catalog.id());
      }
      feed.add(part);
    }

    @Override
    public void fault(Fault fault) {
      faults++;
      reader.loading().errorIn(catalog.id());
      reader.tables().fault(index, place, fault);
    }
  }
}
